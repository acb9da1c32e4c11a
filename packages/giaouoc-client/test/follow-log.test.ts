import { followLog } from '../src';
import { FakeClient } from './support';

let client: FakeClient;
let seen: number[];
let refused: unknown[];
let stop: () => void;
beforeEach(() => {
  jest.useFakeTimers();
  client = new FakeClient();
  seen = [];
  refused = [];
  stop = followLog<{ sequence: number }>(client, {
    query: 'subscription ($id: ID!, $after: Int!) { conferenceEvents(conferenceId: $id, after: $after) { sequence } }',
    variables: { id: 'c' },
    after: 4,
    onEntry: ({ sequence }) => seen.push(sequence),
    onRefused: (errors) => refused.push(errors),
  });
});
afterEach(() => {
  stop();
  jest.useRealTimers();
});

const laterMs = 10_000;

describe('followLog', () => {
  it('gives every entry once, whatever comes twice', () => {
    client.entries(5, 6, 6, 5, 7);
    expect(seen).toEqual([5, 6, 7]);
  });

  it('lets a client that connects again by itself go on after the last entry', () => {
    client.entries(5, 6);
    client.send();
    client.entries(7);
    expect([client.sent, seen]).toEqual([
      [
        { id: 'c', after: 4 },
        { id: 'c', after: 6 },
      ],
      [5, 6, 7],
    ]);
  });

  it.each([
    ['a broken connection', () => client.breaks()],
    ['an end', () => client.complete()],
    ['a database that is away', () => client.errors('BUSY')],
    ['a reader that was too slow', () => client.errors('TOO_SLOW')],
  ])('asks again after %s, once and after a while', (_, happen) => {
    client.entries(5);
    happen();
    happen();
    expect(client.sent).toHaveLength(1);
    jest.advanceTimersByTime(laterMs);
    expect(client.sent).toEqual([
      { id: 'c', after: 4 },
      { id: 'c', after: 5 },
    ]);
    expect(client.stopped).toBe(1);
  });

  it('asks for ever, and at most every ten seconds', () => {
    for (let n = 0; n < 50; n += 1) {
      client.breaks();
      jest.advanceTimersByTime(laterMs);
    }
    expect(client.sent).toHaveLength(51);
  });

  it('gives up what is refused, and says why', () => {
    client.errors('FORBIDDEN');
    jest.advanceTimersByTime(laterMs);
    expect(client.sent).toHaveLength(1);
    expect(refused).toEqual([[{ extensions: { code: 'FORBIDDEN' } }]]);
    client.entries(5);
    expect(seen).toEqual([]);
  });

  it.each([
    ['a session that ended', { code: 4403 }],
    ['a token that is not valid', Object.assign(new Error('Unauthorized'), { response: { status: 401 } })],
  ])('gives up when it is not let in, and hands on why: %s', (_, problem) => {
    client.entries(5);
    client.breaks(problem);
    jest.advanceTimersByTime(laterMs);
    expect([client.sent.length, refused]).toEqual([1, [problem]]);
  });

  it('does nothing once it is stopped', () => {
    client.breaks();
    stop();
    jest.advanceTimersByTime(laterMs);
    client.entries(5);
    expect([client.sent.length, seen]).toEqual([1, []]);
  });
});

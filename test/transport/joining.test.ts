import { PassThrough } from 'node:stream';
import { Refusal } from '../../src/errors/refusal';
import { type Authenticated, publicViewer, Role } from '../../src/graphql/authorize/viewer';
import { ConnectedAccounts } from '../../src/subscriptions/connected-accounts';
import { Connections } from '../../src/transport/connections';
import { StreamAdmission } from '../../src/transport/sse/admission';
import { Introductions } from '../../src/transport/websocket/introduction';

const delegate: Authenticated = {
  ...publicViewer,
  role: Role.DELEGATE,
  accountId: 'account',
  sessionId: 'session',
  expiresAt: null,
};
const nobody: Authenticated = { ...publicViewer, expiresAt: null };

let connections: Connections;
/** What each question who asks is answered, in order. */
let answers: (Authenticated | Refusal)[];
let kept: number[];
beforeEach(() => {
  connections = new Connections(5, new ConnectedAccounts());
  kept = [];
});
const whoAsks = async () => {
  kept.push(connections.size);
  const answer = answers.shift();
  if (!answer || answer instanceof Refusal) throw answer ?? new Error('asked too often');
  return answer;
};

/** What a session may have become between the question who asks and the moment its end would be heard. */
const ended: [string, Authenticated | Refusal][] = [
  ['is refused now', new Refusal('UNAUTHENTICATED')],
  ['is nobody’s now', nobody],
];

describe('an event stream that is opened', () => {
  function admit() {
    const raw = Object.assign(new PassThrough(), { writeHead: () => undefined });
    const services = { config: { secureCookie: false }, connections, pipeline: { format: () => [{}] }, whoAsks };
    const admission = new StreamAdmission(services as never);
    const reply = { raw, hijack: () => undefined, getHeaders: () => ({}) };
    return { admission, raw, stream: admission.admit({ id: '1', headers: {} } as never, reply as never, delegate) };
  }

  it.each(ended)('sends nothing when its session %s, asked after the stream can be ended', async (_, answer) => {
    answers = [answer];
    const { raw, stream, admission } = admit();
    await expect(stream).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect({ kept, open: connections.size, streams: admission.streams.size }).toEqual({
      kept: [1],
      open: 0,
      streams: 0,
    });
    expect(raw.readableLength).toBe(0);
  });

  it('begins while its session holds', async () => {
    answers = [delegate];
    const { raw, stream } = admit();
    expect((await stream)?.isOpen).toBe(true);
    expect({ kept, open: connections.size }).toEqual({ kept: [1], open: 1 });
    raw.destroy();
  });
});

describe('a socket that introduces itself', () => {
  const aSocket = (isOpen = true) => ({ OPEN: 1, readyState: isOpen ? 1 : 3, close: () => undefined });
  const introduce = (socket = aSocket()) => {
    const connection = { extra: { socket, shown: { token: 't', by: 'cookie' } }, connectionParams: null };
    return new Introductions({ connections, whoAsks } as never).introduce(connection as never);
  };

  it.each(ended)('is refused when its session %s, asked after the socket can be ended', async (_, answer) => {
    answers = [delegate, answer];
    expect(await introduce()).toBe(false);
    expect(kept).toEqual([0, 1]);
  });

  it('is told when to come again while its session holds', async () => {
    answers = [delegate, delegate];
    expect(await introduce()).toMatchObject({ reconnect: { minMs: 100 } });
    expect(kept).toEqual([0, 1]);
  });

  it('does not count for its session when it has closed meanwhile', async () => {
    answers = [delegate];
    expect(await introduce(aSocket(false))).toBe(false);
    expect(connections.size).toBe(0);
  });
});

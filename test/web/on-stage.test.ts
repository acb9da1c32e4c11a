import { onStage, openPolls, resultMs } from '../../web/src/conference/on-stage';
import { pickConference } from '../../web/src/hall/pick-conference';
import { span } from '../../web/src/poll/span';

const at = (second: number) => new Date(second * 1_000).toISOString();
const poll = (id: string, state: 'DRAFT' | 'OPEN' | 'CLOSED' | 'VOID', opened = 0, closed = 0) => ({
  id,
  ordinal: 1,
  state,
  openedAt: opened ? at(opened) : null,
  closedAt: closed ? at(closed) : null,
});
const item = (started: number) => ({ startedAt: at(started) });
const pact = (state: 'DRAFT' | 'OPEN' | 'IN_FORCE', inForce = 0) => ({
  id: 'pact',
  state,
  inForceAt: inForce ? at(inForce) : null,
});
const none = { state: 'OPEN' as const, polls: [], pact: null, currentItem: null };

describe('onStage', () => {
  it.each([
    ['before the opening', { ...none, state: 'PLANNED' as const }, { kind: 'planned' }],
    [
      'after the closing',
      { ...none, state: 'CLOSED' as const, polls: [poll('a', 'CLOSED', 1, 2)] },
      { kind: 'closed' },
    ],
    ['while nothing is on', none, { kind: 'nothing' }],
    ['an item', { ...none, currentItem: item(5), polls: [poll('a', 'DRAFT')] }, { kind: 'item' }],
    [
      'an open poll before an open pact and an item',
      { ...none, currentItem: item(5), pact: pact('OPEN'), polls: [poll('a', 'OPEN', 3)] },
      { kind: 'poll', id: 'a', over: false },
    ],
    [
      'the later of two open polls',
      { ...none, polls: [poll('a', 'OPEN', 3), poll('b', 'OPEN', 4)] },
      { kind: 'poll', id: 'b', over: false },
    ],
    [
      'an open pact before an item',
      { ...none, currentItem: item(5), pact: pact('OPEN') },
      { kind: 'pact', id: 'pact', over: false },
    ],
    [
      'what a poll came to, until the next item',
      { ...none, currentItem: item(5), polls: [poll('a', 'CLOSED', 6, 7)] },
      { kind: 'poll', id: 'a', over: true },
    ],
    ['the next item', { ...none, currentItem: item(8), polls: [poll('a', 'CLOSED', 6, 7)] }, { kind: 'item' }],
    ['a poll that was set aside', { ...none, polls: [poll('a', 'VOID', 6)] }, { kind: 'poll', id: 'a', over: true }],
    [
      'a pact that has come into force since',
      { ...none, currentItem: item(5), polls: [poll('a', 'CLOSED', 6, 7)], pact: pact('IN_FORCE', 9) },
      { kind: 'pact', id: 'pact', over: true },
    ],
  ])('shows %s', (_what, conference, shown) => {
    expect(onStage(conference, 10_000)).toEqual(shown);
  });

  it('gives the stage back to an open pact when a result has been read', () => {
    const both = { ...none, pact: pact('OPEN'), polls: [poll('a', 'CLOSED', 6, 7)] };
    expect(onStage(both, 7_000 + resultMs - 1)).toEqual({ kind: 'poll', id: 'a', over: true });
    expect(onStage(both, 7_000 + resultMs)).toEqual({ kind: 'pact', id: 'pact', over: false });
  });
});

describe('openPolls', () => {
  it('has the one opened last first, and no other', () => {
    const polls = [poll('a', 'OPEN', 1), poll('b', 'CLOSED', 2, 3), poll('c', 'OPEN', 4), poll('d', 'DRAFT')];
    expect(openPolls(polls).map(({ id }) => id)).toEqual(['c', 'a']);
  });
});

describe('pickConference', () => {
  const known = (
    id: string,
    nature: 'LIVE' | 'RECORD' | 'REHEARSAL',
    state: 'PLANNED' | 'OPEN' | 'CLOSED',
    opened = 0,
  ) => ({
    id,
    nature,
    state,
    openedAt: opened ? at(opened) : null,
  });
  const record = known('record', 'RECORD', 'CLOSED');
  const waiting = known('waiting', 'REHEARSAL', 'PLANNED');

  it('takes a real one in session before a rehearsal that runs, and of several the one opened last', () => {
    const old = known('old', 'REHEARSAL', 'OPEN', 1);
    const young = known('young', 'REHEARSAL', 'OPEN', 2);
    expect(pickConference([record, old, young], 'old')).toBe('young');
    expect(pickConference([record, old, young, known('real', 'LIVE', 'OPEN', 1)], 'young')).toBe('real');
  });

  it('stays where it was when nothing is in session, and begins with the newest that is no rehearsal', () => {
    expect(pickConference([waiting, record], null)).toBe('record');
    expect(pickConference([waiting, record], 'waiting')).toBe('waiting');
    expect(pickConference([waiting], null)).toBe('waiting');
    expect(pickConference([], 'gone')).toBeNull();
  });
});

describe('span', () => {
  it('counts seconds, minutes and hours, and never below nothing', () => {
    expect([span(-5), span(61_000), span(3_723_999)]).toEqual(['00:00', '01:01', '1:02:03']);
  });
});

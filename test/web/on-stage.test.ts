import { hallStage } from '../../web/src/conference/hall-stage';
import { nextToOpen } from '../../web/src/conference/next-to-open';
import { onStage, openPolls, readOutMs, resultMs } from '../../web/src/conference/on-stage';
import { choicesOf, pickConference, staysShown } from '../../web/src/hall/pick-conference';
import { span } from '../../web/src/poll/span';
import { sharedStart } from '../../web/src/words/shared-start';

const at = (second: number) => new Date(second * 1_000).toISOString();
const poll = (id: string, state: 'DRAFT' | 'OPEN' | 'CLOSED' | 'VOID', opened = 0, closed = 0) => ({
  id,
  ordinal: id.charCodeAt(0),
  state,
  opensAt: null,
  openedAt: opened ? at(opened) : null,
  dueAt: null,
  closesByItself: false,
  closedAt: closed ? at(closed) : null,
});
const item = (started: number) => ({ startedAt: at(started) });
const pact = (state: 'DRAFT' | 'OPEN' | 'IN_FORCE', inForce = 0) => ({
  id: 'pact',
  state,
  settledAt: inForce ? at(inForce) : null,
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
      'beside an open poll what another came to that was open at the same time',
      { ...none, polls: [poll('a', 'CLOSED', 3, 5), poll('b', 'OPEN', 4)] },
      { kind: 'polls', ids: ['a', 'b'] },
    ],
    [
      'an open poll alone once it has begun after the one before',
      { ...none, polls: [poll('a', 'CLOSED', 3, 4), poll('b', 'OPEN', 5)] },
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

  it('shows all open polls, by their numbers', () => {
    const polls = [poll('c', 'OPEN', 3), poll('b', 'OPEN', 4), poll('a', 'DRAFT')];
    expect(onStage({ ...none, polls }, 10_000)).toEqual({ kind: 'polls', ids: ['b', 'c'] });
  });

  it('gives the stage back to an open pact when a result has been read', () => {
    const both = { ...none, pact: pact('OPEN'), polls: [poll('a', 'CLOSED', 6, 7)] };
    expect(onStage(both, 7_000 + resultMs - 1)).toEqual({ kind: 'poll', id: 'a', over: true });
    expect(onStage(both, 7_000 + resultMs)).toEqual({ kind: 'pact', id: 'pact', over: false });
  });

  it('never keeps a result that has been read', () => {
    const polls = [poll('a', 'CLOSED', 6, 7)];
    const passed = 7_000 + readOutMs;
    expect(onStage({ ...none, polls }, passed - 1)).toEqual({ kind: 'poll', id: 'a', over: true });
    expect(onStage({ ...none, polls }, passed)).toEqual({ kind: 'nothing' });
    expect(onStage({ ...none, polls, currentItem: item(5) }, passed)).toEqual({ kind: 'item' });
    const running = { ...none, polls: [...polls, poll('b', 'OPEN', 5)] };
    expect(onStage(running, 7_000 + resultMs - 1)).toEqual({ kind: 'polls', ids: ['a', 'b'] });
    expect(onStage(running, 7_000 + resultMs)).toEqual({ kind: 'poll', id: 'b', over: false });
  });
});

describe('hallStage', () => {
  const hall = (scene: string, polls: readonly string[] = []) => ({
    ...none,
    currentItem: item(5),
    speakers: [] as { readonly state: string }[],
    hall: { scene, polls: polls.map((id) => ({ id })), text: null, endsAt: null } as never,
  });
  const closed = { polls: [poll('a', 'CLOSED', 1, 2), poll('b', 'OPEN', 3)] };

  it.each([
    ['what was chosen', { ...hall('AGENDA'), ...closed }, { kind: 'agenda' }],
    [
      'one chosen vote, with how it stands',
      { ...hall('POLLS', ['a']), ...closed },
      { kind: 'poll', id: 'a', over: true },
    ],
    ['another', { ...hall('POLLS', ['b']), ...closed }, { kind: 'poll', id: 'b', over: false }],
    [
      'several in the order they were chosen',
      { ...hall('POLLS', ['b', 'a']), ...closed },
      { kind: 'polls', ids: ['b', 'a'] },
    ],
    ['the wall', { ...hall('WALL'), pact: pact('OPEN') }, { kind: 'pact', id: 'pact', over: false }],
    ['what is on where there is no pact for the wall', { ...hall('WALL'), pact: pact('DRAFT') }, { kind: 'item' }],
    ['what is on', { ...hall('AUTOMATIC'), ...closed }, { kind: 'poll', id: 'b', over: false }],
    ['who speaks on the item', { ...hall('AUTOMATIC'), speakers: [{ state: 'SPEAKING' }] }, { kind: 'speakers' }],
    ['the item while speakers wait', { ...hall('AUTOMATIC'), speakers: [{ state: 'WAITING' }] }, { kind: 'item' }],
    [
      'a vote before who speaks',
      { ...hall('AUTOMATIC'), ...closed, speakers: [{ state: 'SPEAKING' }] },
      { kind: 'poll', id: 'b', over: false },
    ],
  ])('shows %s', (_what, conference, shown) => {
    expect(hallStage(conference, 10_000)).toEqual(shown);
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

  it('lets somebody choose among several real ones in session, and leaves the one that is shown', () => {
    const [first, second] = [known('first', 'LIVE', 'OPEN', 1), known('second', 'LIVE', 'OPEN', 2)];
    const all = [second, known('trial', 'REHEARSAL', 'OPEN', 3), first];
    expect(choicesOf(all, null).map(({ id }) => id)).toEqual(['first', 'second']);
    expect(choicesOf(all, 'trial').map(({ id }) => id)).toEqual(['first', 'second']);
    expect([choicesOf(all, 'first'), staysShown(all, 'first')]).toEqual([[], true]);
    expect([choicesOf([first], null), staysShown(all, 'trial'), staysShown(all, null)]).toEqual([[], false, false]);
  });

  it('stays where it was when nothing is in session, and begins with the newest that is no rehearsal', () => {
    expect(pickConference([waiting, record], null)).toBe('record');
    expect(pickConference([waiting, record], 'waiting')).toBe('waiting');
    expect(pickConference([waiting], null)).toBe('waiting');
    expect(pickConference([], 'gone')).toBeNull();
    const ended = known('ended', 'REHEARSAL', 'CLOSED', 1);
    expect(pickConference([ended, record], 'ended')).toBe('record');
    expect(pickConference([ended], 'ended')).toBe('ended');
  });
});

describe('sharedStart', () => {
  it('is whole words that all names begin with, and leaves each something', () => {
    const unit = (name: string) => `Liên hiệp các Hội Khoa học ${name}`;
    expect(sharedStart(['Hà Giang', 'Hà Nam', 'Hà Nội'].map(unit))).toBe('Liên hiệp các Hội Khoa học Hà ');
    expect(sharedStart(['tỉnh Huế', 'thành phố Huế', 'Huế'].map(unit))).toBe('Liên hiệp các Hội Khoa học ');
    expect(sharedStart(['Hà Giang', 'Hà Nam', 'Hà Nội'])).toBe('');
    expect(sharedStart(['Hà Giang', 'Hà Nam'].map(unit))).toBe('');
    expect(sharedStart([unit('Huế'), unit('Huế'), 'Liên hiệp các Hội'])).toBe('');
  });
});

describe('span', () => {
  it('counts seconds, minutes and hours, and never below nothing', () => {
    expect([span(-5), span(61_000), span(3_723_999)]).toEqual(['00:00', '01:01', '1:02:03']);
  });
});

describe('nextToOpen', () => {
  const planned = (id: string, second: number) => ({ ...poll(id, 'DRAFT'), opensAt: at(second) });

  it('is the vote whose hour comes first, and of two at one hour the one with the lower number', () => {
    expect(nextToOpen([planned('c', 5), planned('b', 5), planned('a', 9), poll('d', 'DRAFT')])?.id).toBe('b');
  });

  it('is none that was opened or has no hour', () => {
    expect(nextToOpen([poll('a', 'DRAFT'), { ...poll('b', 'OPEN', 3), opensAt: at(2) }])).toBeNull();
  });
});

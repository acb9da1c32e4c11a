import { AgendaState } from '../../src/conference/agenda-item';
import { codeOfName } from '../../src/conference/code-of-name';
import { ConferenceState } from '../../src/conference/conference';
import type { Delegate } from '../../src/conference/delegate';
import { evaluatedYear } from '../../src/conference/evaluated-year';
import {
  appointmentFault,
  authorisationFault,
  closeRefusal,
  correctionFault,
  finishRefusal,
  leadersFault,
  mandateRefusal,
  newDelegateFault,
  openRefusal,
  overRefusal,
  removeRefusal,
  replaceRefusal,
  startRefusal,
  undoStartRefusal,
} from '../../src/conference/rules';

const { PLANNED, OPEN, CLOSED } = ConferenceState;

describe('openRefusal and closeRefusal', () => {
  it.each([
    [PLANNED, null],
    [OPEN, 'CONFERENCE_STATE'],
    [CLOSED, 'CONFERENCE_STATE'],
  ])('opens from PLANNED only: %s', (state, refusal) => {
    expect(openRefusal(state)).toBe(refusal);
  });

  it.each([
    [PLANNED, 0, 'CONFERENCE_STATE'],
    [OPEN, 0, null],
    [OPEN, 1, 'POLLS_OPEN'],
    [CLOSED, 1, 'CONFERENCE_STATE'],
  ])('closes from OPEN without open polls only: %s, %i', (state, polls, refusal) => {
    expect(closeRefusal(state, polls)).toBe(refusal);
  });

  it.each([
    [PLANNED, null],
    [OPEN, null],
    [CLOSED, 'CONFERENCE_STATE'],
  ])('lets people in and out until it is over: %s', (state, refusal) => {
    expect(overRefusal(state)).toBe(refusal);
  });
});

describe('startRefusal and finishRefusal', () => {
  it.each([
    [AgendaState.PENDING, null, 'AGENDA_STATE'],
    [AgendaState.CURRENT, 'AGENDA_STATE', null],
    [AgendaState.DONE, null, 'AGENDA_STATE'],
  ])('%s', (state, start, finish) => {
    expect(startRefusal(state)).toBe(start);
    expect(finishRefusal(state)).toBe(finish);
  });
});

describe('removeRefusal', () => {
  it('takes an item off the agenda that was never taken up nor put to the vote', () => {
    const item = { state: AgendaState.PENDING, startedAt: null };
    expect(removeRefusal(item, 0)).toBeNull();
    expect(removeRefusal(item, 1)).toBe('AGENDA_STATE');
    expect(removeRefusal({ ...item, startedAt: new Date() }, 0)).toBe('AGENDA_STATE');
    expect(removeRefusal({ ...item, state: AgendaState.CURRENT }, 0)).toBe('AGENDA_STATE');
  });
});

describe('undoStartRefusal', () => {
  it('undoes the start of the current item, once', () => {
    const undoTo = { current: null } as never;
    expect(undoStartRefusal({ state: AgendaState.CURRENT, undoTo })).toBeNull();
    expect(undoStartRefusal({ state: AgendaState.CURRENT, undoTo: null })).toBe('AGENDA_STATE');
    expect(undoStartRefusal({ state: AgendaState.DONE, undoTo })).toBe('AGENDA_STATE');
  });
});

describe('codeOfName', () => {
  it.each([
    ['Nguyễn Văn Đức', 'nguyen-van-duc'],
    ['  Đỗ Thị Én (khách mời) ', 'do-thi-en-khach-moi'],
    ['đ. Ơ2', 'd-o2'],
    ['…', 'dai-bieu'],
    [`${'a'.repeat(79)} bc`, 'a'.repeat(79)],
    ['b'.repeat(90), 'b'.repeat(80)],
  ])('of %s is %s', (name, code) => {
    expect(codeOfName(name, new Set())).toBe(code);
  });

  it('has the next number where it is taken', () => {
    expect(codeOfName('Én', new Set(['en']))).toBe('en-2');
    expect(codeOfName('Én', new Set(['en', 'en-2']))).toBe('en-3');
    expect(codeOfName('Én', new Set(['en-2']))).toBe('en');
  });
});

describe('evaluatedYear', () => {
  it.each([
    [2025, null, 2026, 2025],
    [null, null, 2026, 2026],
    [null, 2026, null, 2026],
    [null, 2025, 2026, 2025],
    [2024, 2025, 2026, 2024],
    [null, null, null, null],
  ])('closes %s, reviews %s, opens %s', (closesYear, reviewsYear, opensYear, year) => {
    expect(evaluatedYear({ closesYear, reviewsYear, opensYear })).toBe(year);
  });
});

describe('appointmentFault', () => {
  const conference = { closesYear: 2025, opensYear: 2026 };
  const belonging = new Set(['a', 'b', 'c']);

  it.each([
    ['fits with deputies', 2026, ['a', 'b', 'c'], null],
    ['fits with a leader alone', 2025, ['a'], null],
    ['a year the conference has nothing to do with', 2027, ['a'], 'year'],
    ['a leader who deputises', 2026, ['a', 'a'], 'deputyIds'],
    ['a deputy named twice', 2026, ['a', 'b', 'b'], 'deputyIds'],
    ['a leader from outside', 2026, ['x', 'b'], 'leaderId'],
    ['a deputy from outside', 2026, ['a', 'x'], 'deputyIds'],
  ])('%s', (_, year, members, argument) => {
    expect(appointmentFault(conference, year, members, belonging)?.argument ?? null).toBe(argument);
  });

  it('names the years there are', () => {
    expect(appointmentFault(conference, 2030, ['a'], belonging)?.cure).toContain('2025 or 2026');
    expect(appointmentFault({ closesYear: null, opensYear: null }, 2030, ['a'], belonging)?.argument).toBe('year');
  });

  it('says what to do instead', () => {
    const fault = (year: number, members: string[], of: Parameters<typeof appointmentFault>[0] = conference) =>
      appointmentFault(of, year, members, belonging);
    expect(fault(2030, ['a'])).toEqual({
      argument: 'year',
      cure: 'Give a year the conference closes or opens: 2025 or 2026.',
    });
    expect(fault(2030, ['a'], { closesYear: null, opensYear: null })?.cure).toMatch(/: it has none\.$/);
    expect(fault(2030, ['a'], { closesYear: 2025, opensYear: null })?.cure).toMatch(/: 2025\.$/);
    expect(fault(2026, ['a', 'a'])).toEqual({
      argument: 'deputyIds',
      cure: 'Name each member once; the leader is no deputy.',
    });
    const cure = 'Name members that belong to the bloc in 2026.';
    expect(fault(2026, ['x'])).toEqual({ argument: 'leaderId', cure });
    expect(fault(2026, [])).toEqual({ argument: 'leaderId', cure });
    expect(fault(2026, ['a', 'b', 'x'])).toEqual({ argument: 'deputyIds', cure });
  });
});

describe('leadersFault', () => {
  it('says of members outside the bloc, and of nobody, what to name', () => {
    const cure = 'Name members that belong to the bloc in 2026.';
    expect(leadersFault(2026, ['a', 'b'], new Set(['a', 'b']))).toBeNull();
    expect(leadersFault(2026, [], new Set(['a']))).toEqual({ argument: 'leaderId', cure });
    expect(leadersFault(2026, ['a', 'b'], new Set(['a']))).toEqual({ argument: 'deputyIds', cure });
  });
});

describe('newDelegateFault', () => {
  const guest = { memberId: null, mayVote: false, maySign: false, code: null };
  const taken = new Set(['an']);

  it('takes a guest, a delegate with mandates, and a code that is free', () => {
    expect(newDelegateFault(guest, taken)).toBeNull();
    expect(newDelegateFault({ memberId: 'm', mayVote: true, maySign: true, code: 'binh' }, taken)).toBeNull();
  });

  it('refuses a code that is taken', () => {
    expect(newDelegateFault({ ...guest, code: 'an' }, taken)).toEqual({
      argument: 'code',
      cure: 'Give a code that no other delegate has, or none.',
    });
  });

  it.each(['mayVote', 'maySign'])('refuses %s to one of no member', (mandate) => {
    expect(newDelegateFault({ ...guest, [mandate]: true }, taken)).toEqual({
      argument: 'memberId',
      cure: 'Name the member for whom they vote or sign.',
    });
  });
});

describe('replaceRefusal', () => {
  const none = { mayVote: false, maySign: false };
  const free = { ...none, withdrawnAt: null };

  it('moves either mandate, and none that is not there', () => {
    expect(replaceRefusal({ ...none, mayVote: true }, free)).toBeNull();
    expect(replaceRefusal({ ...none, maySign: true }, free)).toBeNull();
    expect(replaceRefusal(none, free)).toBe('NO_MANDATE');
  });

  it('moves it to nobody who will not come, or who holds one', () => {
    const giver = { mayVote: true, maySign: true };
    expect(replaceRefusal(giver, { ...free, withdrawnAt: new Date() })).toBe('DELEGATE_WITHDRAWN');
    expect(replaceRefusal(giver, { ...free, mayVote: true })).toBe('MANDATE_HELD');
    expect(replaceRefusal(giver, { ...free, maySign: true })).toBe('MANDATE_HELD');
  });
});

describe('authorisationFault', () => {
  const at = new Date('2026-03-20T01:00:00Z');
  const [before, after] = [new Date('2026-03-20T00:59:59Z'), new Date('2026-03-20T01:00:01Z')];
  const asked = {
    giver: { memberId: 'm' },
    standIn: { memberId: 'm' },
    back: false,
    paper: 'Số 1',
    from: at,
    until: null,
  };

  it('takes a paper that holds, with an end to come or none, and no paper on the way back', () => {
    expect(authorisationFault(asked, at)).toBeNull();
    expect(authorisationFault({ ...asked, from: before, until: after }, at)).toBeNull();
    expect(authorisationFault({ ...asked, back: true, paper: null }, at)).toBeNull();
  });

  it.each([
    [{ standIn: { memberId: 'n' } }, 'standInId', 'Name a delegate of the same member; add or correct them first.'],
    [{ paper: null }, 'paper', 'Give number and date of the authorisation.'],
    [{ from: after }, 'from', 'Enter it once it holds: the mandates move at once.'],
    [{ until: at }, 'until', 'Give a moment that is still to come.'],
    [{ until: before }, 'until', 'Give a moment that is still to come.'],
  ])('%j', (changes, argument, cure) => {
    expect(authorisationFault({ ...asked, ...changes }, at)).toEqual({ argument, cure });
  });
});

describe('correctionFault and mandateRefusal', () => {
  const delegate = { id: 'd', memberId: 'm', mayVote: true, maySign: true, name: { vi: 'An', en: null } } as Delegate;
  const changed = (changes: Partial<Delegate>): Delegate => ({ ...delegate, ...changes });
  const unused = { vote: false, sign: false };

  it('takes a name without a reason, and nothing that changes nothing', () => {
    expect(correctionFault(delegate, changed({ name: { vi: 'Ân', en: null } }), null)).toBeNull();
    expect(correctionFault(delegate, changed({}), 'sai')).toEqual({
      argument: 'delegateId',
      cure: 'Give what is to be changed.',
    });
  });

  it.each([[{ memberId: 'n' }], [{ mayVote: false }], [{ maySign: false }]])(
    'asks why where it matters: %j',
    (changes) => {
      const cure = 'Say why member or mandates change.';
      expect(correctionFault(delegate, changed(changes), null)).toEqual({ argument: 'reason', cure });
      expect(correctionFault(delegate, changed(changes), 'ghi sai')).toBeNull();
    },
  );

  it.each([[{ mayVote: true, maySign: false }], [{ mayVote: false, maySign: true }]])(
    'leaves no mandate without a member: %j',
    (mandates) => {
      expect(correctionFault(delegate, changed({ memberId: null, ...mandates }), 'ghi sai')).toEqual({
        argument: 'memberId',
        cure: 'Name the member for whom they vote or sign.',
      });
      expect(correctionFault(delegate, changed({ memberId: null, mayVote: false, maySign: false }), 'sai')).toBeNull();
    },
  );

  it.each([
    ['vote', { mayVote: false }, { maySign: false }],
    ['sign', { maySign: false }, { mayVote: false }],
  ] as const)('changes no mandate that was used: %s', (mandate, its, other) => {
    const used = { ...unused, [mandate]: true };
    expect(mandateRefusal(delegate, changed(its), used, false)).toBe('MANDATE_USED');
    expect(mandateRefusal(delegate, changed({ memberId: 'n' }), used, false)).toBe('MANDATE_USED');
    expect(mandateRefusal(delegate, changed(other), used, false)).toBeNull();
    expect(mandateRefusal(delegate, changed(its), unused, false)).toBeNull();
    expect(mandateRefusal(delegate, changed({ memberId: 'n' }), unused, false)).toBeNull();
  });

  it('gives no vote to two', () => {
    expect(mandateRefusal(changed({ mayVote: false }), delegate, unused, true)).toBe('MANDATE_HELD');
    expect(mandateRefusal(delegate, changed({ mayVote: false }), unused, true)).toBeNull();
  });
});

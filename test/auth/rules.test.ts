import {
  badgeFault,
  defaultName,
  grantFault,
  grantRefusal,
  leaderOfficeRecovers,
  manageRefusal,
  requireFuture,
} from '../../src/auth/rules';
import { Refusal } from '../../src/errors/refusal';
import { BlocRole, Role } from '../../src/graphql/authorize/viewer';

const { ADMINISTRATOR, CHAIR, SECRETARY, DELEGATE, OBSERVER, STAFF, APP, PUBLIC } = Role;

describe('manageRefusal', () => {
  it.each([
    [ADMINISTRATOR, [ADMINISTRATOR, CHAIR, SECRETARY, DELEGATE, OBSERVER, STAFF, APP]],
    [CHAIR, [DELEGATE, OBSERVER]],
    [SECRETARY, [DELEGATE, OBSERVER]],
    [DELEGATE, []],
    [OBSERVER, []],
    [STAFF, []],
    [APP, [OBSERVER]],
    [PUBLIC, []],
  ])('lets %s manage %j and nobody else', (by, of) => {
    const allowed = Object.values(Role).filter((role) => manageRefusal(by, role) === null);
    expect(allowed.sort()).toEqual([...of].sort());
    const refused = Object.values(Role).filter((role) => manageRefusal(by, role) === 'FORBIDDEN');
    expect(refused).toHaveLength(Object.values(Role).length - of.length);
  });
});

describe('badgeFault', () => {
  it.each([
    ['a delegate of a conference', { role: DELEGATE, conferenceId: 'c', delegateId: 'd' }],
    ['a chair with a name', { role: CHAIR, conferenceId: 'c', name: 'An' }],
    ['an administrator', { role: ADMINISTRATOR }],
    ['somebody who works for blocs', { role: STAFF, name: 'An' }],
  ])('takes %s', (_what, form) => {
    expect(badgeFault(form)).toBeNull();
  });

  it.each([
    ['the public', { role: PUBLIC }, 'role'],
    ['an app', { role: APP }, 'role'],
    ['staff of no name', { role: STAFF }, 'name'],
    ['an observer of nothing', { role: OBSERVER }, 'conferenceId'],
    ['an administrator of one conference', { role: ADMINISTRATOR, conferenceId: 'c' }, 'conferenceId'],
    ['a delegate who is nobody', { role: DELEGATE, conferenceId: 'c' }, 'delegateId'],
    ['a secretary who is a delegate', { role: SECRETARY, conferenceId: 'c', delegateId: 'd' }, 'delegateId'],
    ['a delegate by another name', { role: DELEGATE, conferenceId: 'c', delegateId: 'd', name: 'An' }, 'name'],
  ])('finds the fault in %s', (_what, form, argument) => {
    expect(badgeFault(form)).toMatchObject({ argument, cure: expect.any(String) });
  });
});

describe('badgeFault, in words', () => {
  it.each([
    [{ role: PUBLIC }, 'role', 'The public needs no badge.'],
    [{ role: APP }, 'role', 'An app gets an API key: issueApiKey.'],
    [{ role: STAFF }, 'name', 'Name the person: the log will.'],
    [{ role: CHAIR }, 'conferenceId', 'Name the conference it is for.'],
    [{ role: ADMINISTRATOR, conferenceId: 'c' }, 'conferenceId', 'Leave it out: this role holds everywhere.'],
    [{ role: DELEGATE, conferenceId: 'c' }, 'delegateId', 'Name the delegate it is for.'],
    [{ role: OBSERVER, conferenceId: 'c', delegateId: 'd' }, 'delegateId', 'Leave it out, or ask for role DELEGATE.'],
    [
      { role: DELEGATE, conferenceId: 'c', delegateId: 'd', name: 'An' },
      'name',
      "Leave it out: it is the delegate's own.",
    ],
  ])('%j', (form, argument, cure) => {
    expect(badgeFault(form)).toEqual({ argument, cure });
  });

  it('takes an administrator by a name, and a delegate without one', () => {
    expect(badgeFault({ role: ADMINISTRATOR, name: 'An' })).toBeNull();
    expect(badgeFault({ role: DELEGATE, conferenceId: 'c', delegateId: 'd', name: null })).toBeNull();
    expect(badgeFault({ role: ADMINISTRATOR, delegateId: 'd' })).toMatchObject({ argument: 'delegateId' });
  });
});

describe('defaultName', () => {
  it.each([
    [ADMINISTRATOR, 'Quản trị viên'],
    [CHAIR, 'Chủ tọa'],
    [SECRETARY, 'Thư ký'],
    [OBSERVER, 'Quan sát viên'],
    [DELEGATE, 'Quan sát viên'],
  ])('of %s is %s', (role, name) => {
    expect(defaultName(role)).toBe(name);
  });
});

const { OFFICER, LEADER_OFFICE, COUNCIL_OFFICE } = BlocRole;

describe('grantRefusal', () => {
  it.each([
    [ADMINISTRATOR, [OFFICER, LEADER_OFFICE, COUNCIL_OFFICE]],
    [COUNCIL_OFFICE, [OFFICER, LEADER_OFFICE]],
    [LEADER_OFFICE, [OFFICER]],
    [OFFICER, []],
    [STAFF, []],
    [CHAIR, []],
  ])('lets %s give out %j and nothing else', (by, roles) => {
    expect(Object.values(BlocRole).filter((role) => grantRefusal([by], role) === null)).toEqual(roles);
    const refused = Object.values(BlocRole).filter((role) => grantRefusal([by], role) === 'FORBIDDEN');
    expect(refused).toHaveLength(Object.values(BlocRole).length - roles.length);
  });

  it('asks one of the roles somebody has, and none of nobody', () => {
    expect(grantRefusal([STAFF, LEADER_OFFICE], OFFICER)).toBeNull();
    expect(grantRefusal([], OFFICER)).toBe('FORBIDDEN');
  });
});

describe('grantFault', () => {
  it.each([
    [{ role: OFFICER, memberId: 'm' }, null],
    [{ role: OFFICER, memberId: 'm', year: null }, null],
    [{ role: LEADER_OFFICE, year: 2026 }, null],
    [{ role: COUNCIL_OFFICE, memberId: null }, null],
    [{ role: OFFICER }, { argument: 'memberId', cure: 'Name the member whose officer it is.' }],
    [
      { role: LEADER_OFFICE, memberId: 'm', year: 2026 },
      { argument: 'memberId', cure: "Leave it out: a leader's office is that of the member that leads." },
    ],
    [{ role: LEADER_OFFICE }, { argument: 'year', cure: 'Give the year of the leadership term.' }],
    [
      { role: COUNCIL_OFFICE, year: 2026 },
      { argument: 'year', cure: 'Leave it out, or ask for LEADER_OFFICE.' },
    ],
  ])('%j', (form, fault) => {
    expect(grantFault(form)).toEqual(fault);
  });
});

describe('leaderOfficeRecovers', () => {
  const officerOf = (blocId: string) => ({ role: OFFICER, blocId });

  it('recovers delegates, and officers of its bloc who are nothing else', () => {
    expect(leaderOfficeRecovers(DELEGATE, [], 'b')).toBe(true);
    expect(leaderOfficeRecovers(STAFF, [officerOf('b'), officerOf('b')], 'b')).toBe(true);
  });

  it.each([
    ['another role', OBSERVER, [officerOf('b')]],
    ['one who holds nothing', STAFF, []],
    ['an officer of another bloc too', STAFF, [officerOf('b'), officerOf('c')]],
    ['another office of the bloc', STAFF, [officerOf('b'), { role: LEADER_OFFICE, blocId: 'b' }]],
  ])('does not recover %s', (_what, role, held) => {
    expect(leaderOfficeRecovers(role, held, 'b')).toBe(false);
  });
});

describe('requireFuture', () => {
  const at = new Date('2026-03-20T01:00:00Z');

  it('takes no end, and one to come', () => {
    for (const end of [null, undefined, new Date('2026-03-20T01:00:01Z')])
      expect(() => requireFuture(end, at)).not.toThrow();
  });

  it.each(['2026-03-20T01:00:00Z', '2026-03-20T00:59:59Z'])('refuses %s', (end) => {
    const facts = { argument: 'expiresAt', cure: 'Give a moment that is still to come.' };
    const thrown = () => {
      try {
        return requireFuture(new Date(end), at);
      } catch (error) {
        return error;
      }
    };
    expect(thrown()).toBeInstanceOf(Refusal);
    expect(thrown()).toMatchObject({ code: 'BAD_USER_INPUT', facts });
  });
});

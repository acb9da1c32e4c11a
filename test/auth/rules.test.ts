import { badgeFault, defaultName, manageRefusal } from '../../src/auth/rules';
import { Role } from '../../src/graphql/authorize/viewer';

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

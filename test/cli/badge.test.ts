import { randomUUID } from 'node:crypto';
import { Member } from '../../src/bloc/member';
import { ConferenceState } from '../../src/conference/conference';
import { Delegate } from '../../src/conference/delegate';
import { Role } from '../../src/graphql/authorize/viewer';
import { aCaller } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { signIn } from '../support/sign-in';
import { aTerminal } from '../support/terminal';

let test: TestDatabase;
let hall: Hall;

beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db, { members: 2 });
  await aHall(test.db, { state: ConferenceState.CLOSED });
  await test.db.query('update account set revoked_at = now()');
});
afterAll(() => test.drop());

async function badge(...argv: string[]) {
  const terminal = aTerminal({ DATABASE_URL: test.url });
  const exitCode = await terminal.giaouoc('badge', ...argv);
  const code = /^mã · code +(\S+)$/m.exec(terminal.printed.join('\n'))?.[1];
  return { exitCode, shown: terminal.shown(), code: code ?? '' };
}

describe('giaouoc badge', () => {
  it('prints a code that signs in once', async () => {
    const { exitCode, code } = await badge('--role', 'administrator', '--name', 'Lan');
    expect(exitCode).toBe(0);
    expect((await signIn(test.db, { code }, aCaller())).viewer).toMatchObject({
      role: Role.ADMINISTRATOR,
      name: 'Lan',
    });
  });

  it('prints the link beside it: to the desk, or for a delegate to the page of the phone', async () => {
    const desk = await badge('--role', 'administrator');
    expect(desk.shown).toContain(`\nliên kết · link  http://127.0.0.1:4000/chair#c=${desk.code}\n`);
    const phone = await badge('--role', 'delegate', '--member', 'don-vi-1');
    expect(phone.shown).toContain(`\nliên kết · link  http://127.0.0.1:4000/live#c=${phone.code}\n`);
    const terminal = aTerminal({ DATABASE_URL: test.url, PUBLIC_URL: 'https://hoinghi.example.vn', PRODUCTION: 'off' });
    await terminal.giaouoc('badge', '--role', 'administrator');
    expect(terminal.shown()).toMatch(/^liên kết · link {2}https:\/\/hoinghi\.example\.vn\/chair#c=\w{4}-\w{4}-\w{4}$/m);
  });

  it('finds the only conference that is not closed', async () => {
    const { code } = await badge('--role', 'chair');
    expect((await signIn(test.db, { code }, aCaller())).viewer).toMatchObject({
      role: Role.CHAIR,
      conferenceId: hall.conference.id,
    });
  });

  it("finds the member's delegate with a mandate", async () => {
    const { code } = await badge('--role', 'delegate', '--member', 'don-vi-2');
    const { viewer } = await signIn(test.db, { code }, aCaller());
    expect(viewer).toMatchObject({ role: Role.DELEGATE, delegateId: at(hall.people, 1).id });
  });

  it('lists what there is when a name is wrong', async () => {
    const conference = await badge('--role', 'chair', '--conference', 'x');
    expect(conference).toMatchObject({ exitCode: 1, shown: expect.stringContaining(`${hall.conference.slug} (OPEN)`) });
    const member = await badge('--role', 'delegate', '--member', 'x');
    expect(member.shown).toContain('There are: don-vi-1, don-vi-2.');
    const name = await badge('--role', 'delegate', '--member', 'don-vi-1', '--name', 'Ai đó');
    expect(name.shown).toContain('There are: Đại biểu 1.');
  });

  it('makes no badge for one of two delegates of one name, and takes the code or a name as it was pasted', async () => {
    const [first] = hall.people;
    const twin = await test.db.manager.save(Delegate, { ...first, id: randomUUID(), code: 'trung-ten', ordinal: 90 });
    const argv = ['--role', 'delegate', '--member', 'don-vi-1', '--name'];
    const both = await badge(...argv, twin.name.vi);
    expect(both).toMatchObject({
      exitCode: 1,
      shown: expect.stringContaining(`There are: ${first?.code}, trung-ten.`),
    });
    expect(both.shown).toContain('có nhiều đại biểu tên');
    const { code } = await badge(...argv, 'trung-ten');
    expect((await signIn(test.db, { code }, aCaller())).viewer).toMatchObject({ delegateId: twin.id });
    await test.db.manager.update(Delegate, twin.id, { name: { vi: 'Người khác', en: null } });
    const pasted = await badge(...argv, ` ${twin.name.vi.normalize('NFD')}\u200b`);
    expect(pasted.exitCode).toBe(0);
  });

  it('makes no badge for one of two members that a name may mean', async () => {
    const members = await test.db.manager.find(Member, { where: { blocId: hall.conference.blocId } });
    for (const { id } of members) await test.db.manager.update(Member, id, { aliases: ['Sở Chung'] });
    const both = await badge('--role', 'delegate', '--member', 'sở chung');
    expect(both).toMatchObject({ exitCode: 1, shown: expect.stringContaining('có thể là nhiều đơn vị') });
    expect(both.shown).toContain('There are: don-vi-1, don-vi-2.');
  });

  it('asks for the conference when several are not closed', async () => {
    const other = await aHall(test.db);
    const { exitCode, shown } = await badge('--role', 'observer');
    expect(exitCode).toBe(1);
    expect(shown).toContain('Several conferences are not closed: name one with --conference.');
    expect((await badge('--role', 'observer', '--conference', other.conference.slug)).exitCode).toBe(0);
  });
});

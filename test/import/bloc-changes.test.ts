import { Conference } from '../../src/conference/conference';
import { operator } from '../../src/graphql/authorize/viewer';
import { importConference } from '../../src/import/import-conference';
import { readSince } from '../../src/log/read-since';
import { faultsOf, recount } from '../../src/record/recount';
import { attendanceIn } from '../../src/record/replay/standing';
import { stateAt } from '../../src/record/replay/state-at';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aLive, type Loose, written } from './a-file';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

const bring = async (text: string) =>
  String((await importConference(test.db, operator, { text, dryRun: false })).conferenceId);

const attendanceAt = async (id: string, sequence: number) =>
  attendanceIn(await stateAt(test.db.manager, id, sequence, () => null), id);

describe('a file that changes the bloc', () => {
  it('is told to the other conferences that rest on it, and to no other', async () => {
    const file = aLive('khoi-doi');
    const id = await bring(written(file));
    const next = { '/conference/slug': 'khoi-doi-2021', '/conference/closes': 2020, '/conference/opens': 2021 };
    await bring(written(file, next));
    const kinds = async () => (await readSince(test.db, id, 0, 10)).map(({ kind }) => kind);
    expect(await kinds()).toEqual(['conferenceImported']);
    const members = [...((file.bloc as Loose).members as Loose[]), { code: 'hue', officialName: 'Huế' }];
    await bring(written(file, { ...next, '/bloc/members': members }));
    expect(await kinds()).toEqual(['conferenceImported', 'blocChanged']);
    expect([(await attendanceAt(id, 1)).members, (await attendanceAt(id, 2)).members]).toEqual([3, 4]);
    const { slug } = await test.db.manager.findOneByOrFail(Conference, { id });
    expect(faultsOf(await recount(test.db, { slug }))).toEqual([]);
  });

  it('of the conference itself is in the checkpoint that its entry names', async () => {
    const file = aLive('khoi-moi');
    const id = await bring(written(file));
    await bring(written(file, { '/delegates/0/name': 'Nguyễn Văn B', '/agenda/0/title': 'Mở đầu' }));
    const told = async (sequence: number) => {
      const { agenda, delegates } = await stateAt(test.db.manager, id, sequence, () => null);
      return [agenda[0]?.title.vi, ...Object.values(delegates).map(({ name }) => name.vi)];
    };
    expect([await told(1), await told(2)]).toEqual([
      ['Khai mạc', 'Nguyễn Văn A'],
      ['Mở đầu', 'Nguyễn Văn B'],
    ]);
    await test.db.query(`update log_checkpoint set state = replace(state, 'Mở đầu', 'Mở') where stream = $1`, [id]);
    expect(faultsOf(await recount(test.db, { slug: 'khoi-moi-2020' }))).toEqual([
      expect.stringContaining('checkpoint 2: it is not the one the log names'),
      expect.stringContaining('agenda: the tables hold what the log does not come to'),
    ]);
  });
});

import { Bloc } from '../../src/bloc/bloc';
import { VotingRule } from '../../src/bloc/voting-rule';
import { Conference } from '../../src/conference/conference';
import { Refusal } from '../../src/errors/refusal';
import { operator } from '../../src/graphql/authorize/viewer';
import { importConference } from '../../src/import/import-conference';
import { readSince } from '../../src/log/read-since';
import { faultsOf, recount } from '../../src/record/recount';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aLive, type Loose, written } from './a-file';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

const rule = { year: 2020, subject: 'RESOLUTION', electorate: 'MEMBERS', quorum: '2/3', pass: '1/2', base: 'ALL' };

/** A file of the bloc of `aLive` alone. */
function alone(slug: string): Loose {
  const { format, bloc, awards, indicators } = aLive(slug);
  return { format, bloc, awards, indicators, rules: [rule], pactRule: { year: 2020, signatures: 2 } };
}

const bring = (text: string, dryRun = false) => importConference(test.db, operator, { text, dryRun });
const kindsOf = async (stream: string | null) =>
  (await readSince(test.db, stream ?? '', 0, 10)).map(({ kind }) => kind);

describe('a file of a bloc alone', () => {
  it('brings the bloc in with an entry of its log, is known again, and a conference may follow', async () => {
    const text = written(alone('khoi-rieng'));
    expect(await bring(text, true)).toMatchObject({ blocId: null, conferenceId: null, receipt: null });
    expect(await test.db.manager.countBy(Bloc, { slug: 'khoi-rieng' })).toBe(0);
    const { blocId, conferenceId, receipt } = await bring(text);
    expect(conferenceId).toBeNull();
    expect(receipt).toMatchObject({ stream: blocId, sequence: 1, kind: 'blocImported', subject: blocId });
    expect(await test.db.manager.findOneByOrFail(Bloc, { slug: 'khoi-rieng' })).toMatchObject({ id: blocId });
    expect(await test.db.manager.countBy(Conference, { blocId: String(blocId) })).toBe(0);
    expect(await test.db.manager.findOneByOrFail(VotingRule, { blocId: String(blocId) })).toMatchObject({ year: 2020 });
    expect(await bring(text)).toMatchObject({ created: 0, changed: 0, receipt: null });
    expect(await kindsOf(blocId)).toEqual(['blocImported']);
    expect((await bring(written(aLive('khoi-rieng')))).blocId).toBe(blocId);
    expect(faultsOf(await recount(test.db, { slug: null }))).toEqual([]);
  });

  it('is told to the conferences that rest on it, and the receipt is of the log of the bloc', async () => {
    const file = aLive('khoi-sau');
    const { conferenceId } = await bring(written(file));
    const members = [...((file.bloc as Loose).members as Loose[]), { code: 'hue', officialName: 'Huế' }];
    const { receipt, blocId } = await bring(written(alone('khoi-sau'), { '/bloc/members': members }));
    expect(receipt).toMatchObject({ stream: blocId, kind: 'blocImported' });
    expect(await kindsOf(conferenceId)).toEqual(['conferenceImported', 'blocChanged']);
    expect(faultsOf(await recount(test.db, { slug: 'khoi-sau-2020' }))).toEqual([]);
  });

  it('has no years of a conference to fall back on, and nothing that belongs to one', async () => {
    const { delegates, agenda } = aLive();
    const file = { ...alone('khoi-thieu'), delegates, agenda };
    const { year: _, ...undated } = rule;
    const refused = await bring(written(file, { '/rules/0': undated, '/pactRule/year': undefined })).catch(
      (error) => error,
    );
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused.facts.problems.map(({ path, problem }: any) => [path, problem.en]).sort()).toEqual([
      ['/agenda', 'A file of a bloc alone does not have this key.'],
      ['/delegates', 'A file of a bloc alone does not have this key.'],
      ['/pactRule', 'It has no year.'],
      ['/rules/0', 'It has no year.'],
    ]);
    expect(await test.db.manager.countBy(Bloc, { slug: 'khoi-thieu' })).toBe(0);
  });
});

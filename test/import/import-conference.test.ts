import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Award } from '../../src/award/award';
import { Decision } from '../../src/award/decision';
import { Bloc } from '../../src/bloc/bloc';
import { LeadershipTerm } from '../../src/bloc/leadership-term';
import { Member } from '../../src/bloc/member';
import { Membership } from '../../src/bloc/membership';
import { YearPactRule } from '../../src/bloc/pact-rule';
import { VotingRule } from '../../src/bloc/voting-rule';
import { AgendaItem } from '../../src/conference/agenda-item';
import { Conference, ConferenceState } from '../../src/conference/conference';
import { Delegate } from '../../src/conference/delegate';
import { connect } from '../../src/database/data-source';
import type { Database } from '../../src/database/database';
import { entities } from '../../src/entities';
import { Refusal } from '../../src/errors/refusal';
import { operator, publicViewer, Role } from '../../src/graphql/authorize/viewer';
import type { Problem } from '../../src/import/conference-file';
import type { Conflict } from '../../src/import/freeze';
import { type ImportReport, importConference } from '../../src/import/import-conference';
import { loadShipped, shippedConferences } from '../../src/import/load-shipped';
import { Result } from '../../src/indicator/result';
import { Article } from '../../src/pact/article';
import { Pact, PactState } from '../../src/pact/pact';
import { Target } from '../../src/pact/target';
import { freshDatabase, type TestDatabase } from '../support/database';
import { at, aViewer } from '../support/hall';
import { aLive, aRecord, type Loose, written } from './a-file';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
});
afterAll(() => database.drop());

const bring = (text: string, dryRun = false) => importConference(db, operator, { text, dryRun });

async function refusal(text: string, dryRun = false): Promise<Refusal> {
  return bring(text, dryRun).then(
    () => {
      throw new Error('nothing was refused');
    },
    (error: unknown) => {
      if (error instanceof Refusal) return error;
      throw error;
    },
  );
}

/** What is wrong with a file, as an English reader sees it. */
async function problems(text: string) {
  const refused = await refusal(text);
  expect(refused.code).toBe('FILE_INVALID');
  const told = refused.facts.problems as readonly Problem[];
  return told.map(({ problem, cure, ...where }) => ({ ...where, problem: problem.en, cure: cure.en }));
}

/** Everything in every table, for telling whether anything changed. */
async function everything(): Promise<string> {
  const tables = db.entityMetadatas.map((table) => table.tableName).sort();
  const rows = await Promise.all(
    tables.map((table) => db.query(`select to_jsonb(t)::text as row from "${table}" t order by 1`)),
  );
  return JSON.stringify(Object.fromEntries(tables.map((table, index) => [table, rows[index]])));
}

const events = ({ conferenceId }: ImportReport) => entriesOf(conferenceId ?? '');

async function entriesOf(stream: string): Promise<readonly { kind: string; subject: string; data: Loose }[]> {
  const rows = await db.query<{ body: string }[]>('select body from event where stream = $1 order by sequence', [
    stream,
  ]);
  return rows.map((row) => JSON.parse(row.body) as { kind: string; subject: string; data: Loose });
}

const words = (vi: string) => ({ vi, en: null });

const counts = ({ created, changed, left, flagged }: ImportReport) => ({ created, changed, left, flagged });

describe('importConference', () => {
  it('brings in a whole file, with one event in the log of the new conference', async () => {
    const report = await bring(written(aRecord('mot')));
    expect(report).toMatchObject({ changed: 0, left: 0, flagged: 0, dryRun: false });
    expect(report.receipt).toMatchObject({
      stream: report.conferenceId,
      sequence: 1,
      kind: 'conferenceImported',
      subject: report.conferenceId,
    });
    const [event] = await events(report);
    expect(event?.data).toMatchObject({ slug: 'mot-2020', created: report.created });
    expect(event?.data.sha256).toMatch(/^[0-9a-f]{64}$/);
    const conference = await db.manager.findOneByOrFail(Conference, { slug: 'mot-2020' });
    expect(conference).toMatchObject({ state: ConferenceState.CLOSED, heldOn: '2020-03-01', closesYear: 2019 });
    const pact = await db.manager.findOneByOrFail(Pact, { conferenceId: conference.id });
    expect(pact).toMatchObject({ state: PactState.IN_FORCE, textHash: null });
  });

  it('tells the log of the bloc what a file changed of a public conference, and nothing of another', async () => {
    const toBloc = async () => entriesOf((await db.manager.findOneByOrFail(Bloc, { slug: 'ke-cum' })).id);
    await bring(written(aRecord('ke-cum')));
    const changed = await bring(written(aRecord('ke-cum'), { '/results/0/raw': '1.234,6' }));
    const told = await events(changed);
    expect(told).toHaveLength(2);
    // Its own log alone names the checkpoint that is kept with it.
    const { state, ...data } = at(told, 1).data;
    expect(state).toMatch(/^[0-9a-f]{64}$/);
    expect((await toBloc()).map((entry) => entry.kind)).toEqual(['conferenceImported', 'conferenceImported']);
    expect(at(await toBloc(), 1)).toMatchObject({ subject: changed.conferenceId, data });
    expect(at(await toBloc(), 1).data).not.toHaveProperty('state');

    const later = { '/conference/slug': 'ke-cum-kin', '/conference/closes': 2020, '/conference/opens': 2021 };
    const hidden = await bring(written(aLive('ke-cum'), { ...later, '/conference/heldOn': '2021-03-01' }));
    expect((await events(hidden)).map(({ kind }) => kind)).toEqual(['conferenceImported']);
    expect(await toBloc()).toHaveLength(2);
  });

  it('finds everything there the second time: nothing written, no event, the same ids', async () => {
    const text = written(aRecord('hai'));
    const first = await bring(text);
    const before = await everything();
    const second = await bring(text);
    expect(counts(second)).toEqual({ created: 0, changed: 0, left: first.created + first.left, flagged: 0 });
    expect(second.receipt).toBeNull();
    expect(second.conferenceId).toBe(first.conferenceId);
    expect(await everything()).toBe(before);
  });

  it('changes only what differs, in one event, and says before and after', async () => {
    const file = aRecord('ba');
    const first = await bring(written(file));
    const second = await bring(written(file, { '/conference/name': 'Hội nghị khác', '/results/0/raw': '1.234,6' }));
    expect(counts(second)).toMatchObject({ created: 0, changed: 2 });
    expect(second.receipt?.sequence).toBe(2);
    expect(second.entries.filter((entry) => entry.action === 'CHANGE')).toEqual([
      {
        path: '/conference',
        thing: 'conference ba-2020',
        action: 'CHANGE',
        before: { name: { vi: 'Hội nghị thử', en: null } },
        after: { name: { vi: 'Hội nghị khác', en: null } },
      },
      {
        path: '/results/0',
        thing: 'result REVENUE 2019 bloc',
        action: 'CHANGE',
        before: { raw: '1.234,5', value: '1234.5' },
        after: { raw: '1.234,6', value: '1234.6' },
      },
    ]);
    expect(second.conferenceId).toBe(first.conferenceId);
  });

  it('leaves alone what the file does not mention', async () => {
    const file = aRecord('bon');
    await bring(written(file));
    const before = await everything();
    const report = await bring(
      written(file, {
        '/bloc/members': undefined,
        '/bloc/name': 'Khối thử',
        '/agenda': undefined,
        '/delegates/0/posts': undefined,
        '/conference/heldOn': undefined,
      }),
    );
    expect(counts(report)).toMatchObject({ created: 0, changed: 0 });
    expect(await everything()).toBe(before);
  });

  it('changes nothing at all in a dry run, and reports the same as the run', async () => {
    const text = written(aRecord('nam'));
    const before = await everything();
    const dry = await bring(text, true);
    expect(await everything()).toBe(before);
    expect(dry).toMatchObject({ dryRun: true, conferenceId: null, receipt: null });
    const real = await bring(text);
    expect(counts(dry)).toEqual(counts(real));
    expect(dry.entries).toEqual(real.entries);
    expect((await bring(text, true)).conferenceId).toBe(real.conferenceId);
  });

  it('brings in nothing when the last item does not hold', async () => {
    const before = await everything();
    const found = await problems(written(aRecord('sau'), { '/pact/signatures/2/member': 'Nơi khác' }));
    expect(found).toMatchObject([{ path: '/pact/signatures/2/member', value: 'Nơi khác' }]);
    expect(await everything()).toBe(before);
  });

  it('brings in nothing when the database fails at the last statement', async () => {
    await db.query(`
      create function fail() returns trigger language plpgsql as $$ begin raise exception 'disk on fire'; end $$;
      create trigger fail before insert on signature for each row execute function fail();
    `);
    const before = await everything();
    await expect(bring(written(aRecord('bay')))).rejects.toThrow('disk on fire');
    expect(await everything()).toBe(before);
    await db.query('drop function fail() cascade');
  });

  it('lets one of two simultaneous imports write and the other find everything there', async () => {
    const text = written(aRecord('tam'));
    const reports = await Promise.all([bring(text), bring(text), bring(text)]);
    const [winner, ...losers] = reports.sort((a, b) => b.created - a.created);
    expect(winner?.created).toBeGreaterThan(10);
    for (const loser of losers) {
      expect(counts(loser)).toEqual({ created: 0, changed: 0, left: winner?.entries.length, flagged: 0 });
      expect(loser.receipt).toBeNull();
      expect(loser.conferenceId).toBe(winner?.conferenceId);
    }
  });

  it('answers a retry under the same key with the first receipt, and refuses the key for another file', async () => {
    const administrator = await aViewer(db, Role.ADMINISTRATOR);
    const ask = { text: written(aRecord('chin')), dryRun: false, idempotencyKey: 'chin-chin-chin' };
    const first = await importConference(db, administrator, ask);
    const again = await importConference(db, administrator, ask);
    expect(again.receipt).toEqual(first.receipt);
    expect(await events(first)).toHaveLength(1);
    const other = { ...ask, text: written(aRecord('chin'), { '/conference/name': 'Khác' }) };
    await expect(importConference(db, administrator, other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });

  it.each([
    ['the public', async () => publicViewer, 'UNAUTHENTICATED'],
    ['a chair', async () => aViewer(db, Role.CHAIR, (await bring(written(aRecord('ghe')))).conferenceId), 'FORBIDDEN'],
    ['an app without the scope', async () => aViewer(db, Role.APP, null, null, ['read']), 'FORBIDDEN'],
  ])('is closed to %s', async (_, viewer, code) => {
    const ask = { text: written(aRecord('cam')), dryRun: true };
    await expect(importConference(db, await viewer(), ask)).rejects.toMatchObject({ code });
  });

  it('finds members by code, name or any spelling, with or without marks composed', async () => {
    const names = [
      'TP HCM',
      'TPHCM',
      'TP.HCM',
      'tp. hcm',
      'TP. Hồ Chí Minh',
      'Thành phố Hồ Chí Minh',
      'Hồ Chí Minh',
      'hcm',
    ];
    const results = names.map((name, index) => ({
      indicator: 'REVENUE',
      member: index % 2 === 0 ? name.normalize('NFD') : name,
      key: `so-${index}`,
      raw: '1,5',
    }));
    const file = written(aRecord('ten'), { '/results': results });
    const report = await bring(file);
    const hcm = await memberOf('ten', 'hcm');
    const rows = await db.manager.findBy(Result, { conferenceId: report.conferenceId ?? '' });
    expect(rows.map((row) => row.memberId)).toEqual(names.map(() => hcm.id));
    expect(counts(await bring(file.normalize('NFC')))).toMatchObject({ created: 0, changed: 0 });
  });

  it('stores every text in NFC', async () => {
    await bring(written(aRecord('nfd'), { '/conference/name': 'Hội nghị Đà Nẵng' }).normalize('NFD'));
    const conference = await db.manager.findOneByOrFail(Conference, { slug: 'nfd-2020' });
    expect(conference.name.vi).toBe('Hội nghị Đà Nẵng'.normalize('NFC'));
  });

  it('takes a spelling on either vowel: Hoà Bình is Hòa Bình', async () => {
    await bring(written(aRecord('thanh'), { '/leadership/0/member': 'Hoà Bình' }));
    const hoaBinh = await memberOf('thanh', 'hoa-binh');
    expect(await db.manager.countBy(LeadershipTerm, { memberId: hoaBinh.id, year: 2020 })).toBe(1);
  });

  it('refuses a name no member has, and one that two may have', async () => {
    const file = written(aRecord('tim'), {
      '/bloc/members/0/aliases': ['Miền Nam 1', 'TP Trung tâm'],
      '/bloc/members/1/aliases': ['Miền Nam 2', 'Trung tâm'],
      '/delegates/0/member': 'tp.  trung-tâm',
      '/leadership/0/member': 'Miền Bắc',
    });
    expect(await problems(file)).toMatchObject([
      {
        path: '/delegates/0/member',
        value: 'tp.  trung-tâm',
        problem: 'More than one member may be meant: hcm, hoa-binh.',
        cure: 'Write the code.',
        line: expect.any(Number),
      },
      { path: '/leadership/0/member', value: 'Miền Bắc', problem: 'No member is called so.' },
    ]);
  });

  it('refuses one spelling for two members', async () => {
    const file = written(aRecord('trung'), { '/bloc/members/1/aliases': ['tp hcm'] });
    expect(await problems(file)).toMatchObject([
      { path: '/bloc/members/0/aliases/0', value: 'TP HCM', problem: 'The member `hoa-binh` is spelt so too.' },
      { path: '/bloc/members/1/aliases/0', value: 'tp hcm', problem: 'The member `hcm` is spelt so too.' },
    ]);
  });

  it('refuses a name that is the code or the name of another member, once, with a cure', async () => {
    const cure = 'Write it so that it is no code, name or alias of another.';
    const file = written(aRecord('ten-ma'), {
      '/bloc/members/1/shortName': { vi: 'Hòa Bình', en: 'HCM' },
      '/leadership/0/member': 'hcm',
    });
    expect(await problems(file)).toMatchObject([
      { path: '/bloc/members/1/shortName/en', value: 'HCM', problem: 'The member `hcm` is spelt so too.', cure },
    ]);
    const doubled = written(aRecord('ten-doi'), {
      '/bloc/members/1/officialName': 'Thành phố Đà Nẵng',
      '/leadership/0/member': 'hoa-binh',
    });
    expect(await problems(doubled)).toMatchObject([
      { path: '/bloc/members/1/officialName', problem: 'The member `da-nang` is spelt so too.', cure },
      { path: '/bloc/members/2/officialName/vi', problem: 'The member `hoa-binh` is spelt so too.', cure },
    ]);
    await bring(written(aRecord('ten-sau')));
    await bring(written(aRecord('ten-cu'), { '/bloc/members/1/shortName': 'hue' }));
    const coded = { code: 'hue', officialName: 'Thành phố Huế', memberships: [{ from: 2030 }] };
    expect(await problems(written(aRecord('ten-cu'), { '/bloc/members': [coded] }))).toMatchObject([
      { path: '/bloc/members/0/code', value: 'hue', cure: 'Choose another code.' },
    ]);
    const later = { code: 'tp-moi', officialName: 'Hòa Bình', memberships: [{ from: 2030 }] };
    expect(
      await problems(written(aRecord('ten-sau'), { '/bloc/members': [later], '/leadership': undefined })),
    ).toMatchObject([
      { path: '/bloc/members/0/officialName', value: 'Hòa Bình', problem: 'The member `hoa-binh` is spelt so too.' },
    ]);
  });

  it('lets a file add to the award catalogue and change nothing in it', async () => {
    const flag = { code: 'CO_LUU_DONG', family: 'TITLE', name: 'Cờ luân lưu', grantor: 'Bộ trưởng' };
    const file = (slug: string, award: object) => written(aRecord(slug), { '/awards/1': award });
    await bring(file('giai-1', flag));
    const before = await everything();
    expect(
      await problems(
        file('giai-2', { ...flag, family: 'FORM', name: 'Cờ khác', grantor: { vi: 'Chủ tịch', en: 'Chair' } }),
      ),
    ).toMatchObject([
      {
        path: '/awards/1/family',
        value: 'FORM',
        problem: 'The family of the award `CO_LUU_DONG` is known: TITLE. The catalogue is one for all blocs.',
        cure: 'Write it as it is known, or leave `family` out; another award needs a code of its own.',
      },
      { path: '/awards/1/name', value: 'Cờ khác' },
      { path: '/awards/1/grantor', value: 'Chủ tịch (Chair)' },
    ]);
    const taken = { ...flag, code: 'CO_MOI', name: 'Cờ mới', aliases: ['cờ luân lưu'] };
    expect(await problems(file('giai-2', taken))).toMatchObject([
      { path: '/awards/1/aliases/0', problem: 'The award `CO_LUU_DONG` is spelt so too.' },
    ]);
    expect(await everything()).toBe(before);
    const more = { code: flag.code, name: { vi: 'Cờ luân lưu', en: 'Passing flag' }, aliases: ['Cờ lưu động'] };
    await bring(file('giai-2', more));
    expect(await db.manager.findOneByOrFail(Award, { code: flag.code })).toMatchObject({
      ...more,
      kind: 'EMULATION_FLAG',
    });
    expect(await problems(file('giai-2', { code: flag.code, kind: 'OTHER' }))).toMatchObject([
      { path: '/awards/1/kind', value: 'OTHER' },
    ]);
    await bring(file('giai-3', { ...flag, code: 'GIAI_CO', name: 'Giải cờ vua của khối', kind: 'OTHER' }));
    expect(await db.manager.findOneByOrFail(Award, { code: 'GIAI_CO' })).toMatchObject({ kind: 'OTHER' });
  });

  it('keeps blocs of one name and the same members apart by their slugs', async () => {
    await bring(written(aRecord('doi-1')));
    await bring(written(aRecord('doi-2')));
    const blocs = await db.manager.findBy(Bloc, [{ slug: 'doi-1' }, { slug: 'doi-2' }]);
    expect(new Set(blocs.map((bloc) => bloc.id)).size).toBe(2);
    expect(new Set(blocs.map((bloc) => bloc.name.vi))).toEqual(new Set(['Khối thử']));
    expect((await memberOf('doi-1', 'hcm')).id).not.toBe((await memberOf('doi-2', 'hcm')).id);
  });

  it("refuses another bloc's conference", async () => {
    await bring(written(aRecord('chu-1')));
    const found = await problems(written(aRecord('chu-2'), { '/conference/slug': 'chu-1-2020' }));
    expect(found).toMatchObject([{ path: '/conference/slug', value: 'chu-1-2020' }]);
  });

  it('adds a member from a later year and leaves earlier years as they were', async () => {
    await bring(written(aRecord('lon')));
    const later = written(aRecord('lon'), {
      '/bloc/members': [{ code: 'hue', officialName: 'Huế', memberships: [{ from: 2021 }] }],
      '/conference/slug': 'lon-2021',
      '/conference/closes': 2020,
      '/conference/opens': 2021,
      '/leadership/0/member': 'Huế',
      '/pact/signatures': [{ member: 'Huế' }],
    });
    const report = await bring(later);
    expect(report.changed).toBe(0);
    expect((await memberOf('lon', 'hue')).ordinal).toBe(4);
    const pact = await db.manager.findOneByOrFail(Pact, { conferenceId: report.conferenceId ?? '' });
    expect(pact.state).toBe(PactState.OPEN);
    const early = JSON.parse(later) as Loose;
    expect(await problems(written(early, { '/leadership/0/year': 2020 }))).toMatchObject([
      { path: '/leadership/0/member', value: 'Huế', problem: 'It is no member in 2020.' },
    ]);
  });

  it('puts in the first year of a membership that was unknown', async () => {
    await bring(written(aRecord('nam-dau')));
    const report = await bring(written(aRecord('nam-dau'), { '/bloc/members/0/memberships': [{ from: 2010 }] }));
    expect(counts(report)).toMatchObject({ created: 0, changed: 1 });
  });

  it('replaces the spans of a membership whole where the file tells them', async () => {
    const told = (spans: readonly Loose[]) =>
      bring(written(aRecord('quang'), { '/bloc/members/0/memberships': spans }));
    const stored = async () => {
      const { id } = await memberOf('quang', 'hcm');
      const rows = await db.manager.find(Membership, { where: { memberId: id }, order: { fromYear: 'asc' } });
      return rows.map(({ fromYear, toYear }) => [fromYear, toYear]);
    };
    await told([{ from: 2015, to: 2030 }]);
    expect(await told([{ from: 2019, to: 2029 }, { from: 2031 }])).toMatchObject({
      created: 1,
      changed: 1,
      removed: 0,
    });
    expect(await stored()).toEqual([
      [2019, 2029],
      [2031, null],
    ]);
    const report = await told([{ from: 2010 }]);
    expect(report.entries.filter(({ action }) => action !== 'LEAVE')).toMatchObject([
      { action: 'REMOVE', thing: 'membership of hcm from 2031', before: { fromYear: 2031, toYear: null } },
      { action: 'CHANGE', before: { fromYear: 2019, toYear: 2029 }, after: { fromYear: 2010, toYear: null } },
    ]);
    expect(await stored()).toEqual([[2010, null]]);
    await bring(written(aRecord('quang')));
    expect(await stored()).toEqual([[2010, null]]);
  });

  it('names both of two spans that overlap', async () => {
    const spans = [{ from: 2019, to: 2030 }, { from: 2030 }];
    expect(await problems(written(aRecord('chong'), { '/bloc/members/0/memberships': spans }))).toMatchObject([
      { path: '/bloc/members/0/memberships', value: '2019–2030, 2030–', problem: 'Two spans overlap.' },
    ]);
  });

  it.each([1, 31])('refuses a bloc of %d members', async (count) => {
    const found = await problems(written(sized(count)));
    expect(found.map((problem) => problem.path)).toEqual(['/bloc/members', '/bloc/members']);
    expect(found[0]?.value).toBe(String(count));
  });

  it.each([2, 30])('takes a bloc of %d members', async (count) => {
    await bring(written(sized(count)));
  });

  it('flags figures it cannot read in one way and gives them no value', async () => {
    const file = written(aRecord('so'), {
      '/results': [
        { indicator: 'REVENUE', key: 'a', raw: '2.005' },
        { indicator: 'REVENUE', key: 'b', raw: 'hơn 14,8' },
        { indicator: 'REVENUE', key: 'c', raw: '834.875,801' },
      ],
    });
    const report = await bring(file);
    expect(report.flagged).toBe(2);
    const rows = await db.manager.find(Result, {
      where: { conferenceId: report.conferenceId ?? '' },
      order: { ordinal: 'asc' },
    });
    expect(rows.map((row) => [row.raw, row.value, row.flags.map((flag) => flag.code)])).toEqual([
      ['2.005', null, ['AMBIGUOUS_FIGURE']],
      ['hơn 14,8', null, ['UNREADABLE_FIGURE']],
      ['834.875,801', '834875.801', []],
    ]);
    const mended = await bring(written(JSON.parse(file) as Loose, { '/results/0/raw': '2.005,0' }));
    expect(counts(mended)).toEqual({ created: 0, changed: 1, left: report.created + report.left - 1, flagged: 1 });
  });

  it('records consensus once, as a step of each proposal', async () => {
    const text = written(aRecord('nhat-tri'));
    await bring(text);
    await bring(text);
    const steps = await db.query<Decision[]>(
      `select d.step, d.decided_on::text, d.ordinal from award_decision d join award_proposal p on p.id = d.proposal_id
       join conference c on c.id = p.conference_id where c.slug = 'nhat-tri-2020'`,
    );
    expect(steps).toEqual([{ step: 'AGREED', decided_on: '2020-03-01', ordinal: 1 }]);
  });

  it('replaces a leader without losing the one before', async () => {
    await bring(written(aRecord('thay')));
    const report = await bring(written(aRecord('thay'), { '/leadership/0/member': 'hcm' }));
    expect(counts(report)).toMatchObject({ created: 0, changed: 1 });
    const hcm = await memberOf('thay', 'hcm');
    const terms = await db.manager.findBy(LeadershipTerm, { blocId: hcm.blocId });
    expect(terms.map((term) => [term.memberId === hcm.id, term.supersededAt === null]).sort()).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  it('refuses a result another conference has reported', async () => {
    await bring(written(aRecord('bao-cao')));
    const found = await problems(written(aRecord('bao-cao'), { '/conference/slug': 'bao-cao-khac' }));
    expect(found).toMatchObject([{ path: '/results/0', problem: 'It is reported by another conference.' }]);
  });

  it('tells in one answer what has the wrong shape, what does not agree and what the database does not know', async () => {
    const before = await everything();
    const file = written(aRecord('ca-ba'), {
      '/agenda/1': { code: 'mot', title: 'Bế mạc' },
      '/results/0/raw': 14,
      '/proposals/0/member': 'Hà Nội',
      '/pact/targets': [{ indicator: 'REVENUE', raw: '2,005' }],
    });
    const told = await problems(file);
    expect(told.map(({ path, problem }) => [path, problem])).toEqual([
      ['/agenda/1/code', 'The code stands twice in the list.'],
      ['/results/0/raw', 'It was read as a number or a yes/no, not as text.'],
      ['/proposals/0/member', 'No member is called so.'],
      ['/pact/targets/0/raw', 'The figure is ambiguous.'],
    ]);
    expect(await everything()).toBe(before);
  });

  it('flags a text that had characters nobody can see, and stores it without them', async () => {
    const report = await bring(written(aRecord('chu-an'), { '/agenda/0/title': 'Khai\u200b mạc' }));
    expect(report).toMatchObject({ flagged: 1 });
    expect(report.entries).toContainEqual({
      path: '/agenda/0/title',
      line: expect.any(Number),
      thing: 'text',
      action: 'FLAG',
      after: expect.objectContaining({ code: 'INVISIBLE_CHARACTERS', raw: 'Khai mạc' }),
    });
    expect(
      await db.manager.countBy(AgendaItem, { conferenceId: report.conferenceId ?? '', title: words('Khai mạc') }),
    ).toBe(1);
  });

  it('flags marks of a web page and letters of old encodings, by line and value, and takes the text as it is', async () => {
    const changes = { '/agenda/0/title': 'Thi đua &amp; khen thưởng', '/delegates/0/name': 'Nguyeãn Vaên A' };
    const report = await bring(written(aRecord('bang-ma'), changes));
    expect(report).toMatchObject({ flagged: 2 });
    const lines = written(aRecord('bang-ma'), changes).split('\n');
    const lineOf = (text: string) => lines.findIndex((line) => line.includes(text)) + 1;
    const flags = report.entries.filter(({ action }) => action === 'FLAG');
    expect(flags.map(({ path, line, after }) => [path, line, (after as Loose).code, (after as Loose).raw])).toEqual([
      ['/delegates/0/name', lineOf('Nguyeãn'), 'OLD_ENCODING', 'Nguyeãn Vaên A'],
      ['/agenda/0/title', lineOf('&amp;'), 'HTML_ENTITIES', 'Thi đua &amp; khen thưởng'],
    ]);
    for (const { after } of flags)
      expect((after as { reason: object }).reason).toEqual({ vi: expect.any(String), en: expect.any(String) });
    const stored = { conferenceId: report.conferenceId ?? '', title: words('Thi đua &amp; khen thưởng') };
    expect(await db.manager.countBy(AgendaItem, stored)).toBe(1);
  });

  it('reads signs, percent and minus as offices type them, and flags a mark that may mean two things', async () => {
    const raws = ['1,234', '12,345,678', '\u20133,2', '+7,5', '0,5 %', '14.800', '0,125'];
    const results = raws.map((raw, index) => ({ indicator: 'REVENUE', key: `k${index}`, raw }));
    const report = await bring(written(aRecord('dau-so'), { '/results': results }));
    const rows = await db.manager.find(Result, {
      where: { conferenceId: report.conferenceId ?? '' },
      order: { ordinal: 'ASC' },
    });
    expect(rows.map(({ raw, value, unit, flags }) => [raw, value, unit, flags.map(({ code }) => code)])).toEqual([
      ['1,234', null, null, ['AMBIGUOUS_FIGURE']],
      ['12,345,678', null, null, ['UNREADABLE_FIGURE']],
      ['\u20133,2', '-3.2', null, []],
      ['+7,5', '7.5', null, []],
      ['0,5 %', '0.5', '%', []],
      ['14.800', null, null, ['AMBIGUOUS_FIGURE']],
      ['0,125', '0.125', null, []],
    ]);
  });

  it('moves what stood at a wrong year when the file corrects the years of its conference', async () => {
    const file = (closes: number, opens: number) =>
      written(aLive('sua-nam'), {
        '/conference/closes': closes,
        '/conference/opens': opens,
        '/movements': [{ code: 'thi-dua', field: 'Thi đua' }],
      });
    const { conferenceId } = await bring(file(2018, 2019));
    const yearsOf = async () =>
      db.query(
        `select 'pact' as thing, year from pact where conference_id = $1
         union all select 'proposal', year from award_proposal where conference_id = $1
         union all select 'result', year from result where conference_id = $1
         union all select 'movement', year from movement where conference_id = $1
         union all select 'leader', year from leadership_term where conference_id = $1 and superseded_at is null
         order by 1`,
        [conferenceId],
      );
    const ids = async () =>
      db.query(
        'select id from pact where conference_id = $1 union all select id from award_proposal where conference_id = $1',
        [conferenceId],
      );
    const before = await ids();
    expect(await bring(file(2019, 2020))).toMatchObject({ created: 0, removed: 0 });
    expect(await yearsOf()).toEqual([
      { thing: 'leader', year: 2020 },
      { thing: 'movement', year: 2020 },
      { thing: 'pact', year: 2020 },
      { thing: 'proposal', year: 2019 },
      { thing: 'result', year: 2019 },
    ]);
    expect(await ids()).toEqual(before);
  });

  it('leaves a record as it is when the file of a later year brings members, names and a rule', async () => {
    const members = [
      { code: 'hcm', officialName: 'Tên mới', shortName: 'Mới' },
      { code: 'moi', officialName: 'Đơn vị mới' },
    ];
    const { conferenceId } = await bring(written(aRecord('nam-truoc')));
    const seen = async () =>
      db.query(
        `select (select json_agg(m order by ordinal) from conference_member m where m.conference_id = c.id) as members,
           (select json_agg(t order by ordinal) from pact_party t join pact p on p.id = t.pact_id
             where p.conference_id = c.id) as parties, c.attendance_at_closing as attendance
         from conference c where c.id = $1`,
        [conferenceId],
      );
    const before = await seen();
    expect(before).toMatchObject([{ parties: { length: 3 }, members: { length: 3 }, attendance: { members: 3 } }]);
    await bring(
      written(aRecord('nam-truoc'), {
        '/conference/slug': 'nam-truoc-2021',
        '/conference/closes': 2020,
        '/conference/opens': 2021,
        '/bloc/members': members,
        '/rules': [
          { year: 2019, subject: 'RESOLUTION', electorate: 'DELEGATES', quorum: '1/1', pass: '1/2', base: 'ALL' },
        ],
        '/pact': undefined,
        '/results': [],
        '/leadership': [],
      }),
    );
    expect(await seen()).toEqual(before);
  });

  describe('of a live conference', () => {
    it('plans it: nothing is agreed or signed, and it may be changed', async () => {
      const report = await bring(written(aLive('ke-hoach')));
      const conference = await db.manager.findOneByOrFail(Conference, { id: report.conferenceId ?? '' });
      expect(conference).toMatchObject({ state: ConferenceState.PLANNED, visibility: 'PARTICIPANTS' });
      const text = written(aLive('ke-hoach'), { '/agenda/0/title': 'Chào cờ', '/delegates/0/maySign': true });
      expect(counts(await bring(text))).toMatchObject({ created: 0, changed: 2 });
    });

    it('refuses to change what it rests on once it is open, and takes the unchanged file', async () => {
      const text = written(aLive('mo'));
      const { conferenceId } = await bring(text);
      await db.manager.update(Conference, { id: conferenceId ?? '' }, { state: ConferenceState.OPEN });
      expect(counts(await bring(text))).toMatchObject({ created: 0, changed: 0 });
      const before = await everything();
      const refused = await refusal(
        written(aLive('mo'), {
          '/agenda/0/title': 'Khác',
          '/delegates/0/mayVote': false,
          '/delegates/0/member': 'da-nang',
          '/proposals/0/reason': 'Dẫn đầu',
          '/pact/articles/0/text': 'Khác',
          '/conference/closes': 2018,
          '/bloc/members/0/memberships': [{ from: 2010 }],
          '/proposals/0/year': 2019,
          '/results/0/year': 2019,
          '/pact/articles/1': { heading: 'Điều 2', text: 'Thêm.' },
        }),
      );
      expect(refused.code).toBe('FILE_CONFLICT');
      const told = refused.facts.conflicts as readonly Conflict[];
      expect(told.map(({ path, thing, stored, given }) => [path, thing, stored, given])).toEqual([
        ['/bloc/members/0/memberships/0', 'membership of hcm from 2010', { fromYear: null }, { fromYear: 2010 }],
        ['/conference', 'conference mo-2020', { closesYear: 2019 }, { closesYear: 2018 }],
        ['/delegates/0', 'delegate a', { member: 'hcm', mayVote: true }, { member: 'da-nang', mayVote: false }],
        ['/agenda/0', 'agenda item mot', { title: words('Khai mạc') }, { title: words('Khác') }],
        ['/proposals/0', 'proposal CO_TD_CHINH_PHU da-nang 2019', { reason: null }, { reason: words('Dẫn đầu') }],
        ['/pact/articles/0', 'article 1', { text: words('Thi đua.') }, { text: words('Khác') }],
        ['/pact/articles/1', 'article 2', null, { ordinal: 2, heading: words('Điều 2'), text: words('Thêm.') }],
      ]);
      for (const { cure, line } of told) {
        expect(cure.en).toMatch(/^(Restore the old value in|Leave it out of) the file, or .*`?\w+`?.*\.$/);
        expect(line).toBeGreaterThan(1);
      }
      expect(at(told, 3).cure.en).toBe(
        'Restore the old value in the file, or use `correctAgendaItem`, `moveAgendaItem` or `addAgendaItem` to change the agenda.',
      );
      expect(await everything()).toBe(before);
      const harmless = written(aLive('mo'), { '/conference/place': 'Hội trường lớn' });
      expect(counts(await bring(harmless))).toMatchObject({ changed: 1 });
    });

    it('keeps the rules of the year and the names of the parties while it is open, and takes them afterwards', async () => {
      const rule = { subject: 'RESOLUTION', electorate: 'MEMBERS', quorum: '2/3', pass: '1/2', base: 'ALL' };
      const file = written(aLive('luat'), { '/rules': [rule, { ...rule, year: 2018 }] });
      const { conferenceId } = await bring(file);
      await db.manager.update(Conference, { id: conferenceId ?? '' }, { state: ConferenceState.OPEN });
      expect((await bring(file)).receipt).toBeNull();
      const award = { ...rule, subject: 'CO_TD_CHINH_PHU' };
      const other = written(aLive('luat'), {
        '/rules': [{ ...rule, pass: '2/3' }, award, { ...rule, year: 2018, pass: '2/3' }],
        '/bloc/members/0/shortName': 'Sài Gòn',
        '/bloc/members/1/officialName': 'Tỉnh Hòa Bình',
        '/bloc/members/2/aliases': ['Đà Nẵng (cũ)'],
      });
      const told = (await refusal(other)).facts.conflicts as readonly Conflict[];
      expect(told.map(({ path, stored, given }) => [path, stored, given])).toEqual([
        ['/bloc/members/0', { shortName: words('TP Hồ Chí Minh') }, { shortName: words('Sài Gòn') }],
        ['/bloc/members/1', { officialName: words('Hòa Bình') }, { officialName: words('Tỉnh Hòa Bình') }],
        ['/rules/0', expect.anything(), { rule: expect.objectContaining({ passNumerator: 2 }) }],
        ['/rules/1', null, expect.objectContaining({ subject: 'CO_TD_CHINH_PHU', year: 2019 })],
      ]);
      expect(at(told, 2).cure.en).toBe(
        'Restore the old value in the file, or give the poll a rule of its own with `createPoll`.',
      );
      await db.manager.update(Conference, { id: conferenceId ?? '' }, { state: ConferenceState.CLOSED });
      expect(await bring(other)).toMatchObject({ changed: 5, created: 1 });
    });

    it('takes the floor of secret ballots from the rules, and five where they say nothing', async () => {
      const rule = { subject: 'RESOLUTION', electorate: 'MEMBERS', quorum: '2/3', pass: '1/2', base: 'ALL' };
      const rules = [rule, { ...rule, subject: 'LEADERSHIP', floor: 8 }];
      const { blocId } = await db.manager.findOneByOrFail(Conference, {
        id: (await bring(written(aLive('san'), { '/rules': rules }))).conferenceId ?? '',
      });
      const floors = async () =>
        (await db.manager.find(VotingRule, { where: { blocId }, order: { subject: 'ASC' } })).map(
          (each) => each.rule.floor,
        );
      expect(await floors()).toEqual([8, 5]);
      await bring(written(aLive('san'), { '/rules': [{ ...rule, floor: 6 }, at(rules, 1)] }));
      expect(await floors()).toEqual([8, 6]);
    });

    it('refuses a pact rule of more signatures than the pact has parties, named or stated', async () => {
      const live = (changes: Loose) => written(aLive('ky-ket'), changes);
      expect(await problems(live({ '/pactRule': { signatures: 4 } }))).toEqual([
        {
          path: '/pactRule/signatures',
          line: expect.any(Number),
          value: '4',
          problem: 'The pact has 3 parties only.',
          cure: 'Ask for as many signatures as there are parties, or fewer.',
        },
      ]);
      await bring(live({ '/pactRule': { signatures: 3 } }));
      const stated = { '/conference/statedMembers': 4, '/pactRule': { signatures: 4 } };
      const { conferenceId } = await bring(live(stated));
      const { blocId } = await db.manager.findOneByOrFail(Conference, { id: conferenceId ?? '' });
      expect(await db.manager.findOneByOrFail(YearPactRule, { blocId })).toMatchObject({ year: 2020, signatures: 4 });
    });

    it('takes kinds of awards, tie orders, self-votes, weights and both majorities from the rules', async () => {
      const rule = { electorate: 'MEMBERS', quorum: '2/3', pass: '4/5', base: 'ALL' };
      const weights = [
        { member: 'TP HCM', weight: '2.5' },
        { member: 'da-nang', weight: '0.75' },
      ];
      const tieOrder = ['VOTES', 'DECREE_152_ART_4_6', 'LEADERS_DECIDE'];
      const rules = [
        { ...rule, subject: 'EMULATION_FLAG', tieOrder, selfVote: false, weights },
        { ...rule, subject: 'OTHER', electorate: 'DELEGATES', doubleMajority: true },
      ];
      const { blocId } = await db.manager.findOneByOrFail(Conference, {
        id: (await bring(written(aLive('thu-tu'), { '/rules': rules }))).conferenceId ?? '',
      });
      const members = await db.manager.findBy(Member, { blocId });
      const idOf = (code: string) => members.find((member) => member.code === code)?.id ?? '';
      const stored = await db.manager.find(VotingRule, { where: { blocId }, order: { subject: 'ASC' } });
      expect(stored.map(({ subject, rule: held }) => [subject, held])).toMatchObject([
        [
          'EMULATION_FLAG',
          {
            ...{ tieOrder, selfVote: false, doubleMajority: false },
            memberWeights: { [idOf('hcm')]: '2.5', [idOf('da-nang')]: '0.75' },
          },
        ],
        [
          'OTHER',
          {
            tieOrder: ['VOTES', 'SECOND_BALLOT', 'LEADERS_DECIDE'],
            ...{ selfVote: true, doubleMajority: true, memberWeights: null },
          },
        ],
      ]);
      const [twice, wrong] = [[...weights, { member: 'hcm', weight: '1' }], [{ member: 'hcm', weight: '0' }]];
      const found = async (changes: object) =>
        (await problems(written(aLive('thu-tu'), { '/rules': [{ ...rules[0], ...changes }] }))).map(({ path }) => path);
      expect(await found({ weights: twice })).toEqual(['/rules/0/weights/2/member']);
      expect(await found({ weights: wrong })).toEqual(['/rules/0/weights/0/weight']);
      expect(await found({ tieOrder: ['SECOND_BALLOT'] })).toEqual(['/rules/0/tieOrder']);
      expect(await found({ doubleMajority: true })).toEqual(['/rules/0/doubleMajority']);
    });

    it('refuses to change a pact that is open for signature', async () => {
      const text = written(aLive('ky'));
      const { conferenceId } = await bring(text);
      const canon = { canonicalText: '{}', textHash: '0'.repeat(64), state: PactState.OPEN };
      await db.manager.update(Pact, { conferenceId: conferenceId ?? '' }, canon);
      expect(counts(await bring(text))).toMatchObject({ changed: 0 });
      expect((await refusal(written(aLive('ky'), { '/pact/title': 'Khác' }))).code).toBe('FILE_CONFLICT');
    });

    it('replaces the articles and targets of a draft whole, and says what goes', async () => {
      const [one, two] = [
        { heading: 'Điều 1', text: 'Thi đua.' },
        { heading: 'Điều 2', text: 'Đoàn kết.' },
      ];
      const first = { indicator: 'REVENUE', member: 'hcm', raw: '6,5', unit: '%' };
      const second = { indicator: 'REVENUE', raw: '7,5' };
      const lists = { '/pact/articles': [one, two], '/pact/targets': [first, second] };
      const { conferenceId } = await bring(written(aLive('thay-dieu'), lists));
      const shorter = written(aLive('thay-dieu'), { '/pact/articles': [two], '/pact/targets': [second] });
      const before = await everything();
      const dry = await bring(shorter, true);
      expect(await everything()).toBe(before);
      const report = await bring(shorter);
      expect(report.entries).toEqual(dry.entries);
      expect(report).toMatchObject({ created: 0, changed: 2, removed: 2 });
      expect(report.entries.filter(({ action }) => action === 'REMOVE')).toEqual([
        {
          path: '/pact/articles',
          thing: 'article 2',
          action: 'REMOVE',
          before: { ordinal: 2, heading: { vi: 'Điều 2', en: null }, text: { vi: 'Đoàn kết.', en: null } },
        },
        {
          path: '/pact/targets',
          thing: 'target 2',
          action: 'REMOVE',
          before: { indicator: 'REVENUE', member: null, ordinal: 2, raw: '7,5', value: '7.5', unit: null },
        },
      ]);
      const pact = await db.manager.findOneByOrFail(Pact, { conferenceId: conferenceId ?? '' });
      const articles = await db.manager.findBy(Article, { pactId: pact.id });
      expect(articles.map(({ ordinal, text }) => [ordinal, text.vi])).toEqual([[1, 'Đoàn kết.']]);
      const targets = await db.manager.findBy(Target, { pactId: pact.id });
      expect(targets).toMatchObject([{ ordinal: 1, memberId: null, raw: '7,5', unit: null }]);
      const untold = written(aLive('thay-dieu'), { '/pact/articles': undefined });
      expect(await bring(untold)).toMatchObject({ changed: 0, removed: 0 });
      await db.manager.update(Conference, { id: conferenceId ?? '' }, { state: ConferenceState.OPEN });
      expect((await bring(shorter)).receipt).toBeNull();
      await db.manager.insert(Article, { ...at(articles, 0), id: randomUUID(), ordinal: 2 });
      expect((await refusal(shorter)).facts.conflicts).toMatchObject([
        { stored: { ordinal: 2 }, given: null, cure: { en: expect.stringMatching(/^Put it back into the file, or /) } },
      ]);
    });

    it('refuses to turn it into a record', async () => {
      await bring(written(aLive('doi')));
      const refused = await refusal(written(aRecord('doi'), { '/proposals/0/agreed': undefined }));
      expect(refused.code).toBe('FILE_CONFLICT');
      expect(refused.facts.conflicts).toMatchObject([
        {
          path: '/conference/nature',
          stored: 'LIVE',
          given: 'RECORD',
          cure: { en: expect.stringContaining('another slug') },
        },
      ]);
    });

    it('waits for an opening that is under way', async () => {
      const { conferenceId } = await bring(written(aLive('cho')));
      const opening = db.createQueryRunner();
      await opening.connect();
      await opening.query('begin');
      await opening.query(`update conference set state = 'OPEN' where id = $1`, [conferenceId]);
      const refused = refusal(written(aLive('cho'), { '/agenda/0/title': 'Khác' }));
      await untilSomeoneWaits();
      await opening.query('commit');
      await opening.release();
      expect((await refused).code).toBe('FILE_CONFLICT');
    });
  });

  it('takes a stand-in named before the absent one', async () => {
    const report = await bring(
      written(aRecord('thay-mat'), {
        '/delegates': [
          { code: 'b', name: 'Trần Thị B', proxyFor: 'c', attended: true },
          { code: 'c', name: 'Lê Văn C', attended: false },
        ],
      }),
    );
    const [b, c] = await db.manager.find(Delegate, {
      where: { conferenceId: report.conferenceId ?? '' },
      order: { ordinal: 'asc' },
    });
    expect(b?.proxyForId).toBe(c?.id);
  });

  it('refuses a stand-in for a delegate of another member, however it is called, and two for each other', async () => {
    const { facts } = await refusal(
      written(aRecord('thay-khac'), {
        '/delegates': [
          { code: 'a', name: 'Nguyễn Văn A', member: 'hcm', proxyFor: 'c' },
          { code: 'b', name: 'Trần Thị B', member: 'TP HCM', proxyFor: 'd' },
          { code: 'c', name: 'Lê Văn C', member: 'Hòa Bình' },
          { code: 'd', name: 'Phạm Thị D', member: 'hcm', proxyFor: 'b' },
        ],
      }),
    );
    const told = facts.problems as readonly Problem[];
    expect(told.map(({ path, problem }) => [path, problem.en])).toEqual([
      ['/delegates/0/proxyFor', 'The absent delegate is of another member.'],
      ['/delegates/1/proxyFor', 'Two delegates stand in for each other.'],
      ['/delegates/3/proxyFor', 'Two delegates stand in for each other.'],
    ]);
  });

  it('takes the example file', async () => {
    const text = readFileSync(join(__dirname, '..', '..', 'data', 'example.yaml'), 'utf8');
    expect(await bring(text)).toMatchObject({ flagged: 1 });
    expect(counts(await bring(text))).toMatchObject({ created: 0, changed: 0, flagged: 1 });
  });
});

describe('loadShipped', () => {
  it('imports each shipped file once and in order, and undoes no later correction', async () => {
    const own = await freshDatabase();
    try {
      expect(await loadShipped(own.db)).toEqual(shippedConferences());
      await own.db.query(
        `update conference set place = '{"vi": "Sửa", "en": null}' where slug = 'cum-5-thanh-pho-2022'`,
      );
      expect(await loadShipped(own.db)).toEqual([]);
      const corrected = await own.db.manager.findOneByOrFail(Conference, { slug: 'cum-5-thanh-pho-2022' });
      expect(corrected.place?.vi).toBe('Sửa');
    } finally {
      await own.drop();
    }
  });

  it('lets two servers start together on an empty database', async () => {
    const own = await freshDatabase();
    const other = await connect(own.url, [...entities]);
    try {
      await Promise.all([loadShipped(own.db), loadShipped(other)]);
      expect(await own.db.manager.count(Conference)).toBe(shippedConferences().length);
      const told = `select 1 from event where kind = 'conferenceImported' and stream in (select id from conference)`;
      expect(await own.db.query(told)).toHaveLength(3);
    } finally {
      await other.destroy();
      await own.drop();
    }
  });
});

function sized(count: number): Loose {
  const { bloc: _, ...file } = aRecord(`co-${count}`);
  const members = Array.from({ length: count }, (__, index) => ({
    code: `m${index}`,
    officialName: `Đơn vị số ${index}`,
  }));
  return {
    format: file.format,
    conference: file.conference,
    bloc: { slug: `co-${count}`, kind: 'CUM', name: 'Cụm', members },
  };
}

async function memberOf(blocSlug: string, code: string): Promise<Member> {
  const bloc = await db.manager.findOneByOrFail(Bloc, { slug: blocSlug });
  return db.manager.findOneByOrFail(Member, { blocId: bloc.id, code });
}

/** Returns once a session of this database waits for a lock. */
async function untilSomeoneWaits(): Promise<void> {
  for (;;) {
    const rows = await db.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
  }
}

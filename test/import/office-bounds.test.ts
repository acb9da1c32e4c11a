import { Membership } from '../../src/bloc/membership';
import { Conference, ConferenceState, Visibility } from '../../src/conference/conference';
import type { Refusal } from '../../src/errors/refusal';
import { BlocRole, type Viewer } from '../../src/graphql/authorize/viewer';
import { importConference } from '../../src/import/import-conference';
import { makeSchema } from '../../src/schema';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { execute } from '../support/graph';
import { aHall, at, type Hall, opensYear } from '../support/hall';
import { happenedAt } from '../support/log';
import { aStaff, inHours } from '../support/staff';
import { type Loose, written } from './a-file';

const schema = makeSchema();
let test: TestDatabase;
let hall: Hall;
let office: Viewer;
beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db, { state: ConferenceState.CLOSED });
  office = await aStaff(hall, BlocRole.LEADER_OFFICE);
});
afterAll(() => test.drop());

/** A conference of the bloc of a hall, still to be held, that names what a leader's office may bring in. */
function aPlan(slug: string, of = hall): Loose {
  const member = at(of.members, 0).code;
  return {
    format: 'giaouoc/conference-file@1',
    bloc: { slug: of.bloc.slug, members: [{ code: member, shortName: 'Đơn vị đầu' }] },
    rules: [{ subject: 'RESOLUTION', electorate: 'MEMBERS', quorum: '2/3', pass: '1/2', base: 'ALL' }],
    conference: {
      ...{ slug, kind: 'ANNUAL', nature: 'LIVE', name: 'Hội nghị tổng kết', closes: opensYear, opens: opensYear + 1 },
    },
    delegates: [{ code: 'a', name: 'Nguyễn Văn A', member, mayVote: true, maySign: true }],
    agenda: [{ code: 'mot', title: 'Khai mạc' }],
    proposals: [{ award: 'CO_TD_CHINH_PHU', member }],
    pact: { title: 'Giao ước', articles: [{ heading: 'Điều 1', text: 'Thi đua.' }] },
  };
}

const bring = (viewer: Viewer, file: Loose, dryRun = false, idempotencyKey: string | null = null) =>
  importConference(test.db, viewer, { text: written(file), dryRun, idempotencyKey });
const refused = (viewer: Viewer, file: Loose, dryRun = false): Promise<Refusal> =>
  refusalOf(bring(viewer, file, dryRun));

/** How many statements wait for locks. */
const waiting = async () =>
  (await test.db.query(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))
    .length;

describe('importConference by the leader’s office of a bloc', () => {
  it('plans a conference of its own bloc, in its name in the log', async () => {
    const file = aPlan('van-phong-mot');
    expect(await bring(office, file, true)).toMatchObject({ dryRun: true, conferenceId: null });
    const { conferenceId } = await bring(office, file);
    const conference = await test.db.manager.findOneByOrFail(Conference, { slug: 'van-phong-mot' });
    expect(conference).toMatchObject({
      id: conferenceId,
      state: 'PLANNED',
      visibility: 'PARTICIPANTS',
      nature: 'LIVE',
    });
    expect(await happenedAt(test.db, conference.id)).toMatchObject([{ kind: 'conferenceImported' }]);
    expect(await bring(office, { ...file, agenda: [{ code: 'mot', title: 'Chào cờ' }] })).toMatchObject({ changed: 1 });
  });

  it('gives a request sent again the receipt it got first', async () => {
    const file = aPlan('van-phong-hai');
    const { receipt } = await bring(office, file, false, 'once-please');
    expect((await bring(office, file, false, 'once-please')).receipt).toEqual(receipt);
  });

  it.each([
    ['of another bloc', async () => aStaff(await aHall(test.db), BlocRole.LEADER_OFFICE)],
    ['that is to come', () => aStaff(hall, BlocRole.LEADER_OFFICE, { validFrom: inHours(1) })],
    ['that has ended', () => aStaff(hall, BlocRole.LEADER_OFFICE, { validUntil: inHours(-0.1) })],
    ['of an officer', () => aStaff(hall, BlocRole.OFFICER)],
    ['of the council', () => aStaff(hall, BlocRole.COUNCIL_OFFICE)],
    ['of none', () => aStaff(hall)],
  ])('is closed to a role %s, and nothing is told', async (_, somebody) => {
    const viewer = await somebody();
    for (const dryRun of [true, false]) {
      const { code, facts } = await refused(viewer, aPlan('van-phong-ba'), dryRun);
      expect({ code, facts }).toEqual({
        code: 'FORBIDDEN',
        facts: { field: 'Mutation.importConference', blocId: hall.bloc.id },
      });
    }
  });

  it('makes no new bloc', async () => {
    const file = { ...aPlan('khong-co-2027'), bloc: { slug: 'khong-co', kind: 'KHOI', name: 'Khối mới' } };
    expect(await refused(office, file)).toMatchObject({ code: 'FORBIDDEN', facts: { blocId: null } });
  });

  it.each([
    [
      'nature',
      (file: Loose) => ({
        ...file,
        conference: { ...(file.conference as Loose), nature: 'RECORD', visibility: 'PARTICIPANTS' },
      }),
    ],
    ['visibility', (file: Loose) => ({ ...file, conference: { ...(file.conference as Loose), visibility: 'PUBLIC' } })],
    ['bloc', (file: Loose) => ({ ...file, bloc: { slug: hall.bloc.slug, name: 'Tên khác' } })],
    ['bloc', (file: Loose) => ({ ...file, bloc: { slug: hall.bloc.slug, kind: 'KHOI' } })],
    [
      'members',
      (file: Loose) => ({
        ...file,
        bloc: {
          slug: hall.bloc.slug,
          members: [{ code: at(hall.members, 1).code, memberships: [{ from: 2015, to: 2026 }] }],
        },
      }),
    ],
    [
      'members',
      (file: Loose) => ({
        ...file,
        bloc: { slug: hall.bloc.slug, members: [{ code: 'moi', officialName: 'Đơn vị mới' }] },
      }),
    ],
    [
      'awards',
      (file: Loose) => ({
        ...file,
        awards: [{ code: 'CO_KHAC', family: 'TITLE', name: 'Cờ thi đua khác', grantor: 'Bộ' }],
      }),
    ],
    ['leadership', (file: Loose) => ({ ...file, leadership: [{ role: 'LEADER', member: at(hall.members, 2).code }] })],
  ])('does nothing that is an administrator’s: %s', async (key, changed) => {
    const file = changed(aPlan('van-phong-bon'));
    for (const dryRun of [true, false]) {
      const { code, facts } = await refused(office, file, dryRun);
      expect({ code, beyond: facts.beyond }).toEqual({ code: 'FORBIDDEN', beyond: [key] });
    }
    expect(await test.db.manager.countBy(Conference, { slug: 'van-phong-bon' })).toBe(0);
  });

  it('keeps the visibility that an administrator gave', async () => {
    const conference = { ...(aPlan('van-phong-nam').conference as Loose), visibility: 'PUBLIC' };
    await bring(hall.administrator, { ...aPlan('van-phong-nam'), conference });
    expect(
      await bring(office, { ...aPlan('van-phong-nam'), delegates: [{ code: 'b', name: 'Trần B' }] }),
    ).toMatchObject({
      created: 1,
    });
    const hidden = { ...conference, visibility: 'PARTICIPANTS' };
    expect(await refused(office, { ...aPlan('van-phong-nam'), conference: hidden })).toMatchObject({
      facts: { beyond: ['visibility'] },
    });
    const { visibility } = await test.db.manager.findOneByOrFail(Conference, { slug: 'van-phong-nam' });
    expect(visibility).toBe(Visibility.PUBLIC);
  });

  it('changes no conference that has begun', async () => {
    await bring(office, aPlan('van-phong-sau'));
    for (const state of [ConferenceState.OPEN, ConferenceState.CLOSED]) {
      await test.db.manager.update(Conference, { slug: 'van-phong-sau' }, { state });
      expect(await refused(office, aPlan('van-phong-sau'))).toMatchObject({
        code: 'CONFERENCE_STATE',
        facts: { state },
      });
    }
    await test.db.manager.update(Conference, { slug: 'van-phong-sau' }, { state: ConferenceState.PLANNED });
  });

  it('hears of a conference of another bloc that its slug is taken, and no more', async () => {
    const other = await aHall(test.db, { visibility: Visibility.PARTICIPANTS });
    const file = { ...aPlan(other.conference.slug), delegates: [{ code: 'x', name: 'X', proxyFor: 'dai-bieu-1' }] };
    const { code, facts } = await refused(office, file, true);
    expect({ code, paths: (facts.problems as { path: string }[]).map(({ path }) => path) }).toEqual({
      code: 'FILE_INVALID',
      paths: ['/conference/slug'],
    });
  });

  it('waits for a role that is being ended, and then does nothing', async () => {
    const leaving = await aStaff(hall, BlocRole.LEADER_OFFICE);
    const ending = test.db.createQueryRunner();
    await ending.startTransaction();
    await ending.query('update held_role set valid_until = clock_timestamp() where account_id = $1', [
      leaving.accountId,
    ]);
    const coming = refused(leaving, aPlan('van-phong-bay'));
    let isOver = false;
    const over = () => {
      isOver = true;
    };
    coming.then(over, over);
    while (!isOver && (await waiting()) === 0);
    await ending.commitTransaction();
    await ending.release();
    expect(await coming).toMatchObject({ code: 'FORBIDDEN', facts: { blocId: hall.bloc.id } });
  });
});

describe('Bloc.conferenceFiles', () => {
  const ask = async (viewer: Viewer, selection: string, slug: string) => {
    const document = `query ($bloc: String!, $slug: String) { bloc(slug: $bloc) { conferenceFiles(slug: $slug) { ${selection} } } }`;
    const { data, errors } = await execute(schema, test.db, {
      ...{ document, viewer, variables: { bloc: hall.bloc.slug, slug } },
    });
    expect(errors).toBeUndefined();
    return (data as { bloc: { conferenceFiles: { nodes: Record<string, never>[]; totalCount: number } } }).bloc
      .conferenceFiles;
  };

  it('gives a conference that only its participants may see to whoever prepares it, and the year after', async () => {
    await bring(office, aPlan('van-phong-tam'));
    for (const viewer of [office, hall.administrator]) {
      const { nodes } = await ask(
        ...([
          viewer,
          'nodes { slug state text nextYear { text leader { year member { code } reason { vi } } } }',
          'van-phong-tam',
        ] as const),
      );
      const [{ text, nextYear, ...file }] = nodes as unknown as [
        { text: string; nextYear: { text: string; leader: object }; slug: string },
      ];
      expect(file).toEqual({ slug: 'van-phong-tam', state: 'PLANNED' });
      expect(await bring(viewer, JSON.parse(text) as Loose, true)).toMatchObject({
        created: 0,
        changed: 0,
        removed: 0,
      });
      expect(JSON.parse(nextYear.text)).toMatchObject({
        conference: { closes: opensYear + 1, opens: opensYear + 2, nature: 'LIVE' },
      });
      // Member 0 leads this year.
      expect(nextYear.leader).toMatchObject({ year: opensYear + 2, member: { code: at(hall.members, 1).code } });
    }
  });

  it('is no way to another bloc’s conferences', async () => {
    const other = await aHall(test.db);
    expect((await ask(office, 'totalCount', other.conference.slug)).totalCount).toBe(0);
  });

  it('counts no membership it may not change as changed', async () => {
    const before = await test.db.manager.count(Membership);
    await bring(office, aPlan('van-phong-chin'));
    expect(await test.db.manager.count(Membership)).toBe(before);
  });
});

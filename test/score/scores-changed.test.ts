import { enterScores } from '../../src/score/enter-scores';
import { releaseRanks } from '../../src/score/release-ranks';
import { reviewScores } from '../../src/score/review-scores';
import { aHall, at, closesYear } from '../support/hall';
import { aFrozenTable, aSubmittedScore, finalScores, theScorers, whose } from '../support/scores';
import { aServer, type TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await aServer();
});
afterEach(() => server.hangUp());
afterAll(() => server.close());

const query = `subscription ($id: ID!) { scoresChanged(blocId: $id, year: ${closesYear}) {
  sequence scores { members { member { code } stage total rank work { self { points } } } } } }`;

describe('scoresChanged', () => {
  it('shows each officer their own member as it changes, the offices all, and others nothing', async () => {
    const hall = await aHall(server.database.db, { members: 2 });
    const by = await theScorers(hall);
    await aFrozenTable(hall);
    const watchers = [at(by.officers, 0), at(by.officers, 1), by.leader, undefined];
    const inboxes = [];
    for (const viewer of watchers) {
      const inbox = server.follow(await server.socket(viewer), query, { id: hall.bloc.id });
      await inbox.until(() => inbox.all.length > 0);
      inboxes.push(inbox);
    }
    const entries = [{ key: 'I/2', points: '6.5' }];
    const { sequence } = await enterScores(hall.db, at(by.officers, 0), { ...whose(hall, 0), entries });
    for (const inbox of inboxes) await inbox.until(() => inbox.all.at(-1).scoresChanged.sequence === sequence);
    const last = inboxes.map((inbox) => inbox.all.at(-1).scoresChanged.scores);
    const own = (n: number, points: string) => ({
      ...{ member: { code: at(hall.members, n).code }, stage: 'OPEN', total: null },
      ...{ rank: null, work: { self: { points } } },
    });
    expect(last.slice(0, 2)).toEqual([{ members: [own(0, '6.5')] }, { members: [own(1, '0')] }]);
    expect(last[2].members).toMatchObject([{ work: { self: { points: '6.5' } } }, { work: { self: { points: '0' } } }]);
    expect(last[3]).toBeNull();
  });

  it('shows everybody totals and ranks from the release on, also who follows the conference', async () => {
    const hall = await aHall(server.database.db, { members: 2 });
    await finalScores(hall, await theScorers(hall), ['16', '18']);
    const inbox = server.follow(await server.socket(), query, { id: hall.bloc.id });
    const ranked = `bloc { scores(year: ${closesYear}) { members { total rank } } }`;
    const ofConference = `subscription ($id: ID!) { conferenceChanged(conferenceId: $id) { sequence conference { ${ranked} } } }`;
    const atHall = server.follow(await server.socket(), ofConference, { id: hall.conference.id });
    await inbox.until(() => inbox.all.length > 0);
    await atHall.until(() => atHall.all.length > 0);
    const before = [inbox.all.at(-1).scoresChanged.scores, atHall.all.at(-1).conferenceChanged.conference.bloc.scores];
    expect(before).toEqual([null, null]);
    const { sequence } = await releaseRanks(hall.db, hall.chair, { blocId: hall.bloc.id, year: closesYear });
    await inbox.until(() => inbox.all.at(-1).scoresChanged.scores !== null);
    await atHall.until(() => atHall.all.at(-1).conferenceChanged.sequence === sequence);
    const members = [
      { total: '16', rank: 2 },
      { total: '18', rank: 1 },
    ];
    expect(inbox.all.at(-1).scoresChanged.scores).toMatchObject({ members });
    expect(atHall.all.at(-1).conferenceChanged.conference.bloc.scores).toEqual({ members });
  });

  it('lets the gap screen of one member be asked for in one document, within what a document may cost', async () => {
    const hall = await aHall(server.database.db, { members: 2 });
    const by = await theScorers(hall);
    await aFrozenTable(hall);
    await aSubmittedScore(hall, at(by.officers, 1), 1, [{ key: 'I/2', points: '6.5', note: 'Báo cáo số 3' }]);
    await reviewScores(hall.db, by.leader, { ...whose(hall, 1), entries: [{ key: 'I/2', points: '6' }] });
    const entry = 'points passed actual target grade times figures note at account { name }';
    const gapScreen = `query ($slug: String!, $code: String!) { bloc(slug: $slug) { scores(year: ${closesYear}) {
      members { member { code shortName { vi } } stage rank } member(code: $code) { work { missing
        self { points max leaves scored total rate bonus penalty } review { points max leaves scored total }
        gaps(first: 20) { totalCount nodes { criterion { key code title { vi } max kind } selfPoints reviewPoints difference
          self { ${entry} } review { ${entry} } remarks(first: 5) { nodes { kind text at role } } } } } } } } }`;
    const { slug } = hall.bloc;
    const answer = await server.ask(gapScreen, { slug, code: at(hall.members, 1).code }, by.leader);
    expect(answer.errors).toBeUndefined();
    const { gaps, missing } = answer.data.bloc.scores.member.work;
    expect(missing).toBe(2);
    expect(gaps.nodes).toMatchObject([
      { criterion: { key: 'I/2' }, difference: '-0.5', self: { note: 'Báo cáo số 3' } },
    ]);
    const other = await server.ask(gapScreen, { slug, code: at(hall.members, 1).code }, at(by.officers, 0));
    expect(other.data.bloc.scores.member).toBeNull();
  });

  it('is not given again from one caller’s answer to another over HTTP', async () => {
    const hall = await aHall(server.database.db, { members: 2 });
    const by = await theScorers(hall);
    await aFrozenTable(hall);
    await aSubmittedScore(hall, at(by.officers, 0), 0, [{ key: 'I/2', points: '6.5' }]);
    const ask = `query ($slug: String!) { bloc(slug: $slug) { scores(year: ${closesYear}) { members { stage } } } }`;
    const seen = async (viewer?: (typeof by)['leader']) =>
      (await server.ask(ask, { slug: hall.bloc.slug }, viewer)).data.bloc.scores;
    expect(await seen(by.leader)).toEqual({ members: [{ stage: 'SUBMITTED' }, { stage: 'OPEN' }] });
    expect(await seen(at(by.officers, 1))).toEqual({ members: [{ stage: 'OPEN' }] });
    expect(await seen()).toBeNull();
  });
});

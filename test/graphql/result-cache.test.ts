import { readFileSync } from 'node:fs';
import type { GraphQLSchema } from 'graphql';
import { type App, startApp } from '../../src/app/start';
import { ConferenceState } from '../../src/conference/conference';
import { readConfig } from '../../src/config/config';
import { publicViewer, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { ResultCache } from '../../src/graphql/cache/result-cache';
import { executed, type Result } from '../../src/graphql/result';
import { SerializedResult } from '../../src/graphql/serialized-result';
import { shippedConferences } from '../../src/import/load-shipped';
import { LogVersion } from '../../src/log/log-version';
import { makeSchema } from '../../src/schema';
import { reviewScores } from '../../src/score/review-scores';
import { YearTable } from '../../src/score/year-table';
import { anOpenPoll, vote } from '../support/ballots';
import { dataOf } from '../support/graph';
import { aHall, at, closesYear, type Hall, opensYear } from '../support/hall';
import { anOffice } from '../support/reports';
import { aResult } from '../support/result';
import { aSubmittedScore, smallTable, theScorers, whose } from '../support/scores';
import { aServer, type TestServer } from '../support/server';
import { statementsOf } from '../support/statements';
import { until } from '../support/until';
import { everythingBelow, fieldBelow } from '../support/whole-graph';

const answerOf = (text: string, isReusable = true): Result => ({
  ...executed({ data: {} }),
  body: new SerializedResult(text),
  isReusable,
});
const textOf = ({ body }: Result) => body.text;

/** Something a test lets go on when it wants to. */
function aGate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe('ResultCache', () => {
  let version: string;
  let made: number;
  beforeEach(() => {
    version = '1';
    made = 0;
  });
  const aCache = (maxBytes = 100_000, maxAgeMs = 60_000) =>
    new ResultCache({ readVersion: async () => ({ total: version, of: () => version }), maxBytes, maxAgeMs });
  const make = async () => {
    made += 1;
    return answerOf(`answer ${made}`);
  };
  const ask = async (cache: ResultCache, key = 'key') => textOf(await cache.answer(key, make));

  it('gives an answer again until the version is another one', async () => {
    const cache = aCache();
    expect([await ask(cache), await ask(cache)]).toEqual(['answer 1', 'answer 1']);
    version = '2';
    expect([await ask(cache), await ask(cache)]).toEqual(['answer 2', 'answer 2']);
    expect(cache.hits).toBe(2);
  });

  it('keeps keys apart', async () => {
    const cache = aCache();
    expect([await ask(cache, 'one'), await ask(cache, 'two'), await ask(cache, 'one')]).toEqual([
      'answer 1',
      'answer 2',
      'answer 1',
    ]);
  });

  it('keeps nothing that is not reusable, and gives it to nobody else', async () => {
    const cache = aCache();
    const failing = async () => {
      made += 1;
      return answerOf(`failure ${made}`, false);
    };
    const bodies = await Promise.all([1, 2, 3].map(() => cache.answer('key', failing)));
    expect(bodies.map(textOf).sort()).toEqual(['failure 1', 'failure 2', 'failure 3']);
    expect(cache.size).toBe(0);
  });

  it('makes one answer for all who ask at one version while it is being made', async () => {
    const cache = aCache();
    const gate = aGate();
    const slow = async () => {
      await gate.opened;
      return make();
    };
    const asked = [1, 2, 3].map(() => cache.answer('key', slow));
    gate.open();
    expect((await Promise.all(asked)).map(textOf)).toEqual(['answer 1', 'answer 1', 'answer 1']);
  });

  it('gives nobody an answer that was begun before something happened that they may know of', async () => {
    const cache = aCache();
    const gate = aGate();
    const before = cache.answer('key', async () => {
      await gate.opened;
      return answerOf('old');
    });
    await Promise.resolve();
    version = '2';
    const after = cache.answer('key', async () => answerOf('new'));
    expect(textOf(await after)).toBe('new');
    gate.open();
    expect(textOf(await before)).toBe('old');
    // The late one has not taken the place of the newer one.
    expect(await ask(cache)).toBe('new');
  });

  it('lets those go on who waited for an answer that failed', async () => {
    const cache = aCache();
    const gate = aGate();
    const first = cache.answer('key', async () => {
      await gate.opened;
      throw new Error('database away');
    });
    const second = cache.answer('key', make);
    gate.open();
    await expect(first).rejects.toThrow('database away');
    expect(textOf(await second)).toBe('answer 1');
  });

  it('takes no more memory than it may, and forgets what was longest not asked for', async () => {
    const cache = aCache(10_000);
    const large = (text: string) => async () => answerOf(text.repeat(600));
    for (const key of ['a', 'b', 'c', 'd']) await cache.answer(key, large(key));
    await cache.answer('a', make);
    await cache.answer('e', large('e'));
    expect(cache.size).toBeLessThanOrEqual(10_000);
    expect(textOf(await cache.answer('a', make)).slice(0, 3)).toBe('aaa');
    expect(textOf(await cache.answer('b', make))).toBe('answer 1');
  });

  it('keeps no answer that is a large part of it', async () => {
    const cache = aCache(10_000);
    await cache.answer('key', async () => answerOf('x'.repeat(3_000)));
    expect(cache.size).toBe(0);
  });

  it('makes an answer anew after its time, whatever the version', async () => {
    const cache = aCache(100_000, 1);
    expect(await ask(cache)).toBe('answer 1');
    await until(async () => (await ask(cache)) === 'answer 2');
  });
});

describe('with a database', () => {
  const schema: GraphQLSchema = makeSchema();
  let server: TestServer;
  beforeAll(async () => {
    server = await aServer({ MAX_COST: '1000000', MAX_TOKENS: '100000', BODY_LIMIT_BYTES: '1000000', MAX_DEPTH: '20' });
  });
  afterAll(() => server.close());
  const hits = () => server.app.results?.hits ?? 0;

  describe('LogVersion', () => {
    it('reads once for all who ask together, and again for who asks while a read is on its way', async () => {
      const { db } = server.database;
      const log = new LogVersion(db);
      const statements = await statementsOf(db, async () => {
        await Promise.all([log.read(), log.read(), log.read()]);
      });
      expect(statements).toHaveLength(1);
      const first = log.read();
      await new Promise(setImmediate);
      await new Promise(setImmediate);
      const hall = await aHall(db);
      await anOpenPoll(hall);
      expect((await log.read()).total).not.toBe((await first).total);
      const elsewhere = await aHall(db);
      const before = await log.read([hall.conference.id]);
      await anOpenPoll(elsewhere);
      const after = await log.read([hall.conference.id]);
      expect(after.total).not.toBe(before.total);
      expect(after.of([hall.conference.id])).toBe(before.of([hall.conference.id]));
      expect(after.of([elsewhere.conference.id])).toBeNull();
      await anOpenPoll(hall);
      const own = await log.read([hall.conference.id]);
      expect(own.of([hall.conference.id])).not.toBe(after.of([hall.conference.id]));
    });
  });

  /** A page of one conference: nothing of it depends on another one's votes. */
  const page = `query ($slug: String!) { conference(slug: $slug) { slug state sequence bloc { slug name { vi } }
    attendance { present } proposals { nodes { state member { code } award { code } } }
    polls { nodes { id state tally { cast } roll(first: 5) { nodes { voted member { code } } } } }
    pact { state board { signed slots { member { code } } } } } }`;

  /** Documents that show all there is at the hall, of every bloc and every conference, each for this viewer. */
  const documentsFor = (viewer: Viewer, hall: Hall) => [
    {
      document: `query ($slug: String!) { conference(slug: $slug) ${everythingBelow(schema, 'Conference', viewer, 2)} }`,
      variables: { slug: hall.conference.slug },
    },
    {
      document: `query ($slug: String!) { bloc(slug: $slug) ${everythingBelow(schema, 'Bloc', viewer, 1)} }`,
      variables: { slug: hall.bloc.slug },
    },
    {
      document: `{ conferences(first: 100) { nodes ${everythingBelow(schema, 'Conference', viewer, 0)} } blocs(first: 100) { nodes ${everythingBelow(schema, 'Bloc', viewer, 0)} } awards ${everythingBelow(schema, 'Award', viewer, 1)} }`,
      variables: {},
    },
  ];

  /** Follows each part of a conference that has a subscription; tells whether they have come to see what there is. */
  async function followParts(hall: Hall): Promise<() => Promise<void>> {
    const socket = await server.socket();
    const variables = { id: hall.conference.id };
    const followed = Object.values(schema.getSubscriptionType()?.getFields() ?? {}).flatMap(({ name, extensions }) => {
      const { fields } = (extensions.shown ?? { fields: [] }) as { readonly fields: readonly string[] };
      if (fields.length === 0) return [];
      // What is its own: positions change with every act.
      const parts = fields.map((field) => fieldBelow(schema, 'Conference', field, publicViewer, 1));
      const own = parts.join(' ').replaceAll(/\bsequence\b/g, '');
      const query = `subscription ($id: ID!) { ${name}(conferenceId: $id) { conference { ${own} } } }`;
      const document = `query ($id: ID!) { conference(id: $id) { ${own} } }`;
      return [{ name, document, inbox: server.follow(socket, query, variables) }];
    });
    expect(followed.length).toBeGreaterThanOrEqual(4);
    return async () => {
      for (const { name, document, inbox } of followed) {
        const { conference } = (await dataOf(schema, server.database.db, {
          document,
          variables,
          viewer: publicViewer,
        })) as { conference: unknown };
        const now = JSON.stringify(conference);
        await inbox.until(() => JSON.stringify(inbox.all.at(-1)?.[name].conference) === now);
      }
    };
  }

  it('every act is seen by the next query and by who follows what it changes: the answer that may be kept is the one just made', async () => {
    const hall = await aHall(server.database.db, { state: ConferenceState.PLANNED, newcomers: 1, present: 0 });
    const viewers = [publicViewer, hall.observer, hall.administrator];
    const covered = new Set<string>();
    let calls = 0;
    const followersSeeAll = await followParts(hall);

    async function compare(viewer: Viewer): Promise<void> {
      for (const { document, variables } of documentsFor(viewer, hall)) {
        const asked = viewer === publicViewer ? undefined : viewer;
        const first = await server.ask(document, variables, asked);
        expect(first.errors?.slice(0, 3)).toBe(undefined);
        const before = hits();
        const again = await server.ask(document, variables, asked);
        expect(hits()).toBe(before + 1);
        const fresh = await dataOf(schema, server.database.db, { document, variables, viewer });
        expect(first.data).toEqual(fresh);
        expect(again.data).toEqual(fresh);
      }
    }
    const compareAll = async () => {
      for (const viewer of viewers) await compare(viewer);
    };

    async function act(
      name: string,
      input: object | null,
      viewer?: Viewer,
      selection = '{ __typename }',
    ): Promise<any> {
      covered.add(name);
      const type = String(schema.getMutationType()?.getFields()[name]?.args[0]?.type);
      const document = input
        ? `mutation ($input: ${type}) { ${name}(input: $input) ${selection} }`
        : `mutation { ${name} ${selection} }`;
      const answer = await server.ask(document, input ? { input } : {}, viewer);
      expect([name, answer.errors]).toEqual([name, undefined]);
      // Which answers hold is decided by the log, for all alike: whoever sees most sees after each act what it changed.
      await (calls % 8 === 0 ? compareAll() : compare(hall.administrator));
      calls += 1;
      await followersSeeAll();
      return answer.data[name];
    }
    /** What one asks for, another confirms. */
    async function actByTwo(name: string, input: object, by: Viewer, end = 'confirmAct'): Promise<void> {
      const { pendingAct } = await act(name, input, by, '{ pendingAct { id } }');
      const second = end === 'withdrawAct' ? by : hall.administrator;
      await act(end, { pendingActId: pendingAct.id }, second);
    }

    async function actOnKeys(): Promise<void> {
      const key = { name: 'Ứng dụng', scopes: ['READ'] };
      await act('issueApiKey', key, hall.administrator);
      const [held] = await server.database.db.query(
        `select s.id from session s join account a on a.id = s.account_id where a.name = $1`,
        [key.name],
      );
      await act('limitApiKey', { apiKeyId: held.id, conferenceIds: [hall.conference.id] }, hall.administrator);
      await act('rotateApiKey', { apiKeyId: held.id }, hall.administrator);
      await act('revokeSession', { sessionId: held.id }, hall.administrator);
      const delegateIds = hall.people.slice(0, 2).map(({ id }) => id);
      await act('issueBadges', { conferenceId: hall.conference.id, delegateIds }, hall.secretary);
      const [unused] = await server.database.db.query(
        `select b.id from badge b join account a on a.id = b.account_id
         where a.delegate_id = $1 and b.used_at is null and b.expires_at > now()`,
        [delegateIds[0]],
      );
      await act('revokeBadge', { badgeId: unused.id }, hall.administrator);
      const known = { issuer: 'https://id.example', subject: 'binh' };
      const { accountId } = hall.chair;
      await act('linkIdentity', { ...known, accountId }, hall.administrator);
      await act('unlinkIdentity', known, hall.administrator);
    }

    async function actOnWebhooks(): Promise<void> {
      const input = { url: 'https://nhan.example/giaouoc', conferenceIds: [hall.conference.id] };
      const { webhook } = await act('createWebhook', input, hall.administrator, '{ webhook { id } }');
      const webhookId = webhook.id;
      await act('updateWebhook', { webhookId, kinds: ['pollClosed'] }, hall.administrator);
      await act('rotateWebhookSecret', { webhookId }, hall.administrator);
      await act('pauseWebhook', { webhookId }, hall.administrator);
      await act('replayWebhook', { webhookId, conferenceId: hall.conference.id, fromSequence: 1 }, hall.administrator);
      await act('resumeWebhook', { webhookId }, hall.administrator);
      await act('removeWebhook', { webhookId }, hall.administrator);
    }

    async function actOnTheYear(): Promise<void> {
      const { officer, leader, indicators } = await anOffice(hall);
      const [memberId, indicatorId] = [at(hall.members, 1).id, at(indicators, 0).id];
      const reported = { memberId, year: opensYear, period: 'Q1', figures: [{ indicatorId, raw: '1,5' }] };
      const reportOf = async () => (await act('reportResults', reported, officer, '{ report { id } }')).report.id;
      await act('returnResults', { reportId: await reportOf(), reason: 'Thiếu căn cứ' }, leader);
      await act('confirmResults', { reportId: await reportOf() }, leader);
      const due = { blocId: hall.bloc.id, kind: 'NOMINATION', year: opensYear, dueOn: `${opensYear}-01-10` };
      const { deadline } = await act('setDeadline', due, leader, '{ deadline { id } }');
      const deadlineId = deadline.id;
      await act('receiveReport', { deadlineId, memberId, receivedOn: `${opensYear}-01-12` }, leader);
      await act('changeDeadline', { deadlineId, latestOn: `${opensYear}-01-31`, reason: 'Lùi hạn' }, leader);
      await act('withdrawDeadline', { deadlineId, reason: 'Không cần' }, leader);
    }

    const conferenceId = hall.conference.id;
    const title = { vi: 'Việc chung' };
    async function actOnDelegates(): Promise<void> {
      const [person, member] = [at(hall.people, 4), at(hall.members, 4)];
      const name = { vi: 'Trần Văn Thay' };
      const added = await act('addDelegate', { conferenceId, name, memberId: member.id }, hall.secretary, about);
      const standInId = added.receipt.about.id;
      await act('correctDelegate', { delegateId: standInId, name: { vi: 'Trần Văn Thế' } }, hall.secretary);
      await act('replaceDelegate', { delegateId: person.id, standInId, paper: '12/UQ' }, hall.secretary);
      const guest = await act('addDelegate', { conferenceId, name: { vi: 'Lê Thị Khách' } }, hall.secretary, about);
      await act('withdrawDelegate', { delegateId: guest.receipt.about.id, reason: 'Đi công tác' }, hall.secretary);
      await act(
        'importDelegates',
        { conferenceId, text: 'Họ và tên\tChức vụ\nLê Thị Bảng\tKhách mời' },
        hall.secretary,
      );
    }

    async function actOnAgenda(): Promise<void> {
      const { receipt } = await act('addAgendaItem', { conferenceId, title }, hall.secretary, about);
      const itemId = receipt.about.id;
      await act('correctAgendaItem', { itemId, title: { vi: 'Trao đổi thêm' } }, hall.secretary);
      await act('moveAgendaItem', { itemId, place: 1 }, hall.secretary);
      await act('startAgendaItem', { itemId }, hall.secretary);
      await act('undoAgendaStart', { itemId }, hall.secretary);
      await act('removeAgendaItem', { itemId }, hall.secretary);
    }

    async function actInHall(): Promise<void> {
      await act('showOnHall', { conferenceId, scene: 'BREAK', minutes: 10 }, hall.secretary);
      const asks = async (delegate: Viewer) =>
        (await act('askToSpeak', { conferenceId }, delegate, about)).receipt.about.id as string;
      const [first, second, third] = [
        await asks(at(hall.delegates, 0)),
        await asks(at(hall.delegates, 1)),
        await asks(at(hall.delegates, 2)),
      ];
      await act('moveSpeaker', { speakerId: second, place: 1 }, hall.secretary);
      await act('setSpeakerTime', { speakerId: second, seconds: 300 }, hall.secretary);
      await act('startSpeaker', { speakerId: second }, hall.secretary);
      await act('stopSpeaker', { speakerId: second }, hall.secretary);
      await act('withdrawSpeaker', { speakerId: first }, at(hall.delegates, 0));
      await act('withdrawSpeaker', { speakerId: third }, hall.secretary);
    }

    async function actOnPapers(): Promise<void> {
      const paper = { conferenceId, kind: 'MINUTES', digest: 'a'.repeat(64) };
      await act('adoptPaper', { ...paper, content: '{"title":"BIÊN BẢN"}' }, hall.chair);
      await act('recordSignedPaper', { ...paper, scanHash: 'b'.repeat(64) }, hall.secretary);
    }

    /** The score of a year, from its table to the release. */
    async function actOnScores() {
      const [blocId, year] = [hall.bloc.id, closesYear];
      const by = await theScorers(hall);
      await act('setScoreTable', { blocId, text: smallTable }, hall.administrator);
      const { hash } = await hall.db.manager.findOneByOrFail(YearTable, { blocId });
      await act('freezeScoreTable', { blocId, year, hash }, hall.administrator);
      const entries = [
        { key: 'I/1', notAssigned: true },
        { key: 'I/2', points: '9' },
        { key: 'II/1', passed: true },
      ];
      // One member act by act; the others of that year as well, with nothing compared between.
      for (const [n, officer] of by.officers.slice(1, 5).entries()) {
        await aSubmittedScore(hall, officer, n + 1, entries);
        await reviewScores(hall.db, by.leader, { ...whose(hall, n + 1), acceptSelf: ['I'] });
        await reviewScores(hall.db, by.council, { ...whose(hall, n + 1), acceptSelf: ['II'] });
      }
      const [own, officer] = [whose(hall, 0), at(by.officers, 0)];
      await act('enterScores', { ...own, entries }, officer);
      await act('importScores', { ...own, text: 'Mã dòng\tKết quả\nI/2\t9,5' }, officer);
      await act('addScoreRemark', { ...own, key: 'I/2', text: 'Xin xem lại.' }, officer);
      await act('submitScores', own, officer);
      await act('reviewScores', { ...own, entries: [{ key: 'I/2', points: '8' }], acceptSelf: ['I'] }, by.leader);
      await act('explainScores', { ...own, explanations: [{ key: 'I/2', text: 'Đã bổ sung.' }] }, officer);
      await act('reviewScores', { ...own, acceptSelf: ['I/2'] }, by.leader);
      await act('reviewScores', { ...own, acceptSelf: ['II'] }, by.council);
      await act('finishScores', { blocId, year }, by.leader);
      await act('releaseRanks', { blocId, year }, hall.administrator);
    }

    const about = '{ receipt { about { id } } }';

    await compareAll();
    const badge = { role: 'OBSERVER', conferenceId, name: 'Khách mời' };
    const { code, account } = await act('issueBadge', badge, hall.secretary, '{ code account { id } }');
    await act('signIn', { code });
    await act('revokeAccount', { accountId: account.id }, hall.secretary);
    await act('issueApiKey', { name: 'Bảng điện tử', scopes: ['READ'] }, hall.administrator);
    const [blocId, name] = [hall.bloc.id, 'Nguyễn Văn Bình'];
    const staff = await act('issueBadge', { role: 'STAFF', name }, hall.administrator, '{ account { id } }');
    const office = { blocId, accountId: staff.account.id, role: 'COUNCIL_OFFICE' };
    const { heldRole } = await act('grantBlocRole', office, hall.administrator, '{ heldRole { id } }');
    const council: Viewer = { ...publicViewer, role: Role.STAFF, accountId: staff.account.id };
    await act('assignLeadership', { blocId, year: 2026, leaderId: at(hall.members, 2).id }, council);
    await act('handOver', { blocId, year: 2026, accountIds: [staff.account.id] }, hall.administrator);
    await act('recoverAccount', { accountId: staff.account.id }, hall.administrator);
    await act('endBlocRole', { heldRoleId: heldRole.id }, hall.administrator);
    await actOnKeys();
    await actOnWebhooks();
    await actOnTheYear();
    await actOnScores();
    await act('openConference', { conferenceId }, hall.chair);
    for (const person of hall.people.slice(0, 2))
      await act('checkIn', { conferenceId, delegateId: person.id }, hall.secretary);
    await act('checkInDelegates', { conferenceId, delegateIds: [at(hall.people, 2).id] }, hall.secretary);
    await act('checkInAll', { conferenceId }, hall.secretary);
    await act('checkOut', { conferenceId, delegateId: at(hall.people, 5).id }, hall.secretary);
    await actOnDelegates();
    await actOnPapers();
    await actOnAgenda();
    await actInHall();
    await act('startAgendaItem', { itemId: at(hall.agenda, 0).id }, hall.secretary);
    await act('finishAgendaItem', { itemId: at(hall.agenda, 0).id }, hall.secretary);
    const draft = { conferenceId, title, articles: [{ heading: title, text: title }] };
    const {
      receipt: {
        about: { id: pactId },
      },
    } = await act('draftPact', draft, hall.secretary, about);
    await act('openPact', { pactId }, hall.chair);
    const { data } = await server.ask(`{ pact(id: "${pactId}") { textHash } }`);
    await act('signPact', { pactId, textHash: data.pact.textHash }, hall.delegates[0]);
    await act('withdrawSignature', { pactId, reason: 'Ký nhầm' }, hall.delegates[0]);
    const onPaper = { pactId, delegateId: at(hall.people, 0).id, textHash: data.pact.textHash, note: 'Bản giấy' };
    await actByTwo('signOnPaper', { ...onPaper, scanHash: 'ab'.repeat(32) }, hall.secretary);
    const {
      receipt: {
        about: { id: pollId },
      },
    } = await act('createPoll', { conferenceId, question: title }, hall.secretary, about);
    await act('editPoll', { pollId, question: { vi: 'Việc chung khác' }, mayChange: true }, hall.secretary);
    const spare = await act('createPoll', { conferenceId, question: title }, hall.secretary, about);
    await act('removePoll', { pollId: spare.receipt.about.id }, hall.secretary);
    await act('recordConsensus', { pollId }, hall.chair);
    await act('retractConsensus', { pollId, reason: 'Ghi nhầm' }, hall.chair);
    await act('schedulePoll', { pollId, minutes: 5 }, hall.chair);
    await act('openPoll', { pollId }, hall.chair);
    await act('undoPollOpening', { pollId, reason: 'Mở nhầm' }, hall.chair);
    await act('openPoll', { pollId }, hall.chair);
    await actByTwo(
      'castByHand',
      { pollId, delegateId: at(hall.people, 2).id, choices: ['YES'], reason: 'Máy hỏng' },
      hall.secretary,
    );
    await act('castBallot', { pollId, choices: ['YES'] }, hall.delegates[1]);
    await act('changeBallot', { pollId, choices: ['NO'] }, hall.delegates[1]);
    await act('closePoll', { pollId }, hall.chair);
    await actByTwo('voidPoll', { pollId, reason: 'Nhầm câu hỏi' }, hall.chair);
    const proposal = { conferenceId, awardCode: 'CO_TD_CHINH_PHU', memberId: at(hall.members, 0).id };
    const {
      receipt: {
        about: { id: proposalId },
      },
    } = await act('proposeAward', proposal, hall.secretary, about);
    await act('correctProposal', { proposalId, grounds: title, reason: 'Sai chính tả' }, hall.secretary);
    const decided = '{ proposal { decisions { id } } }';
    const { proposal: settled } = await act(
      'recordDecision',
      { proposalId, step: 'AGREED', note: title },
      hall.secretary,
      decided,
    );
    const [{ id: decisionId }] = settled.decisions;
    await act('correctDecision', { decisionId, step: 'AGREED', reason: 'Ghi nhầm' }, hall.secretary);
    const { id: resultId } = await aResult(hall, { raw: '1,5' });
    await act('correctResult', { resultId, raw: '7,5', reason: 'Sai số liệu' }, hall.secretary);
    const other = { ...proposal, memberId: at(hall.members, 1).id };
    const second = await act('proposeAward', other, hall.secretary, about);
    await act('withdrawProposal', { proposalId: second.receipt.about.id, reason: 'Đơn vị rút' }, hall.secretary);
    const barring = { conferenceId, memberId: at(hall.members, 3).id, document: '12/KL-TTr', from: '2020-01-01' };
    const { bar } = await act('barMember', barring, hall.secretary, '{ bar { id } }');
    await act('endBar', { barId: bar.id, until: '2020-12-31', reason: 'Đã kết luận' }, hall.secretary);
    const [leaderId, deputyId] = [at(hall.members, 0).id, at(hall.members, 1).id];
    await act(
      'appointLeadership',
      { conferenceId, year: 2026, leaderId, deputyIds: [deputyId], mode: 'ROTATION' },
      hall.chair,
    );
    const byHand = await act('createPoll', { conferenceId, question: title }, hall.secretary, about);
    await act('openPoll', { pollId: byHand.receipt.about.id }, hall.chair);
    const counts = { method: 'PAPER', cast: 3, votes: [{ code: 'YES', votes: 3 }] };
    const tieOrder = ['VOTES', 'LEADERS_DECIDE'];
    for (const leadersFirst of [false, true]) {
      const shares = {
        quorumNumerator: 1,
        quorumDenominator: 5,
        passNumerator: 1,
        passDenominator: 5,
        passStrict: false,
      };
      const rule = { ...shares, electorate: 'MEMBERS', base: 'ALL', seats: 1, ...(leadersFirst ? { tieOrder } : {}) };
      const options = ['A', 'B'].map((code) => ({ code, label: { vi: code } }));
      const choosing = { conferenceId, question: title, kind: 'CHOOSE', options, rule };
      const { receipt } = await act('createPoll', choosing, hall.secretary, about);
      const tied = receipt.about.id;
      await act('openPoll', { pollId: tied }, hall.chair);
      const hands = { method: 'SHOW_OF_HANDS', cast: 2, votes: options.map(({ code }) => ({ code, votes: 1 })) };
      await actByTwo('recordPollResult', { pollId: tied, ...hands }, hall.secretary);
      if (!leadersFirst) await act('createSecondBallot', { pollId: tied }, hall.secretary);
      const leaderDelegateId = at(hall.people, 0).id;
      const decision = { pollId: tied, winners: ['A'], leaderDelegateId, reason: 'Dẫn đầu' };
      if (leadersFirst) await act('decideTie', decision, hall.chair);
    }
    const kept = await act('createPoll', { conferenceId, question: title, secrecy: 'UNLINKED' }, hall.secretary, about);
    const papers = kept.receipt.about.id;
    await act('openPoll', { pollId: papers }, hall.chair);
    const paperVote = { pollId: papers, delegateId: at(hall.people, 2).id, reason: 'Máy hỏng' };
    await actByTwo('castByHand', paperVote, hall.secretary);
    await actByTwo(
      'recordPaperBallots',
      { pollId: papers, cast: 1, votes: counts.votes.map(({ code }) => ({ code, votes: 1 })) },
      hall.secretary,
    );
    await act('closePoll', { pollId: papers }, hall.chair);
    const entered = { pollId: byHand.receipt.about.id, ...counts };
    for (const end of ['withdrawAct', 'declineAct', 'confirmAct'])
      await actByTwo('recordPollResult', entered, hall.secretary, end);
    await act('closeConference', { conferenceId }, hall.chair);
    const rehearse = { conferenceId, play: false };
    const rehearsal = await act('startRehearsal', rehearse, hall.administrator, '{ conference { id } }');
    await act('stopRehearsal', { conferenceId: rehearsal.conference.id }, hall.administrator);
    const [oldest] = shippedConferences();
    const text = readFileSync(oldest as string, 'utf8');
    await act('importConference', { text }, hall.administrator);
    viewers.splice(viewers.indexOf(hall.observer), 1);
    await act('signOut', null, hall.observer);
    await compareAll();

    expect([...covered].sort()).toEqual(Object.keys(schema.getMutationType()?.getFields() ?? {}).sort());
  }, 400_000);

  it('an answer about one conference holds while another one votes, and not when its own does', async () => {
    const [here, there] = [await aHall(server.database.db), await aHall(server.database.db)];
    const [ours, theirs] = [await anOpenPoll(here), await anOpenPoll(there)];
    const ask = () => server.ask(page, { slug: here.conference.slug });
    const castIn = (answer: Awaited<ReturnType<typeof ask>>) => answer.data.conference.polls.nodes[0].tally.cast;
    for (let n = 0; n < 2; n += 1) await ask();
    for (let n = 0; n < 3; n += 1) {
      const before = hits();
      await vote(there, theirs, n, ['YES']);
      await ask();
      expect(hits()).toBe(before + 1);
    }
    const before = hits();
    await vote(here, ours, 0, ['YES']);
    expect(castIn(await ask())).toBe(1);
    expect(hits()).toBe(before);
    // What may reach further counts for all.
    await ask();
    const badge = 'mutation ($input: IssueBadgeInput!) { issueBadge(input: $input) { code } }';
    const input = { role: 'OBSERVER', conferenceId: there.conference.id };
    expect((await server.ask(badge, { input }, there.secretary)).errors).toBeUndefined();
    const after = hits();
    await ask();
    expect(hits()).toBe(after);
  });

  it('no answer is older than an act acknowledged before it was asked for, on whichever of two nodes', async () => {
    const { url } = server.database;
    const other: App = await startApp(readConfig({ PORT: '0', LOG_LEVEL: 'silent', DATABASE_URL: url }));
    try {
      const hall = await aHall(server.database.db, { members: 30 });
      const pollId = await anOpenPoll(hall);
      const query = 'query ($id: ID!) { poll(id: $id) { tally { cast options { votes } } } }';
      const castAt = async (node: App): Promise<number> => {
        const response = await fetch(`${node.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables: { id: pollId } }),
        });
        return ((await response.json()) as any).data.poll.tally.cast;
      };
      let acknowledged = 0;
      let voting = true;
      const voters = (async () => {
        for (const n of hall.members.keys()) {
          await vote(hall, pollId, n, ['YES']);
          acknowledged = n + 1;
        }
        voting = false;
      })();
      const stale: [number, number][] = [];
      const readers = [server.app, other, server.app, other].map(async (node) => {
        while (voting) {
          const known = acknowledged;
          const cast = await castAt(node);
          if (cast < known) stale.push([cast, known]);
        }
      });
      await Promise.all([voters, ...readers]);
      expect(stale).toEqual([]);
      const before = [server.app.results?.hits, other.results?.hits];
      expect([await castAt(server.app), await castAt(other), await castAt(server.app), await castAt(other)]).toEqual([
        30, 30, 30, 30,
      ]);
      expect(server.app.results?.hits).toBeGreaterThan(before[0] ?? 0);
      expect(other.results?.hits).toBeGreaterThan(before[1] ?? 0);
    } finally {
      await other.close();
    }
  });

  it('never keeps what is somebody’s own, a clock, or an error', async () => {
    const hall = await aHall(server.database.db);
    const before = hits();
    for (let n = 0; n < 2; n += 1) {
      await server.ask('{ me { role } }', {}, hall.observer);
      await server.ask('{ serverTime }');
      await server.ask('query ($slug: String!) { conference(slug: $slug) { accounts { totalCount } } }', {
        slug: hall.conference.slug,
      });
      await server.ask('query ($slug: String!) { conference(slug: $slug) { pact { maySign } slug } }', {
        slug: hall.conference.slug,
      });
    }
    expect(hits()).toBe(before);
  });

  it('never shows one audience what another was shown', async () => {
    const hall = await aHall(server.database.db, { visibility: 'PARTICIPANTS' as never });
    const query = 'query ($slug: String!) { conference(slug: $slug) { slug } }';
    const variables = { slug: hall.conference.slug };
    const seen = async (viewer?: Viewer) => (await server.ask(query, variables, viewer)).data.conference?.slug ?? null;
    const outsider = await aHall(server.database.db);
    expect(await seen(hall.observer)).toBe(hall.conference.slug);
    expect([await seen(), await seen(outsider.observer), await seen(hall.administrator)]).toEqual([
      null,
      null,
      hall.conference.slug,
    ]);
  });
});

import type { Database } from '../../src/database/database';
import { draftPact } from '../../src/pact/draft-pact';
import { openPact } from '../../src/pact/open-pact';
import { Pact } from '../../src/pact/pact';
import { signPact } from '../../src/pact/sign-pact';
import { countBallots } from '../../src/poll/count';
import type { Option } from '../../src/poll/option';
import { Poll, PollKind, PollMethod, Secrecy } from '../../src/poll/poll';
import { tallyOf } from '../../src/poll/tally';
import { countLog } from '../../src/record/count-log';
import { faultsOf, recount } from '../../src/record/recount';
import { closeConference, closePoll, recordPollResult, voidPoll } from '../support/acts';
import { anOpenPoll, vote } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall, opensYear } from '../support/hall';
import { aTerminal } from '../support/terminal';

let test: TestDatabase;
let db: Database;
beforeAll(async () => {
  test = await freshDatabase();
  db = test.db;
});
afterAll(() => test.drop());

interface Held {
  readonly hall: Hall;
  readonly named: string;
  readonly secret: string;
  readonly pactId: string;
}

const idempotencyKey = null;

/** A conference with a named and a secret poll closed, and a pact four of five have signed. */
async function held(): Promise<Held> {
  const hall = await aHall(db);
  const named = await anOpenPoll(hall);
  for (const [n, choice] of ['YES', 'YES', 'YES', 'NO'].entries()) await vote(hall, named, n, [choice]);
  await closePoll(db, hall.chair, { pollId: named, idempotencyKey });
  const secret = await anOpenPoll(hall, { secrecy: Secrecy.UNLINKED, subject: 'CO_TD_CHINH_PHU' });
  for (const n of [0, 1, 2, 3, 4]) await vote(hall, secret, n, [n === 4 ? 'ABSTAIN' : 'YES']);
  await closePoll(db, hall.chair, { pollId: secret, idempotencyKey });
  const text = { vi: 'Giao ước', en: null };
  const { subject: pactId } = await draftPact(db, hall.secretary, {
    conferenceId: hall.conference.id,
    year: opensYear,
    title: text,
    preamble: null,
    articles: [{ heading: text, text }],
    targets: [],
    idempotencyKey,
  });
  await openPact(db, hall.chair, { pactId, idempotencyKey });
  const { textHash } = await db.manager.findOneByOrFail(Pact, { id: pactId });
  for (const n of [0, 1, 2, 3])
    await signPact(db, at(hall.delegates, n), { pactId, textHash: textHash as string, idempotencyKey });
  return { hall, named, secret, pactId };
}

const again = ({ hall }: Held) => recount(db, { slug: hall.conference.slug });

/** Words that every object of JavaScript seems to have. */
const ownWords = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];

describe('recount', () => {
  it.each([Secrecy.NAMED, Secrecy.UNLINKED])(
    'counts options whose codes are words of the language: %s',
    async (secrecy) => {
      const hall = await aHall(db, { members: 6 });
      const options = ownWords.map((code) => ({
        code,
        label: { vi: code, en: null },
        memberId: null,
        proposalId: null,
      }));
      const pollId = await anOpenPoll(hall, { kind: PollKind.CHOOSE, options, maxChoices: 2, secrecy });
      const ballots = [
        ['constructor', '__proto__'],
        ['constructor'],
        ['constructor', 'toString'],
        ['__proto__'],
        [],
        [],
      ];
      for (const [n, choices] of ballots.entries()) await vote(hall, pollId, n, choices);
      await closePoll(db, hall.chair, { pollId, idempotencyKey });
      const paper = await anOpenPoll(hall, { kind: PollKind.CHOOSE, options, secrecy });
      const votes = [{ code: '__proto__', votes: 5 }];
      const entered = { method: PollMethod.PAPER, cast: 6, blank: 1, invalid: 0, note: null, idempotencyKey };
      await recordPollResult(db, hall.secretary, { pollId: paper, votes, ...entered });
      const found = await recount(db, { slug: hall.conference.slug });
      expect(faultsOf(found)).toEqual([]);
      expect(found.polls.map((poll) => Object.entries(poll.votes ?? {}).sort())).toEqual([
        [
          ['__proto__', 2],
          ['constructor', 3],
          ['hasOwnProperty', 0],
          ['toString', 1],
          ['valueOf', 0],
        ],
        [
          ['__proto__', 5],
          ['constructor', 0],
          ['hasOwnProperty', 0],
          ['toString', 0],
          ['valueOf', 0],
        ],
      ]);
      const poll = await db.manager.findOneByOrFail(Poll, { id: paper });
      const counted = (await countBallots(db.manager, [paper])).get(paper)!;
      const shown = options.map(({ code }, index) => ({ ...options[index], pollId: paper, code, ordinal: index + 1 }));
      expect(tallyOf(poll, shown as Option[], counted).options.map((line) => [line.votes, line.won])).toEqual([
        [0, false],
        [5, true],
        [0, false],
        [0, false],
        [0, false],
      ]);
      // Where no votes are kept, none is made up.
      const uncounted = { ...poll, result: { ...poll.result!, votes: {} } };
      expect(tallyOf(uncounted, shown as Option[], counted).options.map((line) => line.votes)).toEqual([0, 0, 0, 0, 0]);
    },
  );

  it('counts what only the log says of such options', () => {
    const ballots = [['constructor'], ['__proto__', 'constructor'], []].map((choices, n) => ({
      electorId: `${n}`,
      choices,
    }));
    const [count] = countLog([{ kind: 'pollClosed', subject: 'one', data: { ballots } }]).values();
    expect(Object.entries(count?.votes ?? {}).sort()).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ]);
    expect(count).toMatchObject({ cast: 3, blank: 1 });
  });

  it('finds members, attendance and parties that are not those of the closing', async () => {
    const all = await held();
    const { hall, pactId } = all;
    await closeConference(db, hall.chair, { conferenceId: hall.conference.id });
    expect(faultsOf(await again(all))).toEqual([]);
    const { slug } = hall.conference;
    await db.query('delete from conference_member where conference_id = $1 and ordinal = 1', [hall.conference.id]);
    await db.query(
      `update conference set attendance_at_closing = attendance_at_closing || '{"quorum":1}' where slug = $1`,
      [slug],
    );
    await db.query('delete from pact_party where pact_id = $1 and ordinal = 5', [pactId]);
    await db.query(`update pact_version set canonical_text = '{}' where pact_id = $1`, [pactId]);
    expect(faultsOf(await again(all))).toEqual([
      `${slug}, log: its members are not those of its closing`,
      `${slug}, log: its signing members are not those of its closing`,
      `${slug}, log: its attendance and quorum are not those of its closing`,
      `${slug}, pact of 2026: 1 texts are kept as opened, by the log 1, or they are others`,
      `${slug}, pact of 2026: it has 4 parties, by the log 5, or they are others`,
    ]);
  });

  it('finds what was announced, whatever the kind of poll', async () => {
    const all = await held();
    const { hall } = all;
    const options = ['A', 'B', 'C'].map((code) => ({
      ...{ code, label: { vi: code, en: null }, memberId: null, proposalId: null },
    }));
    const choose = await anOpenPoll(hall, { kind: PollKind.CHOOSE, options, maxChoices: 2 });
    for (const [n, choices] of [['A', 'B'], ['A', 'C'], ['A', 'B'], ['B', 'C'], []].entries())
      await vote(hall, choose, n, choices as string[]);
    await closePoll(db, hall.chair, { pollId: choose, idempotencyKey });
    const set = await anOpenPoll(hall);
    await vote(hall, set, 0, ['YES']);
    await voidPoll(db, hall.chair, { pollId: set, reason: 'Nhầm câu hỏi', idempotencyKey });
    await anOpenPoll(hall);

    const found = await again(all);
    expect(faultsOf(found)).toEqual([]);
    expect(found.polls).toMatchObject([
      { ordinal: 1, secrecy: 'NAMED', roll: 4, ballots: 4, votes: { YES: 3, NO: 1, ABSTAIN: 0 }, outcome: 'PASSED' },
      { ordinal: 2, secrecy: 'UNLINKED', electors: 5, ballots: 5, votes: { YES: 4, ABSTAIN: 1 }, outcome: 'PASSED' },
      { ordinal: 3, ballots: 5, blank: 1, votes: { A: 3, B: 3, C: 2 }, outcome: 'PASSED' },
      { ordinal: 4, state: 'VOID', ballots: 1, outcome: null },
      { ordinal: 5, state: 'OPEN', ballots: 0, outcome: null },
    ]);
    expect(found.pacts).toMatchObject([{ year: opensYear, state: 'OPEN', signatures: 4 }]);
    expect(found.logs).toMatchObject([{ of: hall.conference.slug }]);
  });

  it('refuses a slug that names nothing', async () => {
    expect((await refusalOf(recount(db, { slug: 'khong-co' }))).code).toBe('NOT_FOUND');
  });

  const someone = 'gen_random_uuid()';
  it.each<[string, (all: Held) => readonly string[], RegExp]>([
    [
      'a named ballot that was changed',
      ({ named }) => [`update named_ballot set choices = '{YES}' where poll_id = '${named}' and choices = '{NO}'`],
      /poll 1: counted ABSTAIN 0, NO 0, YES 4, the result says ABSTAIN 0, NO 1, YES 3/,
    ],
    [
      'a secret ballot that was changed',
      ({ secret }) => [
        `update unlinked_ballot set choices = '{NO}' where id =
           (select id from unlinked_ballot where poll_id = '${secret}' and choices = '{YES}' limit 1)`,
      ],
      /poll 2: by the rule it is REJECTED, the result says PASSED/,
    ],
    [
      'a secret ballot that was added',
      ({ secret }) => [`insert into unlinked_ballot values (${someone}, '${secret}', '{YES}')`],
      /poll 2: the roll has 5 names, there are 6 ballots/,
    ],
    [
      'a named ballot and its line of the roll removed together',
      ({ named }) => [
        `delete from poll_roll where (poll_id, elector_id) in
           (select poll_id, elector_id from named_ballot where poll_id = '${named}' and choices = '{NO}')`,
        `delete from named_ballot where poll_id = '${named}' and choices = '{NO}'`,
      ],
      /poll 1: the roll has 3 names, the log tells of 4 ballots/,
    ],
    [
      'a ballot no poll offers',
      ({ secret }) => [
        `update unlinked_ballot set choices = '{YES,NO}' where poll_id = '${secret}' and choices = '{ABSTAIN}'`,
      ],
      /poll 2: a ballot that does not fit the poll: \["YES","NO"\]/,
    ],
    [
      'ballot and result changed together',
      ({ named }) => [
        `update named_ballot set choices = '{YES}' where poll_id = '${named}' and choices = '{NO}'`,
        `update poll set result = jsonb_set(jsonb_set(result, '{votes,YES}', '4'), '{votes,NO}', '0') where id = '${named}'`,
      ],
      /poll 1: the ballots are not those the log lists at closing/,
    ],
    [
      'an outcome that was changed',
      ({ named }) => [`update poll set result = jsonb_set(result, '{outcome}', '"REJECTED"') where id = '${named}'`],
      /poll 1: by the rule it is PASSED, the result says REJECTED/,
    ],
    [
      'a rule that was changed',
      ({ named }) => [`update poll set pass_numerator = 9, pass_denominator = 10 where id = '${named}'`],
      /poll 1: the rule is .*"passNumerator":9.*, by the log .*"passNumerator":1/,
    ],
    [
      'someone on the roll who is no elector',
      ({ named, hall }) => [
        `update poll_roll set elector_id = '${at(hall.people, 5).id}' where (poll_id, elector_id) in
           (select poll_id, elector_id from named_ballot where poll_id = '${named}' and choices = '{NO}')`,
      ],
      /poll 1: on the roll but no elector: /,
    ],
    [
      'an elector who was added',
      ({ secret, hall }) => [
        `insert into poll_elector (poll_id, elector_id, member_id, delegate_id, present)
           values ('${secret}', '${at(hall.people, 5).id}', null, '${at(hall.people, 5).id}', true)`,
      ],
      /poll 2: the electorate is not the one the log says was frozen/,
    ],
    [
      'a poll opened again behind the log',
      ({ named }) => [`update poll set state = 'OPEN', closed_at = null where id = '${named}'`],
      /poll 1: it is OPEN, by the log CLOSED/,
    ],
    [
      'a signature over another text',
      ({ pactId, hall }) => [
        `update signature set text_hash = repeat('0', 64) where pact_id = '${pactId}' and member_id = '${at(hall.members, 0).id}'`,
      ],
      /pact of 2026: the signature of .* is over 0{64}/,
    ],
    [
      'a signature that was removed',
      ({ pactId, hall }) => [
        `delete from signature where pact_id = '${pactId}' and member_id = '${at(hall.members, 0).id}'`,
      ],
      /pact of 2026: 3 signatures stand, by the log 4/,
    ],
    [
      'a text changed with its hash',
      ({ pactId }) => [
        `update pact set canonical_text = '{}', text_hash = encode(sha256('{}'), 'hex') where id = '${pactId}'`,
      ],
      /pact of 2026: its text is not the one the log says was opened/,
    ],
    [
      'a pact put in force too early',
      ({ pactId }) => [`update pact set state = 'IN_FORCE' where id = '${pactId}'`],
      /pact of 2026: it is IN_FORCE, and by the log 4 of 5 have signed/,
    ],
    [
      'an entry of the log rewritten',
      ({ hall, named }) => [
        `update event set body = replace(body, '"cast":4', '"cast":5')
           where stream = '${hall.conference.id}' and kind = 'pollClosed' and body like '%${named}%'`,
      ],
      /poll 1: cast: the result says 4, the log announced 5/,
    ],
    [
      'an entry of the log removed',
      ({ hall }) => [`delete from event where stream = '${hall.conference.id}' and sequence = 3`],
      /log: entry 3 is missing: 4 follows 2/,
    ],
    [
      'the end of the log cut off',
      ({ hall }) => [
        `delete from event where stream = '${hall.conference.id}'
           and sequence = (select sequence from log_head where stream = '${hall.conference.id}')`,
      ],
      /log: the head stands at \d+, the last entry is \d+/,
    ],
    [
      'an entry that is not in canonical form',
      ({ hall }) => [
        `update event set body = replace(body, '"v":1', '"v": 1') where stream = '${hall.conference.id}' and sequence = 2`,
      ],
      /log: entry 2: its body is not in canonical form/,
    ],
    [
      'a column that says something else than its body',
      ({ hall }) => [`update event set kind = 'pollVoided' where stream = '${hall.conference.id}' and sequence = 1`],
      /log: entry 1: its body says pollCreated, the column beside it pollVoided/,
    ],
  ])('catches %s', async (_, statements, fault) => {
    const all = await held();
    await tamper(statements(all));
    expect(faultsOf(await again(all)).join('\n')).toMatch(fault);
  });

  it('catches a poll that was removed with all that is its own', async () => {
    const all = await held();
    const tables = ['named_ballot', 'poll_roll', 'poll_elector', 'poll_option'];
    await tamper([
      ...tables.map((table) => `delete from ${table} where poll_id = '${all.named}'`),
      `delete from poll where id = '${all.named}'`,
    ]);
    const found = await again(all);
    expect(found.polls).toHaveLength(1);
    expect(faultsOf(found)).toEqual([
      expect.stringContaining(`it tells of pollCreated ${all.named}, which no table has`),
    ]);
  });
});

/** Changes rows as whoever owns the database could: past the trigger that guards the log, and the keys. */
async function tamper(statements: readonly string[]): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query('set local session_replication_role = replica');
    for (const statement of statements) {
      const [, touched] = (await tx.query(statement)) as [unknown, number];
      if (touched === 0) throw new Error(`nothing was changed by: ${statement}`);
    }
  });
}

describe('giaouoc recount', () => {
  it('prints a line a poll and ends well, or badly when something differs', async () => {
    const all = await held();
    const slug = all.hall.conference.slug;
    const terminal = aTerminal({ DATABASE_URL: test.url });
    expect(await terminal.giaouoc('recount', '--conference', slug)).toBe(0);
    expect(terminal.printed.filter((line) => line.includes(slug) && line.endsWith('khớp · agrees'))).toHaveLength(4);
    expect(terminal.printed).toContain('2 phiếu biểu quyết · polls: 2 khớp · agree, 0 khác · differ');

    await tamper([`update named_ballot set choices = '{YES}' where poll_id = '${all.named}' and choices = '{NO}'`]);
    const other = aTerminal({ DATABASE_URL: test.url });
    expect(await other.giaouoc('recount', '--conference', slug)).toBe(1);
    expect(other.printed).toContain('2 phiếu biểu quyết · polls: 1 khớp · agree, 1 khác · differ');
    expect(other.said).toContainEqual(expect.stringMatching(/^ {2}hall-.*, poll 1: counted .* the result says/));
  });

  it('recounts every conference and the system stream when none is named', async () => {
    const fresh = await freshDatabase('shipped');
    try {
      const terminal = aTerminal({ DATABASE_URL: fresh.url });
      expect(await terminal.giaouoc('recount')).toBe(0);
      expect(terminal.printed).toContain('0 phiếu biểu quyết · polls: 0 khớp · agree, 0 khác · differ');
      expect(terminal.printed).toContainEqual(expect.stringMatching(/^system +0 +- +khớp · agrees$/));
    } finally {
      await fresh.drop();
    }
  });
});

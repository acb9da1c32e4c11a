import type { GraphQLSchema } from 'graphql';
import type { EntityManager } from 'typeorm';
import { Visibility } from '../../src/conference/conference';
import { Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { Budget } from '../../src/graphql/budget';
import { Documents } from '../../src/graphql/documents';
import { Executor } from '../../src/graphql/execute';
import { Pacer } from '../../src/graphql/pacer';
import { makeSchema } from '../../src/schema';
import { aDraftPoll, anOpenPoll } from '../support/ballots';
import { aContext } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, aViewer, type Hall } from '../support/hall';

let test: TestDatabase;
let hall: Hall;
const schema: GraphQLSchema = makeSchema();
const documents = new Documents(schema, { maxDepth: 20, maxTokens: 5_000, maxAliases: 100, introspection: true });
const executor = new Executor(schema, { compiled: false, hideSuggestions: false });

beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(test.db);
});
afterAll(() => test.drop());

interface Means {
  readonly viewer?: Viewer | undefined;
  readonly units?: number;
  readonly read?: EntityManager;
}

/** Asks as the pipeline does: with a budget for what is read back. Gives plain data, and code and place of each error. */
async function ask(text: string, variables: Record<string, unknown>, { viewer, units = 10_000, read }: Means = {}) {
  const document = documents.read(text);
  if ('errors' in document) throw new Error(document.errors.join());
  const operation = document.operation(null);
  if (!operation) throw new Error('no operation');
  const budget = new Budget({ units, bytes: 100_000 }, new Pacer(), true, true);
  const context = aContext(test.db, viewer ?? hall.chair, { budget, ...(read ? { read } : {}) });
  const { data, errors = [] } = await executor.execute({ operation, variables }, context);
  const code = (error: unknown) => (error as { code?: string } | undefined)?.code ?? 'a fault';
  return {
    data: JSON.parse(JSON.stringify(data)) as any,
    errors: errors.map(({ originalError, path }) => [code(originalError), path?.join('.')]),
  };
}

/** A reader whose every statement fails, as that of a pool without connections. */
const broken = new Proxy({} as EntityManager, {
  get: () => () => Promise.reject(new Error('timeout exceeded when trying to connect')),
});

const cast = (fields: string) => `mutation ($input: CastBallotInput!) { castBallot(input: $input) { ${fields} } }`;
const ballot = (pollId: string) => ({ input: { pollId, choices: ['YES'] } });

describe('the payload of an act', () => {
  it('has what the act changed, as it stands after the commit', async () => {
    const pollId = await aDraftPoll(hall);
    const opened = await ask(
      'mutation ($id: ID!) { openPoll(input: { pollId: $id }) { poll { id state openedAt } } }',
      {
        id: pollId,
      },
    );
    expect(opened.data.openPoll.poll).toEqual({ id: pollId, state: 'OPEN', openedAt: expect.any(String) });
    const mine = 'poll { tally { cast options { votes } } myVote { voted } }';
    const voted = await ask(cast(mine), ballot(pollId), { viewer: hall.delegates[0] });
    expect(voted.data.castBallot.poll).toEqual({
      tally: { cast: 1, options: [{ votes: 1 }, { votes: 0 }, { votes: 0 }] },
      myVote: { voted: true },
    });
  });

  it('has the delegate and the attendance after a check-in', async () => {
    const few = await aHall(test.db, { present: 0 });
    const { data } = await ask(
      `mutation ($id: ID!) { checkIn(input: { conferenceId: $id }) {
        delegate { id present } conference { attendance { present } } receipt { about { id } conference { id } } } }`,
      { id: few.conference.id },
      { viewer: few.delegates[0] },
    );
    const delegateId = few.people[0]?.id;
    expect(data.checkIn).toEqual({
      delegate: { id: delegateId, present: true },
      conference: { attendance: { present: 1 } },
      receipt: { about: { id: delegateId }, conference: { id: few.conference.id } },
    });
  });

  it('has all the posts of the year, and the bloc', async () => {
    const [leader, deputy] = hall.members;
    const { data } = await ask(
      `mutation ($input: AppointLeadershipInput!) { appointLeadership(input: $input) {
        terms { role year member { id } } bloc { id } receipt { about { __typename } } } }`,
      {
        input: {
          ...{ conferenceId: hall.conference.id, year: 2026, mode: 'ROTATION' },
          ...{ leaderId: leader?.id, deputyIds: [deputy?.id] },
        },
      },
    );
    expect(data.appointLeadership).toEqual({
      terms: [
        { role: 'LEADER', year: 2026, member: { id: leader?.id } },
        { role: 'DEPUTY', year: 2026, member: { id: deputy?.id } },
      ],
      bloc: { id: hall.bloc.id },
      receipt: { about: { __typename: 'LeadershipTerm' } },
    });
  });

  it('has the signature given or taken back, and of a retry not one given since', async () => {
    const title = { vi: 'Giao ước' };
    const draft = { conferenceId: hall.conference.id, title, articles: [{ heading: title, text: title }] };
    const drafted = await ask('mutation ($input: DraftPactInput!) { draftPact(input: $input) { pact { id state } } }', {
      input: draft,
    });
    const { id: pactId, state } = drafted.data.draftPact.pact;
    expect(state).toBe('DRAFT');
    const opened = await ask(
      'mutation ($id: ID!) { openPact(input: { pactId: $id }) { pact { state textHash board { signed } } } }',
      { id: pactId },
    );
    const { textHash } = opened.data.openPact.pact;
    const fields = '{ signature { id withdrawnAt } pact { board { signed } } }';
    const act = async (name: 'signPact' | 'withdrawSignature', idempotencyKey: string, rest: object) => {
      const type = name === 'signPact' ? 'SignPactInput' : 'WithdrawSignatureInput';
      const document = `mutation ($input: ${type}!) { ${name}(input: $input) ${fields} }`;
      const input = { pactId, idempotencyKey, ...rest };
      return (await ask(document, { input }, { viewer: hall.delegates[0] })).data[name];
    };
    const first = await act('signPact', 'the first time', { textHash });
    expect(first).toMatchObject({ signature: { withdrawnAt: null }, pact: { board: { signed: 1 } } });
    const taken = await act('withdrawSignature', 'taken back', { reason: 'Ký nhầm' });
    expect(taken).toMatchObject({ signature: { id: first.signature.id }, pact: { board: { signed: 0 } } });
    expect(taken.signature.withdrawnAt).not.toBeNull();
    const second = await act('signPact', 'the second time', { textHash });
    expect(second.signature.id).not.toBe(first.signature.id);
    const retried = [
      await act('signPact', 'the first time', { textHash }),
      await act('withdrawSignature', 'taken back', { reason: 'Ký nhầm' }),
    ];
    expect(retried.map(({ signature }) => signature)).toEqual([taken.signature, taken.signature]);
  });

  it('shows nothing of a conference that is not the caller’s to see, and the receipt all the same', async () => {
    const closed = await aHall(test.db, { present: 0, visibility: Visibility.PARTICIPANTS });
    const writer = await aViewer(test.db, Role.APP, null, null, ['write']);
    const { data, errors } = await ask(
      `mutation ($id: ID!) { checkIn(input: { conferenceId: "${closed.conference.id}", delegateId: $id }) {
        receipt { kind conference { id } about { id } } delegate { id } conference { id } } }`,
      { id: closed.people[0]?.id },
      { viewer: writer },
    );
    expect({ data, errors }).toEqual({
      data: {
        checkIn: {
          receipt: { kind: 'delegateCheckedIn', conference: null, about: null },
          delegate: null,
          conference: null,
        },
      },
      errors: [],
    });
  });

  it('has no conference and nothing it is about on a receipt of the system stream', async () => {
    const { data } = await ask(
      'mutation ($id: ID!) { revokeAccount(input: { accountId: $id }) { receipt { kind conference { id } about { id } } } }',
      { id: hall.observer.accountId },
    );
    expect(data.revokeAccount.receipt).toEqual({ kind: 'accountRevoked', conference: null, about: null });
  });

  it('keeps the receipt when nothing can be read back, with one error', async () => {
    const pollId = await anOpenPoll(hall);
    const { data, errors } = await ask(cast('receipt { kind sequence } poll { id tally { cast } }'), ballot(pollId), {
      viewer: hall.delegates[1],
      read: broken,
    });
    expect(data.castBallot).toEqual({ receipt: { kind: 'ballotCast', sequence: expect.any(Number) }, poll: null });
    expect(errors).toEqual([['a fault', 'castBallot.poll']]);
  });

  it('keeps the receipt when more is asked for than may be read, and gives nothing half', async () => {
    const pollId = await anOpenPoll(hall);
    const everything = `r: receipt { kind about { id } conference { delegates(first: 100) { nodes { id code } } } }
      poll { id agendaItem { id } options { code } conference { agenda { id code title { vi } } } }`;
    const { data, errors } = await ask(cast(everything), ballot(pollId), { viewer: hall.delegates[2], units: 12 });
    expect(data.castBallot).toMatchObject({ r: { kind: 'ballotCast', conference: null }, poll: null });
    expect(errors).toEqual(
      expect.arrayContaining([
        ['OVER_BUDGET', 'castBallot.r.conference'],
        ['OVER_BUDGET', 'castBallot.poll'],
      ]),
    );
    expect(new Set(errors.map(String)).size).toBe(errors.length);
    const again = await ask(cast('receipt { kind } poll { options { code } }'), ballot(pollId), {
      viewer: hall.delegates[3],
      units: 0,
    });
    expect(again).toEqual({
      data: { castBallot: { receipt: { kind: 'ballotCast' }, poll: null } },
      errors: [['OVER_BUDGET', 'castBallot.poll']],
    });
  });

  it('gives nothing half, whatever the budget', async () => {
    const pollId = await anOpenPoll(hall, { agendaItemId: at(hall.agenda, 0).id });
    const input = { ...ballot(pollId).input, idempotencyKey: 'phieu-cua-toi' };
    const shown: unknown[] = [];
    // The item may be null by itself, and is not when it was not read.
    for (let units = 0; shown.at(-1) === null || units === 0; units += 1) {
      const { data } = await ask(
        cast('receipt { kind } poll { id agendaItem { id } }'),
        { input },
        { viewer: hall.delegates[2], units },
      );
      shown.push(data.castBallot.poll);
    }
    expect(shown.at(-1)).toEqual({ id: pollId, agendaItem: { id: at(hall.agenda, 0).id } });
    expect(shown.length).toBeGreaterThan(2);
  });
});

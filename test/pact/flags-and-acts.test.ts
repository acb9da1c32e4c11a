import { Conference, ConferenceState } from '../../src/conference/conference';
import { Delegate } from '../../src/conference/delegate';
import { Presence } from '../../src/conference/presence';
import { Refusal } from '../../src/errors/refusal';
import { draftPact } from '../../src/pact/draft-pact';
import { openPact } from '../../src/pact/open-pact';
import { Pact } from '../../src/pact/pact';
import { signPact } from '../../src/pact/sign-pact';
import { makeSchema } from '../../src/schema';
import { anOpenPoll, vote } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, type Hall } from '../support/hall';

let database: TestDatabase;
let hall: Hall;
let pact: Pact;
let pollId: string;
const schema = makeSchema();
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(database.db, { members: 5 });
  pollId = await anOpenPoll(hall);
  const words = { vi: 'Giao ước', en: null };
  const conferenceId = hall.conference.id;
  const input = { conferenceId, title: words, articles: [{ heading: words, text: words }], targets: [] };
  const { subject: id } = await draftPact(hall.db, hall.secretary, input as never);
  await openPact(hall.db, hall.chair, { pactId: id, idempotencyKey: null });
  pact = await hall.db.manager.findOneByOrFail(Pact, { id });
});
afterAll(() => database.drop());

interface Flags {
  readonly me: { readonly mayVote: boolean; readonly maySign: boolean };
  readonly poll: { readonly myVote: { readonly mayVote: boolean } };
  readonly pact: { readonly maySign: boolean };
}
const flags = () =>
  dataOf(schema, hall.db, {
    document: `query ($poll: ID!, $pact: ID!) {
      me { mayVote maySign } poll(id: $poll) { myVote { mayVote } } pact(id: $pact) { maySign }
    }`,
    variables: { poll: pollId, pact: pact.id },
    viewer: at(hall.delegates, 0),
  }) as Promise<Flags>;
const sign = () =>
  signPact(hall.db, at(hall.delegates, 0), { pactId: pact.id, textHash: pact.textHash ?? '', idempotencyKey: null });

const delegateBecomes = (changes: Partial<Delegate>) => () =>
  hall.db.manager.update(Delegate, at(hall.people, 0).id, changes as object);
const minutes = (count: number) => new Date(Date.now() + count * 60_000);
const byPaper = (from: number, until: number | null) => () =>
  delegateBecomes({
    proxyPaper: 'Giấy số 1',
    proxyFrom: minutes(from),
    proxyUntil: until === null ? null : minutes(until),
  })();

const [signs, votes] = ['maySign', 'mayVote'];
const states: readonly (readonly [string, () => Promise<unknown>, readonly string[]])[] = [
  ['by the own mandate', async () => {}, [signs, votes]],
  ['by a paper without an end', byPaper(-5, null), [signs, votes]],
  ['by a paper that holds', byPaper(-5, 5), [signs, votes]],
  ['by a paper that has run out', byPaper(-9, -5), []],
  ['by a paper that has not begun', byPaper(5, 9), []],
  ['without the mandate to sign', delegateBecomes({ maySign: false }), [votes]],
  ['without the mandate to vote', delegateBecomes({ mayVote: false }), [signs]],
  ['once signed', () => sign(), [votes]],
  ['once out of the hall', () => hall.db.manager.delete(Presence, { delegateId: at(hall.people, 0).id }), [votes]],
  [
    'when the pact is a draft',
    () => hall.db.query(`update pact set state = 'DRAFT' where id = $1`, [pact.id]),
    [votes],
  ],
  [
    'when the conference is over',
    () => hall.db.manager.update(Conference, hall.conference.id, { state: ConferenceState.CLOSED }),
    [votes],
  ],
];

/** The code an act is refused with; null where it is done. */
async function codeOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('what a delegate is told that they may do', () => {
  it.each(states)('is what the acts let them do %s', async (_, become, may) => {
    await become();
    const told = await flags();
    expect([told.pact.maySign && signs, told.poll.myVote.mayVote && votes].filter(Boolean)).toEqual(may);
    if (told.pact.maySign) expect(told.me.maySign).toBe(true);
    expect(told.me.mayVote).toBe(told.poll.myVote.mayVote);
    expect((await codeOf(sign())) === null).toBe(told.pact.maySign);
    expect((await codeOf(vote(hall, pollId, 0, ['YES']))) !== 'NO_VOTE').toBe(told.poll.myVote.mayVote);
  });
});

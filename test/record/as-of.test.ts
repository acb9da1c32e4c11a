import type { GraphQLError } from 'graphql';
import { checkIn } from '../../src/conference/check-in';
import { ConferenceState, Visibility } from '../../src/conference/conference';
import { openConference } from '../../src/conference/open-conference';
import { startAgendaItem } from '../../src/conference/start-agenda-item';
import type { Refusal } from '../../src/errors/refusal';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { positions } from '../../src/log/read-since';
import { Poll } from '../../src/poll/poll';
import { faultsOf, recount } from '../../src/record/recount';
import { keepFirst } from '../../src/record/replay/checkpoints';
import { replayedKinds } from '../../src/record/replay/replay';
import { cloneConference } from '../../src/rehearsal/clone-conference';
import { makeSchema } from '../../src/schema';
import { closeConference, voidPoll } from '../support/acts';
import { logOf } from '../support/ballots';
import { freshDatabase } from '../support/database';
import { execute } from '../support/graph';
import { aHall, at, type Hall } from '../support/hall';
import { rehearse, signAndStandIn, unusualActs } from '../support/rehearse';
import { aServer, type TestServer } from '../support/server';

const schema = makeSchema();
let server: TestServer;
beforeAll(async () => {
  server = await aServer({ STALE_MS: '60000', COALESCE_MS: '0' });
});
afterEach(() => server.hangUp());
afterAll(() => server.close());

const tally = `tally { sequence electors present quorum cast floor belowFloor shown blank invalid
  options { option { code label { vi } } votes weight members won toWin decidedBy } remaining toPass toFail needed missing decided outcome
  weights { electors present cast blank } members { electors present cast } tie { seats next options { code } } }`;
const attendance = 'attendance { sequence present delegates membersPresent members electorate quorum quorate }';
const delegate = `code name { vi } member { id } mayVote maySign present proxyFor { id } withdrawnAt
  authorisation { paper from until }`;

/** Kinds of entries that the rehearsals wrote. */
const met = new Set<string>();

/** What a follower of everything sees. */
const following = `subscription ($id: ID!) { conferenceChanged(conferenceId: $id) { sequence conference {
  state ${attendance}
  agenda { code title { vi } session state } currentItem { code }
  delegates(first: 100) { nodes { id ${delegate} posts { title { vi } } } }
  polls(first: 100) { nodes { ordinal question { vi } kind secrecy state ${tally} } }
  pact { id title { vi } state textHash board { signed parties slots {
    member { id } signature { method textHash delegate { id } signerName { vi } } } } }
  proposals(first: 100) { nodes { id year reason { vi } state method award { code } member { id } } }
} } }`;

/** The same at a position. */
const asOf = `query ($id: ID!, $sequence: Int!) { conference(id: $id) { asOf(sequence: $sequence) {
  state ${attendance}
  agenda { code title { vi } session state } currentItem { code }
  delegates(first: 100) { nodes { delegate { id } ${delegate} posts { vi } } }
  polls(first: 100) { nodes { ordinal question { vi } kind secrecy state ${tally} } }
  pact { pact { id } title { vi } state textHash signed parties slots {
    member { id } signature { method textHash delegate { id } signer } } }
  proposals(first: 100) { nodes { proposal { id } year reason { vi } state method award { code } member { id } } }
} } }`;

/** What a frame says, in the shape of `asOf`. */
function seen({ delegates, pact, proposals, ...same }: any): unknown {
  return {
    ...same,
    delegates: {
      nodes: delegates.nodes.map(({ id, posts, ...rest }: any) => ({
        ...rest,
        delegate: { id },
        posts: posts.map(({ title }: any) => title),
      })),
    },
    pact: pact && {
      pact: { id: pact.id },
      ...{ title: pact.title, state: pact.state, textHash: pact.textHash },
      ...{ signed: pact.board.signed, parties: pact.board.parties },
      slots: pact.board.slots.map(({ member, signature }: any) => ({
        member,
        signature: signature && {
          ...{ method: signature.method, textHash: signature.textHash, delegate: signature.delegate },
          signer: signature.signerName.vi,
        },
      })),
    },
    proposals: { nodes: proposals.nodes.map(({ id, ...rest }: any) => ({ ...rest, proposal: { id } })) },
  };
}

const endOf = async ({ db, conference }: Hall) => (await positions(db, [conference.id])).get(conference.id) ?? 0;

async function recorded({ conference }: Hall, sequence: number) {
  const { data, errors } = await server.ask(asOf, { id: conference.id, sequence });
  expect(errors).toBeUndefined();
  return data.conference.asOf;
}

describe('asOf', () => {
  it.each([11, 12])('says of every position what its followers saw then: rehearsal %i', async (seed) => {
    const { db } = server.database;
    const hall = await aHall(db, { members: 6, newcomers: 1, present: 0, state: ConferenceState.PLANNED });
    const { id } = hall.conference;
    await keepFirst(db, id);
    const inbox = server.follow<any>(await server.socket(hall.secretary), following, { id });
    await inbox.until(() => inbox.all.length === 1);
    const shown = async () => {
      const end = await endOf(hall);
      await inbox.find(({ conferenceChanged }) => conferenceChanged.sequence >= end);
    };
    for (const { id: delegateId } of hall.people.slice(0, 6)) {
      await checkIn(db, hall.secretary, { conferenceId: id, delegateId });
      await shown();
    }
    await openConference(db, hall.chair, { conferenceId: id });
    await shown();
    await (seed === 11 ? signAndStandIn : unusualActs)(hall, shown);
    await rehearse(hall, seed, 400, shown);
    for (const poll of await db.manager.findBy(Poll, { conferenceId: id, state: 'OPEN' as never }))
      await voidPoll(db, hall.chair, { pollId: poll.id, reason: 'Hết giờ', idempotencyKey: null });
    await closeConference(db, hall.chair, { conferenceId: id });
    await shown();
    expect(inbox.failures).toEqual([]);
    for (const { kind } of await logOf(hall)) met.add(kind);
    for (const { conferenceChanged } of inbox.all)
      expect({ at: conferenceChanged.sequence, ...(await recorded(hall, conferenceChanged.sequence)) }).toEqual({
        at: conferenceChanged.sequence,
        ...(seen(conferenceChanged.conference) as object),
      });
    expect(faultsOf(await recount(db, { slug: hall.conference.slug }))).toEqual([]);
  });

  it('met in those rehearsals what it replays', () => {
    // What files change in a bloc: import/bloc-changes.
    expect([...replayedKinds].filter((kind) => !met.has(kind))).toEqual(['blocChanged']);
  });

  it('is empty before the entry that made the conference', async () => {
    const { db } = server.database;
    const hall = await aHall(db, { members: 3, newcomers: 1 });
    const { id } = await cloneConference(db, { slug: hall.conference.slug, delegates: 6 });
    const document = `query ($id: ID!) { conference(id: $id) { sequence asOf(sequence: 0) {
      sequence at state attendance { sequence present delegates membersPresent members quorate }
      agenda { code } currentItem { code } delegates { totalCount } polls { totalCount }
      pact { title { vi } } proposals { totalCount } results { totalCount }
    } } }`;
    const { data, errors } = await server.ask(document, { id });
    expect(errors).toBeUndefined();
    const none = { totalCount: 0 };
    expect(data.conference).toEqual({
      sequence: 1,
      asOf: {
        ...{ sequence: 0, at: null, state: 'PLANNED' },
        attendance: { sequence: 0, present: 0, delegates: 0, membersPresent: 0, members: 0, quorate: false },
        ...{ agenda: [], currentItem: null, delegates: none, polls: none, pact: null, proposals: none, results: none },
      },
    });
  });

  it('refuses a position that the log has not, or does not tell', async () => {
    // On a database without a server, which keeps a first checkpoint of every log by itself: of this one at its beginning.
    const { db, drop } = await freshDatabase();
    try {
      const hall = await aHall(db);
      const { id } = hall.conference;
      const ask = async (sequence: number) => {
        const question = { document: asOf, variables: { id, sequence }, viewer: publicViewer };
        return (await execute(schema, db, question)) as { data: any; errors?: readonly GraphQLError[] };
      };
      const refusal = async (sequence: number) => {
        const { data, errors } = await ask(sequence);
        expect(data).toEqual({ conference: { asOf: null } });
        const refused = errors?.[0]?.originalError as Refusal | undefined;
        return [refused?.code, refused?.facts];
      };
      await startAgendaItem(db, hall.secretary, { itemId: at(hall.agenda, 0).id });
      expect(await refusal(2)).toEqual(['LOG_POSITION_AHEAD', { after: 2, end: 1 }]);
      expect(await refusal(-1)).toEqual(['LOG_POSITION_AHEAD', { after: -1, end: 1 }]);
      await keepFirst(db, id);
      expect((await ask(1)).data.conference.asOf.currentItem).toEqual({ code: 'muc-1' });
      expect(await refusal(0)).toEqual(['POSITION_NOT_KEPT', { sequence: 0 }]);
    } finally {
      await drop();
    }
  });

  it('is not seen by those who may not see the conference', async () => {
    const hall = await aHall(server.database.db, { visibility: Visibility.PARTICIPANTS });
    const of = { id: hall.conference.id, sequence: 0 };
    await keepFirst(server.database.db, of.id);
    expect((await server.ask(asOf, of)).data).toEqual({ conference: null });
    expect((await server.ask(asOf, of, hall.observer)).data.conference.asOf).toBeTruthy();
  });
});

import type { GraphQLSchema } from 'graphql';
import { proposeAward } from '../../src/award/propose-award';
import { AppointmentMode } from '../../src/bloc/leadership-term';
import { appointLeadership } from '../../src/conference/appoint-leadership';
import { inSnapshot } from '../../src/database/transaction';
import { operator } from '../../src/graphql/authorize/viewer';
import { makeSchema } from '../../src/schema';
import { freshDatabase, type TestDatabase } from '../support/database';
import { reportFacts } from '../support/facts';
import { dataOf } from '../support/graph';
import { aHall, at, type Hall, opensYear } from '../support/hall';
import { aPoll } from '../support/poll';
import { statementsOf } from '../support/statements';

const text = '{ vi en }';
const member = `{
  id code shortName ${text} officialName ${text} bloc { slug } memberships { fromYear toYear }
  leadership { totalCount nodes { year role conference { slug } member { code } bloc { slug } } }
  results { totalCount nodes { raw indicator { code bloc { slug } } member { code } bloc { slug } conference { slug } } }
  movements { totalCount nodes { code bloc { slug } member { code } conference { slug } } }
  proposals { totalCount nodes { state method award { code } conference { slug } decisions { step } poll { ordinal } } }
}`;
const proposal = `{
  id year ordinal state method award { code name ${text} } member { code bloc { slug } }
  conference { slug bloc { slug } } decisions { step ordinal } poll { id state }
}`;
const delegate = '{ code name { vi } present member { code } conference { slug } proxyFor { code } }';
const conference = `{
  slug bloc { slug } host { code } rehearses { slug } rehearsals { totalCount nodes { slug } }
  members ${member} signingMembers { code memberships { fromYear } }
  agenda { code conference { slug } } currentItem { code }
  delegations { code member { code } }
  delegates(first: $n) { totalCount nodes ${delegate} }
  delegateCount attendance { present delegates members membersPresent electorate quorum quorate }
  presences(first: $n) { totalCount nodes { checkedInAt delegate ${delegate} } }
  directives { code delegate { code } } keyTasks { code } resolutions { code method }
  results { nodes { raw indicator { code } member { code } bloc { slug } conference { slug } } }
  movements { nodes { code member { code } } } leadership { role member { code } bloc { slug } conference { slug } }
  proposals { totalCount nodes ${proposal} }
  polls { totalCount nodes {
    ordinal method conference { slug } agendaItem { code } previous { ordinal } about { ... on AwardProposal { id } }
    options { code about { ... on Member { code } } }
    tally { cast options { votes option { code } } }
    roll { totalCount nodes { voted member { code } delegate { code } } }
    ballots { totalCount nodes { choices member { code } delegate { code } } } myVote { mayVote }
  } }
  pact { year articles { ordinal } targets { ordinal } signatures { method member { code } } board { signed slots { member { code } } } maySign }
  sequence events(first: 3) { totalCount nodes { sequence kind } } accounts(first: 3) { nodes { name role delegate { code } } }
}`;
const bloc = `{
  slug members ${member} rules { nodes { year subject rule { base } } } indicators { nodes { code bloc { slug } } }
  leadership { nodes { year role member { code } } } leadershipOf(year: 2022) { announced terms { role member { code } } }
  movements { nodes { code member { code } } }
  results(first: $n) { totalCount nodes { raw indicator { code } member { code } bloc { slug } conference { slug } } }
  awardProposals(first: $n) { totalCount nodes ${proposal} }
}`;
const ofBloc = `query ($slug: String!, $n: Int!) {
  bloc(slug: $slug) ${bloc}
  conferences(first: 1, blocSlug: $slug, year: 2021) { nodes ${conference} }
  newest: conferences(first: 1, blocSlug: $slug) { nodes ${conference} }
}`;
const ofAll = `query ($n: Int!, $blocs: Int!) {
  blocs(first: $blocs) { nodes { conferences(first: $n) { totalCount nodes ${conference} } ...on Bloc ${bloc} } }
}`;

let test: TestDatabase;
let schema: GraphQLSchema;
beforeAll(async () => {
  test = await freshDatabase('shipped');
  schema = makeSchema();
});
afterAll(() => test.drop());

async function ask(document: string, variables: Record<string, unknown>, { db } = test): Promise<number> {
  // One after the other, so that what shares a batch does not hang on which answer comes back first.
  const sent = await statementsOf(db, () =>
    inSnapshot(db, (read) => dataOf(schema, db, { document, variables, viewer: operator, read })),
  );
  return sent.length;
}

/** A hall in which every member has reported, is proposed, asked about in a poll and checked in. */
async function aBusyHall(members: number, { db } = test): Promise<Hall> {
  const hall = await aHall(db, { members });
  const conferenceId = hall.conference.id;
  await reportFacts(db, hall);
  for (const [index, { id: memberId }] of hall.members.entries()) {
    const { subject } = await proposeAward(db, hall.chair, { conferenceId, awardCode: 'BK_THU_TUONG', memberId });
    await aPoll(db, { conferenceId, ordinal: index + 1, proposalId: subject });
  }
  const mode = AppointmentMode.ELECTED;
  const [leader, ...deputyIds] = hall.members.map(({ id }) => id);
  if (!leader) throw new Error('a hall without members');
  await appointLeadership(db, hall.chair, { conferenceId, year: opensYear, leaderId: leader, deputyIds, mode });
  return hall;
}

describe('a deep question', () => {
  it('takes as many statements for five members and proposals as for one', async () => {
    const one = await aBusyHall(1);
    const five = await aBusyHall(5);
    const forOne = await ask(ofBloc, { slug: one.bloc.slug, n: 100 });
    expect(await ask(ofBloc, { slug: five.bloc.slug, n: 100 })).toBe(forOne);
  });

  it('takes as many for five blocs with their conferences as for one', async () => {
    const empty = await freshDatabase();
    try {
      for (const members of [2, 3, 4, 5, 6]) await aBusyHall(members, empty);
      const forOne = await ask(ofAll, { n: 100, blocs: 1 }, empty);
      expect(await ask(ofAll, { n: 100, blocs: 5 }, empty)).toBe(forOne);
    } finally {
      await empty.drop();
    }
  });

  it('takes as many for the five shipped proposals as for one of them', async () => {
    const some = `bloc { awardProposals(first: $n, year: 2021) { nodes ${proposal} } }`;
    const ofSome = `query ($n: Int!) { conference(slug: "cum-5-thanh-pho-2022") { ${some} } }`;
    expect(await dataOf(schema, test.db, { document: ofSome, variables: { n: 5 }, viewer: operator })).toMatchObject({
      conference: { bloc: { awardProposals: { nodes: [{}, {}, {}, {}, {}] } } },
    });
    expect(await ask(ofSome, { n: 5 })).toBe(await ask(ofSome, { n: 1 }));
    // Beside them all five by their members: what one part has read already, the other does not read again.
    const ofAllMembers = `query ($n: Int!) {
      conference(slug: "cum-5-thanh-pho-2022") { members ${member} proposals { nodes { state } } ${some} }
    }`;
    expect(await ask(ofAllMembers, { n: 5 })).toBeLessThanOrEqual(await ask(ofAllMembers, { n: 1 }));
  });

  it('counts what it means to count', async () => {
    const hall = await aHall(test.db);
    const sent = await statementsOf(test.db, () =>
      dataOf(schema, test.db, {
        document: 'query ($slug: String!) { conference(slug: $slug) { members { code bloc { slug } } } }',
        variables: { slug: hall.conference.slug },
        viewer: operator,
      }),
    );
    // The conference, its members and when they belonged, their bloc.
    expect(sent).toHaveLength(4);
    expect(at(sent, 0)).toContain('"conference"');
  });
});

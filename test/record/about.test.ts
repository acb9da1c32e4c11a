import { proposeAward } from '../../src/award/propose-award';
import { ConferenceState } from '../../src/conference/conference';
import { openConference } from '../../src/conference/open-conference';
import { publicViewer, type Viewer } from '../../src/graphql/authorize/viewer';
import { PollKind } from '../../src/poll/poll';
import { makeSchema } from '../../src/schema';
import { aDraftPoll } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, type Hall } from '../support/hall';
import { statementsOf } from '../support/statements';

const schema = makeSchema();

let test: TestDatabase;
let hall: Hall;
beforeEach(async () => {
  test = await freshDatabase('shipped');
  hall = await aHall(test.db, { state: ConferenceState.PLANNED });
});
afterEach(() => test.drop());

const ask = (document: string, viewer: Viewer = publicViewer): Promise<any> =>
  dataOf(schema, test.db, { document, variables: { slug: hall.conference.slug, bloc: hall.bloc.slug }, viewer });

async function aProposal(place: number): Promise<string> {
  const input = { conferenceId: hall.conference.id, memberId: at(hall.members, place).id };
  return (await proposeAward(test.db, hall.secretary, { ...input, awardCode: 'CO_TD_CHINH_PHU' })).subject;
}

describe('about', () => {
  it('is the proposal of a question, and the proposal or the member of an option', async () => {
    const [first, second] = [await aProposal(0), await aProposal(1)];
    const member = at(hall.members, 2);
    const option = (code: string) => ({ code, label: { vi: `Lựa chọn ${code}`, en: null } });
    await aDraftPoll(hall, { proposalId: first });
    const options = [{ ...option('a'), proposalId: second }, { ...option('b'), memberId: member.id }, option('c')];
    await aDraftPoll(hall, { kind: PollKind.CHOOSE, options });
    const fields = '{ __typename ... on AwardProposal { id member { code } } ... on Member { id } }';
    const { conference } = await ask(
      `query ($slug: String!) { conference(slug: $slug) { polls { nodes { about ${fields} options { about ${fields} } } } } }`,
    );
    const proposal = (id: string, place: number) => ({
      __typename: 'AwardProposal',
      id,
      member: { code: at(hall.members, place).code },
    });
    expect(conference.polls.nodes).toEqual([
      { about: proposal(first, 0), options: [{ about: null }, { about: null }, { about: null }] },
      {
        about: null,
        options: [{ about: proposal(second, 1) }, { about: { __typename: 'Member', id: member.id } }, { about: null }],
      },
    ]);
  });

  it('is the thing of an entry, for many in as many statements as for one', async () => {
    const document = 'query ($slug: String!) { conference(slug: $slug) { events { nodes { kind about { id } } } } }';
    const proposalId = await aProposal(0);
    const few = await statementsOf(test.db, () => ask(document));
    const pollId = await aDraftPoll(hall, { proposalId });
    for (const place of [1, 2, 3]) await aProposal(place);
    const many = await statementsOf(test.db, () => ask(document));
    const { conference } = await ask(document);
    expect(conference.events.nodes.slice(0, 2)).toEqual([
      { kind: 'awardProposed', about: { id: proposalId } },
      { kind: 'pollCreated', about: { id: pollId } },
    ]);
    // One more for the table of polls.
    expect(many.length).toBeLessThanOrEqual(few.length + 1);
  });

  it('is nothing where the viewer may not see it, while the entry stays', async () => {
    await openConference(test.db, hall.chair, { conferenceId: hall.conference.id });
    const document = 'query ($bloc: String!) { bloc(slug: $bloc) { events { nodes { kind about { id } } } } }';
    const entry = (about: unknown) => ({ bloc: { events: { nodes: [{ kind: 'conferenceOpened', about }] } } });
    expect(await ask(document)).toEqual(entry({ id: hall.conference.id }));
    await test.db.query(`update conference set visibility = 'PARTICIPANTS' where id = $1`, [hall.conference.id]);
    expect(await ask(document)).toEqual(entry(null));
    expect(await ask(document, hall.chair)).toEqual(entry({ id: hall.conference.id }));
  });
});

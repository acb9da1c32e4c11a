import {
  type GraphQLArgument,
  type GraphQLField,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';
import { makeSchema } from '../../src/schema';

/**
 * Lists without pages: each stays short by what it is, and this is how long it usually is. A list that grows with
 * electors, polls, years or results is a connection.
 */
const short: Readonly<Record<string, number>> = {
  // Of a person, an app or a name: settled when it is written.
  'Account.scopes': 1,
  'Me.scopes': 1,
  'CheckInDelegatesPayload.delegates': 60,
  'CheckInAllPayload.delegates': 60,
  'IssueBadgesPayload.badges': 60,
  'Me.blocRoles': 2,
  'ApiKey.scopes': 1,
  'ApiKey.conferences': 2,
  'Award.aliases': 1,
  'Member.due': 5,
  'Member.aliases': 2,
  'Post.aliases': 1,
  'ConferenceAsOf.agenda': 15,
  'AwardProposal.history': 2,
  'Conference.history': 2,
  'Conference.renamedMembers': 2,
  'Deadline.items': 20,
  'Delegate.history': 2,
  'FactVersion.values': 3,
  'LeadershipTerm.history': 2,
  'Member.history': 2,
  'YearRule.history': 2,
  'Directive.history': 2,
  'KeyTask.history': 2,
  'Movement.history': 2,
  'Pact.history': 2,
  'PactArticle.history': 2,
  'PactTarget.history': 2,
  'ReportedFigure.flags': 1,
  'Resolution.history': 2,
  'Result.history': 2,
  'ResultReport.figures': 20,
  'FactVersion.texts': 2,
  'Delegate.posts': 2,
  'DelegateAsOf.posts': 2,
  'KeyTask.flags': 1,
  'Result.flags': 1,
  // What an administrator has chosen for one receiver, 100 at most.
  'Webhook.kinds': 5,
  'Webhook.conferences': 3,
  'Webhook.blocs': 3,
  // What waits for a second person, and what two people did to one poll.
  'Conference.pendingActs': 3,
  'EnteredCountsOfAct.votes': 4,
  'HandVoteOfAct.choices': 1,
  'Poll.confirmations': 2,
  // What a bloc's rules and documents say, and how a tie was decided.
  'Member.bars': 1,
  'Tie.options': 3,
  'TieDecision.winners': 2,
  'VotingRule.tieOrder': 3,
  'VotingRule.weights': 20,
  // A score table is agreed on once a year, after a few versions.
  'ScoreTable.versions': 3,
  'ScoreCriterion.grades': 4,
  'YearScores.members': 20,
  'ScoreCard.disqualifiedFor': 1,
  'ScoreEntry.figures': 2,
  // The law's catalogue.
  'Query.awards': 20,
  // A bloc is as large as those who can sit at one table; a pact has a signature for each.
  'Bloc.members': 20,
  'Conference.memberOrder': 20,
  'Conference.members': 20,
  'Conference.signingMembers': 20,
  'Member.memberships': 1,
  'SignatureBoard.slots': 20,
  'Pact.signatures': 20,
  // One year's posts.
  'BlocChange.inSession': 1,
  'Conference.leadership': 3,
  'LeadershipOfYear.terms': 3,
  'AppointLeadershipPayload.terms': 3,
  'AssignLeadershipPayload.terms': 3,
  // What one conference says and is told: a printed page.
  'Conference.agenda': 15,
  // What one screen shows, 12 at most; and who waits to speak.
  'Hall.polls': 2,
  'Conference.speakers': 5,
  // One of each kind.
  'Conference.adoptedPapers': 4,
  'Conference.delegations': 5,
  'Conference.directives': 5,
  'Conference.keyTasks': 8,
  'Conference.resolutions': 5,
  'Pact.articles': 10,
  'Pact.targets': 20,
  'Pact.versions': 3,
  'PactAsOf.slots': 20,
  'PactVersion.changes': 10,
  // One ballot paper, 100 options at most, and what one voter chose on it.
  'Poll.options': 4,
  'Tally.options': 4,
  'BallotLine.choices': 1,
  'BallotChange.former': 1,
  'BallotChange.choices': 1,
  'MyVote.choices': 1,
  // Twenty changes of a vote at most.
  'BallotLine.changes': 1,
  // Steps from consensus to hand-over.
  'AwardProposal.decisions': 3,
  // The fixed scale of a histogram.
  'LatencyReport.buckets': 16,
  // One entry for each thing of a file that was sent with the request.
  'ImportReport.entries': 200,
  // One for each row of a list that was sent with the request, 1,000 at most; and what is said of it.
  'DelegateSheetReport.rows': 100,
  'DelegateSheetReport.notes': 3,
  'DelegateSheetRow.changes': 3,
  'DelegateSheetRow.problems': 1,
  'ScoreSheetReport.rows': 200,
  'ScoreSheetReport.notes': 3,
  'ScoreSheetRow.changes': 2,
  'ScoreSheetRow.problems': 1,
};

/** Connections with larger pages than others, and those with another usual page: one line for each elector, and the log. */
const largest: Readonly<Record<string, number>> = {
  'Poll.roll': 500,
  'Poll.ballots': 500,
  'Poll.notVoted': 500,
  'Bloc.events': 500,
  'Conference.events': 500,
  // Each is read by some thirty statements.
  'Bloc.conferenceFiles': 20,
};
const usual: Readonly<Record<string, number>> = {
  'Bloc.conferenceFiles': 5,
  'Conference.delegates': 60,
  'ConferenceAsOf.delegates': 60,
  'Conference.presences': 60,
  'Bloc.events': 100,
  'Conference.events': 100,
};

type Field = GraphQLField<unknown, unknown>;

const schema = makeSchema();
const fields: readonly (readonly [name: string, field: Field])[] = Object.values(schema.getTypeMap())
  .filter((type) => !type.name.startsWith('__'))
  .filter((type) => isObjectType(type) || isInterfaceType(type))
  .flatMap((type) => Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const));

const isConnection = ({ type }: Field) => String(type).replace('!', '').endsWith('Connection');
/** The two fields that hold the items of a page. */
const isPage = (name: string) => /Connection\.(nodes|edges)$/.test(name);
const lists = fields.filter(([name, { type }]) => isListType(getNullableType(type)) && !isPage(name));
/** Lists with an item for each that is asked for. */
const sized = lists.filter(([, { extensions }]) => extensions.sizeOf !== undefined);
const unsized = lists.filter(([, { extensions }]) => extensions.sizeOf === undefined);
const connections = fields.filter(([, field]) => isConnection(field));

describe('every list of the schema', () => {
  it('is a connection or short by what it is, as the table says', () => {
    expect(sized.map(([name]) => name)).toEqual(['Query.nodes']);
    expect(unsized.map(([name]) => name).sort()).toEqual(Object.keys(short).sort());
  });

  it('tells the cost of documents how long it usually is', () => {
    expect(Object.fromEntries(unsized.map(([name, { extensions }]) => [name, extensions.listSize]))).toEqual(short);
  });

  it('has a size that is a whole number from 1 on', () => {
    expect(Object.values(short).filter((size) => !Number.isInteger(size) || size < 1)).toEqual([]);
  });
});

describe('every connection of the schema', () => {
  const argument = ({ args }: Field, name: string): GraphQLArgument | undefined =>
    args.find((each) => each.name === name);

  it('is read forwards and backwards, by arguments of which none must be given', () => {
    const asked = connections.map(([name, field]) => [
      name,
      ...['first', 'after', 'last', 'before'].map((each) => String(argument(field, each)?.type)),
      field.args.filter(({ defaultValue }) => defaultValue !== undefined && typeof defaultValue === 'number').length,
    ]);
    expect(asked).toEqual(connections.map(([name]) => [name, 'Int', 'String', 'Int', 'String', 0]));
  });

  it('has a largest and a usual page that it says in words and in numbers', () => {
    const said = connections.map(([name, field]) => [
      name,
      field.extensions.maxFirst,
      field.extensions.usualPage,
      /1 to (\d+); (\d+) where/.exec(argument(field, 'first')?.description ?? '')?.slice(1),
      /1 to (\d+)/.exec(argument(field, 'last')?.description ?? '')?.[1],
    ]);
    expect(said).toEqual(
      connections.map(([name]) => {
        const [most, few] = [largest[name] ?? 100, usual[name] ?? 20];
        return [name, most, few, [String(most), String(few)], String(most)];
      }),
    );
  });

  it('is not null save where a role may not read it, and neither are its parts and its items', () => {
    const types = new Set(connections.map(([, { type }]) => String(type).replace('!', '')));
    const nullable = connections.filter(([, { type }]) => !String(type).endsWith('!'));
    expect(nullable.filter(([, { extensions }]) => extensions.rule === undefined).map(([name]) => name)).toEqual([]);
    for (const name of types) {
      const type = schema.getType(name);
      const item = name.replace(/Connection$/, '');
      const parts = isObjectType(type)
        ? Object.values(type.getFields()).map((field) => [field.name, String(field.type)])
        : [];
      expect(Object.fromEntries(parts)).toEqual({
        edges: `[${item}Edge!]!`,
        nodes: `[${item}!]!`,
        pageInfo: 'PageInfo!',
        totalCount: 'Int!',
      });
    }
  });

  it('is the only kind of field that takes `first`', () => {
    const others = fields.filter(([, field]) => argument(field, 'first') && !isConnection(field)).map(([name]) => name);
    expect(others).toEqual([]);
    expect(connections.length).toBeGreaterThan(20);
  });
});

import { type GraphQLObjectType, getNamedType, isAbstractType, isCompositeType, isObjectType, parse } from 'graphql';
import { sharedTypes, staysLocal } from '../../src/graphql/cache/locality';
import { makeSchema } from '../../src/schema';

const schema = makeSchema();

/** Types of things that belong to one conference, or are made for one answer about it. */
const ofConferences = [
  'AgendaItem',
  'AgendaItemAsOf',
  'Attendance',
  'AwardDecision',
  'AwardProposal',
  'AwardProposalAsOf',
  'BallotChange',
  'BallotLine',
  'Conference',
  'ConferenceAsOf',
  'Delegate',
  'DelegateAsOf',
  'Delegation',
  'Directive',
  'EnteredCountsOfAct',
  'EnteredVotes',
  'FactVersion',
  'Hall',
  'HandVoteOfAct',
  'KeyTask',
  'LogEntry',
  'Movement',
  'OptionTally',
  'Pact',
  'PactArticle',
  'PactAsOf',
  'PactTarget',
  'PaperSignatureOfAct',
  'PendingAct',
  'Poll',
  'PollAsOf',
  'PollOption',
  'Presence',
  'RenamedMember',
  'Resolution',
  'Result',
  'ResultAsOf',
  'RollLine',
  'Signature',
  'SignatureAsOf',
  'SignatureBoard',
  'SignatureSlot',
  'SignatureSlotAsOf',
  'Speaker',
  'Tally',
  'Tie',
  'TieDecision',
];

/** What acts and subscriptions give, which no result is kept of. */
const ofAnswers = /(Payload|Receipt|Report|SheetRow|Change|Signatures|PollTally|Entry|Me)$/;

const holdsValues = (type: unknown): boolean =>
  !isObjectType(type) || Object.values(type.getFields()).every((field) => !isCompositeType(getNamedType(field.type)));
const isPlain = (type: GraphQLObjectType): boolean =>
  Object.values(type.getFields()).every(
    ({ type: inner }) => !isAbstractType(getNamedType(inner)) && holdsValues(getNamedType(inner)),
  );

const types = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType =>
    isObjectType(type) && !type.name.startsWith('__') && !/^(Query|Mutation|Subscription)$/.test(type.name),
);

describe('every type of the graph', () => {
  it('is known to belong to a conference, or to none, or holds values only', () => {
    const unknown = types
      .filter((type) => !isPlain(type))
      .map(({ name }) => name.replace(/(Connection|Edge)$/, ''))
      .filter((name) => !sharedTypes.has(name) && !ofConferences.includes(name) && !ofAnswers.test(name))
      // Abstract, so that a document with it is never local.
      .filter((name) => !isAbstractType(schema.getType(name)));
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('has a name that is still in the schema', () => {
    const gone = [...sharedTypes, ...ofConferences].filter((name) => !schema.getType(name));
    expect(gone).toEqual([]);
  });
});

describe('a document', () => {
  it.each([
    ['{ conference(slug: "x") { slug bloc { name { vi } } polls { nodes { tally { cast } } } } }', true],
    [
      '{ poll(id: "1") { tally { cast } roll { nodes { member { officialName { vi } } } } conference { slug } } }',
      true,
    ],
    ['{ bloc(slug: "x") { name { vi } } }', false],
    ['{ conference(slug: "x") { bloc { conferences { nodes { slug } } } } }', false],
    ['{ conference(slug: "x") { rehearsals { nodes { slug } } } }', false],
    ['{ conference(slug: "x") { slug } conferences { totalCount } }', false],
    ['{ node(id: "1") { id } }', false],
    ['{ poll(id: "1") { roll { nodes { member { proposals { nodes { state } } } } } } }', false],
  ])('stays within the conferences it names, or does not: %s', (text, expected) => {
    expect(staysLocal(schema, parse(text))).toBe(expected);
  });
});

import { type GraphQLObjectType, getNamedType, isAbstractType, isCompositeType, isObjectType, parse } from 'graphql';
import { sharedTypes, staysLocal } from '../../src/graphql/cache/locality';
import { makeSchema } from '../../src/schema';

const schema = makeSchema();

/** Types of things that belong to one conference, or are made for one answer about it. */
const ofConferences = [
  'AgendaItem',
  'Attendance',
  'AwardDecision',
  'AwardProposal',
  'BallotLine',
  'Conference',
  'Delegate',
  'Delegation',
  'Directive',
  'KeyTask',
  'LogEntry',
  'Movement',
  'Pact',
  'PactArticle',
  'PactTarget',
  'Poll',
  'PollOption',
  'Presence',
  'Resolution',
  'Result',
  'RollLine',
  'Signature',
  'SignatureBoard',
  'SignatureSlot',
  'Tally',
  'OptionTally',
];

/** What acts and subscriptions give, which no result is kept of. */
const ofAnswers = /(Payload|Report|Change|Signatures|PollTally|Entry|Me)$/;

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
      .filter((name) => !sharedTypes.has(name) && !ofConferences.includes(name) && !ofAnswers.test(name));
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

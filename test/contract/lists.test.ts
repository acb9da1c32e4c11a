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
  'Award.aliases': 1,
  'Member.aliases': 2,
  'Post.aliases': 1,
  'Delegate.posts': 2,
  'KeyTask.flags': 1,
  'Result.flags': 1,
  // The law's catalogue.
  'Query.awards': 20,
  // A bloc is as large as those who can sit at one table; a pact has a signature for each.
  'Bloc.members': 20,
  'Conference.members': 20,
  'Conference.signingMembers': 20,
  'Member.memberships': 1,
  'SignatureBoard.slots': 20,
  'Pact.signatures': 20,
  // One year's posts.
  'Conference.leadership': 3,
  'LeadershipOfYear.terms': 3,
  // What one conference says and is told: a printed page.
  'Conference.agenda': 15,
  'Conference.delegations': 5,
  'Conference.directives': 5,
  'Conference.keyTasks': 8,
  'Conference.resolutions': 5,
  'Pact.articles': 10,
  'Pact.targets': 20,
  // One ballot paper, 100 options at most, and what one voter chose on it.
  'Poll.options': 4,
  'Tally.options': 4,
  'BallotLine.choices': 1,
  // Steps from consensus to hand-over.
  'AwardProposal.decisions': 3,
  // The fixed scale of a histogram.
  'LatencyReport.buckets': 16,
  // One entry for each thing of a file that was sent with the request.
  'ImportReport.entries': 200,
};

/** Connections with larger pages than others, and those with another usual page: one line for each elector, and the log. */
const largest: Readonly<Record<string, number>> = { 'Poll.roll': 500, 'Poll.ballots': 500, 'Conference.events': 500 };
const usual: Readonly<Record<string, number>> = {
  'Conference.delegates': 60,
  'Conference.presences': 60,
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
const connections = fields.filter(([, field]) => isConnection(field));

describe('every list of the schema', () => {
  it('is a connection or short by what it is, as the table says', () => {
    expect(lists.map(([name]) => name).sort()).toEqual(Object.keys(short).sort());
  });

  it('tells the cost of documents how long it usually is', () => {
    expect(Object.fromEntries(lists.map(([name, { extensions }]) => [name, extensions.listSize]))).toEqual(short);
  });

  it('has a size that is a whole number from 1 on', () => {
    expect(Object.values(short).filter((size) => !Number.isInteger(size) || size < 1)).toEqual([]);
  });
});

describe('every connection of the schema', () => {
  const argument = ({ args }: Field, name: string): GraphQLArgument | undefined =>
    args.find((each) => each.name === name);

  it('is asked for by `first` and `after`, both of which may be null', () => {
    const asked = connections.map(([name, field]) => [
      name,
      `first: ${argument(field, 'first')?.type} = ${argument(field, 'first')?.defaultValue}`,
      `after: ${argument(field, 'after')?.type}`,
      field.args.some(({ name: other }) => ['last', 'before'].includes(other)),
    ]);
    expect(asked).toEqual(
      connections.map(([name]) => [name, `first: Int = ${usual[name] ?? 20}`, 'after: String', false]),
    );
  });

  it('has a largest page that it says in words and in numbers', () => {
    const said = connections.map(([name, field]) => [
      name,
      field.extensions.maxFirst,
      Number(/1 to (\d+)/.exec(argument(field, 'first')?.description ?? '')?.[1]),
    ]);
    expect(said).toEqual(connections.map(([name]) => [name, largest[name] ?? 100, largest[name] ?? 100]));
  });

  it('is not null, and neither are its parts and its items', () => {
    const types = new Set(connections.map(([, { type }]) => String(type).replace('!', '')));
    expect(connections.filter(([, { type }]) => !String(type).endsWith('!')).map(([name]) => name)).toEqual([]);
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

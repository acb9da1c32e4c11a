import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLArgument,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  parse,
} from 'graphql';
import { Account } from '../../src/auth/account';
import { authorityPage } from '../../src/cli/pages';
import { Refusal } from '../../src/errors/refusal';
import { authority, type Field, mayUse } from '../../src/graphql/authorize/authority';
import { publicViewer, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import type { Context } from '../../src/graphql/context';
import { makeSchema } from '../../src/schema';
import { aContext } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';

const schema = makeSchema();
let database: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
  hall = await aHall(database.db);
});
afterAll(() => database.drop());

/** The least value of a type that passes the schema; what it names does not exist. */
function something(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return something(type.ofType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(needed.map((field) => [field.name, something(field.type)]));
  }
  const samples: Record<string, unknown> = {
    ID: '00000000-0000-4000-8000-00000000dead',
    Int: 1,
    Boolean: true,
    Decimal: '1',
    LocalDate: '2026-01-01',
  };
  return samples[type.name] ?? 'text';
}

/** An operation that asks for one root field and no more than it must. */
function operationFor(root: GraphQLObjectType, name: string): { source: string; variables: Record<string, unknown> } {
  const field = root.getFields()[name]!;
  const needed = field.args.filter(isRequiredArgument);
  const declared = needed.map((argument: GraphQLArgument) => `$${argument.name}: ${argument.type}`).join(', ');
  const passed = needed.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
  return {
    source: `${root.name.toLowerCase()} ${declared && `(${declared})`} { ${name} ${passed && `(${passed})`} ${selection} }`,
    variables: Object.fromEntries(needed.map((argument) => [argument.name, something(argument.type)])),
  };
}

const fieldRules: Partial<Record<Field, string>> = {
  'Conference.accounts': 'accounts(first: 1) { totalCount }',
  'Conference.connected': 'connected { totalCount }',
  'Conference.latency': 'latency { samples }',
  'Conference.pendingActs': 'pendingActs { id }',
  'Conference.screens': 'screens { following }',
  'Bloc.officers': 'officers(first: 1) { totalCount }',
  'Bloc.conferenceFiles': 'conferenceFiles(first: 1) { totalCount }',
  'Bloc.handover': 'handover(year: 2026) { owed }',
  'Member.reports': 'reports(first: 1) { totalCount }',
} as Partial<Record<Field, string>>;

/** A selection of a field that is ruled, from a conference. */
function fromConference(field: Field, selection: string): string {
  if (field.startsWith('Member.')) return `bloc { members { ${selection} } }`;
  return field.startsWith('Bloc.') ? `bloc { ${selection} }` : selection;
}

/** Where a field that is ruled, as `gated`, stands below a conference. */
function placesOf(field: Field): readonly (readonly (string | number)[])[] {
  if (field.startsWith('Member.')) return hall.members.map((_, index) => ['bloc', 'members', index, 'gated']);
  return [field.startsWith('Bloc.') ? ['bloc', 'gated'] : ['gated']];
}

/** What a conference shows where it is null. */
function withoutGated(field: Field): object {
  if (field.startsWith('Member.')) return { bloc: { members: hall.members.map(() => ({ gated: null })) } };
  return field.startsWith('Bloc.') ? { bloc: { gated: null } } : { gated: null };
}

/** Fields of what only somebody who may read it reaches; they ask again. */
const inner: readonly Field[] = ['Account.sessions'];

/** What comes of a field of the observer's account, whoever reached it. */
async function ofAccount(name: string, contextValue: Context): Promise<ExecutionResult> {
  const account = await database.db.manager.findOneByOrFail(Account, { id: hall.observer.accountId as string });
  const { resolve } = (schema.getType('Account') as GraphQLObjectType).getFields()[name]!;
  try {
    await resolve?.(account, { first: 1 }, contextValue, {} as never);
    return {};
  } catch (originalError) {
    return { errors: [new GraphQLError(name, { originalError: originalError as Error })] };
  }
}

async function codesFor(field: Field, viewer: Viewer): Promise<string[]> {
  const contextValue: Context = aContext(database.db, viewer);

  const [type, name] = field.split('.') as [string, string];
  if (inner.includes(field)) return refusalsOf(field, await ofAccount(name, contextValue));
  const asked = fieldRules[field];
  const { source, variables } = asked
    ? { source: `{ conference(slug: "${hall.conference.slug}") { ${fromConference(field, asked)} } }`, variables: {} }
    : operationFor(schema.getType(type) as GraphQLObjectType, name);
  const args: ExecutionArgs = { schema, document: parse(source), variableValues: variables, contextValue };
  const result = (
    type === 'Subscription' ? await createSourceEventStream(args) : await execute(args)
  ) as ExecutionResult;
  return refusalsOf(field, result);
}

function refusalsOf(field: Field, { errors = [] }: ExecutionResult): string[] {
  return errors.flatMap(({ originalError: refusal }) =>
    // Finer rules of an act, such as which badges a chair may issue, name other facts; they have tests of their own.
    refusal instanceof Refusal && refusal.facts.field === field && Object.keys(refusal.facts).length === 1
      ? [refusal.code]
      : [],
  );
}

const viewers = (): [Role, Viewer][] => [
  [Role.ADMINISTRATOR, hall.administrator],
  [Role.CHAIR, hall.chair],
  [Role.SECRETARY, hall.secretary],
  [Role.DELEGATE, hall.delegates[0]!],
  [Role.OBSERVER, hall.observer],
  [Role.STAFF, { ...publicViewer, role: Role.STAFF }],
  [Role.APP, { ...publicViewer, role: Role.APP, scopes: [] }],
  [Role.PUBLIC, publicViewer],
];

describe('the table of rules', () => {
  it.each(Object.keys(authority) as Field[])('decides over %s for every role', async (field) => {
    // One poll is enough for the rules of its fields to be asked.
    await database.db.query(
      `insert into poll (id, conference_id, ordinal, subject, question, kind, max_choices, secrecy, live_tally, electorate, quorum_numerator,
         quorum_denominator, pass_numerator, pass_denominator, pass_strict, base, state)
       values (gen_random_uuid(), $1, 1, 'RESOLUTION', '{"vi":"?","en":null}', 'YES_NO_ABSTAIN', 1, 'NAMED', true, 'MEMBERS', 2, 3, 1, 2, true, 'ALL', 'DRAFT')
       on conflict do nothing`,
      [hall.conference.id],
    );
    for (const [role, viewer] of viewers()) {
      const codes = await codesFor(field, viewer);
      const refused = codes.filter((code) => code === 'FORBIDDEN' || code === 'UNAUTHENTICATED');
      const expected = mayUse(viewer, field) ? [] : [role === Role.PUBLIC ? 'UNAUTHENTICATED' : 'FORBIDDEN'];
      expect({ role, refused: [...new Set(refused)] }).toEqual({ role, refused: expected });
    }
  });

  it.each(['read', 'write', 'import'] as const)(
    'opens to an app with the scope %s what the table gives to it',
    async (scope) => {
      const app: Viewer = { ...publicViewer, role: Role.APP, scopes: [scope] };
      for (const field of Object.keys(authority) as Field[]) {
        const refused = (await codesFor(field, app)).filter((code) => code === 'FORBIDDEN');
        expect({ field, refused: refused.length > 0 }).toEqual({ field, refused: !mayUse(app, field) });
      }
    },
  );

  it('answers null with one error for a field a role may not read, and the rest of the thing whole', async () => {
    for (const field of Object.keys(fieldRules) as Field[]) {
      for (const [, viewer] of viewers().filter(([, each]) => !mayUse(each, field))) {
        const document = `{ conferences { nodes { slug ${fromConference(field, `gated: ${fieldRules[field]}`)} } } }`;
        const { data, errors } = await execute({
          schema,
          document: parse(document),
          contextValue: aContext(database.db, viewer),
        });
        const shown = { slug: hall.conference.slug, ...withoutGated(field) };
        expect(data).toEqual({ conferences: { nodes: [shown] } });
        const paths = placesOf(field).map((place) => ['conferences', 'nodes', 0, ...place]);
        expect(errors?.map((error) => error.path)).toEqual(paths);
      }
    }
    const gated = Object.keys(authority).filter((field) => !/^(Query|Mutation|Subscription)\./.test(field));
    expect([...Object.keys(fieldRules), ...inner].sort()).toEqual(gated.sort());
  });

  it('keeps client apps and the public from voting, signing and running a conference', () => {
    const app: Viewer = { ...publicViewer, role: Role.APP, scopes: ['read', 'write', 'import'] };
    for (const field of [
      ...(['castBallot', 'signPact', 'openPoll', 'closePoll', 'recordPollResult'] as const),
      ...(['openConference', 'issueApiKey'] as const),
    ]) {
      expect(mayUse(app, `Mutation.${field}`)).toBe(false);
      expect(mayUse(publicViewer, `Mutation.${field}`)).toBe(false);
    }
  });

  it('is the one printed in docs/authority.md', () => {
    expect(authorityPage()).toBe(readFileSync(join(__dirname, '..', '..', 'docs', 'authority.md'), 'utf8'));
  });
});

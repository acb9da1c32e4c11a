import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { authority, type Field, type Grant } from '../../src/graphql/authorize/authority';
import { BlocRole, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { aHall, at, type Hall } from '../support/hall';
import { argumentsOf, placesOf } from '../support/places';
import { Refusals } from '../support/refusals';
import { aServer, type TestServer } from '../support/server';
import { aStaff } from '../support/staff';

const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
const root = schema.getMutationType() as GraphQLObjectType;
const acts = Object.keys(root.getFields());
const places = placesOf(schema).filter(([, of]) => of === root);

let server: TestServer;
let hall: Hall;
let staff: ReadonlyMap<BlocRole, Viewer>;
const refusals = new Refusals(() => server);
beforeAll(async () => {
  // What is asked here is new each time, and reading it is charged to one address.
  server = await aServer({ ADDRESS_UNITS_PER_SECOND: '1000000', LOG_LEVEL: 'silent' });
  hall = await aHall(server.database.db);
  const roles = [BlocRole.OFFICER, BlocRole.LEADER_OFFICE, BlocRole.COUNCIL_OFFICE];
  staff = new Map(await Promise.all(roles.map(async (role) => [role, await aStaff(hall, role)] as const)));
});
afterEach(() => refusals.hangUp());
afterAll(() => server.close());

const nowhere = '00000000-0000-4000-8000-00000000abcd';
const samples = {
  textHash: 'a'.repeat(64),
  digest: 'a'.repeat(64),
  content: '{}',
  scanHash: 'a'.repeat(64),
  method: 'PAPER',
  year: 2026,
  issuer: 'https://id.example.vn/realms/tinh',
  url: 'https://example.org/entries',
  from: '2026-01-01',
  until: '2026-12-31',
  dueOn: '2026-04-15',
  receivedOn: '2026-01-02',
};
/** What some want beside the least that passes the schema. */
const beside: Readonly<Record<string, object>> = {
  askToSpeak: { delegateId: nowhere },
  checkIn: { delegateId: nowhere },
  checkOut: { delegateId: nowhere },
  issueBadge: { role: Role.OBSERVER },
};

/** The act on what does not exist, with the least that passes the schema. */
function ask(act: string, place: readonly string[] = []) {
  const field = root.getFields()[act]!;
  const { input, ...others } = argumentsOf(root, act, { place, given: nowhere, own: () => nowhere, samples });
  const variables = { ...others, ...(input ? { input: { ...input, ...beside[act] } } : {}) };
  const args = field.args.filter(({ name }) => name in variables);
  const declared = args.length ? `(${args.map(({ name, type }) => `$${name}: ${type}`).join(', ')})` : '';
  const passed = args.length ? `(${args.map(({ name }) => `${name}: $${name}`).join(', ')})` : '';
  if (!isObjectType(getNamedType(field.type))) throw new Error(`${act} has no payload`);
  return { query: `mutation ${declared} { ${act} ${passed} { __typename } }`, variables };
}

const rolesOf = (act: string): readonly Role[] => authority[`Mutation.${act}` as Field].roles;

function whoMay(act: string): Viewer {
  const roles = rolesOf(act);
  if (roles.includes(Role.ADMINISTRATOR)) return hall.administrator;
  if (roles.includes(Role.DELEGATE)) return at(hall.delegates, 0);
  const { atBloc = [] }: Grant = authority[`Mutation.${act}` as Field];
  return staff.get(at(atBloc, 0)) as Viewer;
}

const closedToPublic = acts.filter((act) => !rolesOf(act).includes(Role.PUBLIC));
/** Acts that name something, with the first place that does. */
const naming = acts.flatMap((act) => {
  const [, , , place] = places.find(([, , field]) => field === act) ?? [];
  return place ? [[act, place] as const] : [];
});

describe('an act', () => {
  it.each(closedToPublic)('is refused to who has not signed in alike by every transport: %s', async (act) => {
    expect(await refusals.byAll(ask(act), 'UNAUTHENTICATED')).toBe(200);
  });

  it.each(naming)('on what is not there is refused alike by every transport: %s', async (act, place) => {
    expect(await refusals.byAll(ask(act, place), 'NOT_FOUND', whoMay(act))).toBe(200);
  });

  it('is among those above, or names nothing and is open to all', () => {
    const left = acts.filter((act) => !closedToPublic.includes(act) && !naming.some(([named]) => named === act));
    expect(left).toEqual(['signIn']);
    expect(naming.length).toBeGreaterThan(70);
  });
});

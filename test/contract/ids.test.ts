import {
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql';
import { Badge } from '../../src/auth/badge';
import { issueBadge } from '../../src/auth/issue-badge';
import { barMember } from '../../src/award/bar-member';
import { Decision, DecisionStep } from '../../src/award/decision';
import { proposeAward } from '../../src/award/propose-award';
import { recordDecision } from '../../src/award/record-decision';
import { authority, type Field, type Grant } from '../../src/graphql/authorize/authority';
import { BlocRole, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { declareTargets } from '../../src/graphql/types/id-target';
import { askToSpeak } from '../../src/hall/ask-to-speak';
import { Indicator } from '../../src/indicator/indicator';
import { draftPact } from '../../src/pact/draft-pact';
import { makeSchema } from '../../src/schema';
import { createWebhook } from '../../src/webhooks/create-webhook';
import { voidPollOrAsk } from '../support/acts';
import { aDraftPoll } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aDeadline } from '../support/deadlines';
import { reportFacts } from '../support/facts';
import { aHall, at, aViewer, type Hall, opensYear } from '../support/hall';
import { argumentsOf, askRoot, type Place, type PlaceOfRoot, placesOf, type Slot } from '../support/places';
import { anOffice, type Office, report } from '../support/reports';
import { aResult } from '../support/result';
import { aStaff, hold } from '../support/staff';

const schema = makeSchema();
const asked = placesOf(schema).filter(([, root, field, place]) => targetOf(slotAt(root, field, place)));

/** An id of each kind: what belongs to the hall, and to another conference or bloc where the kind belongs to one. */
interface Known {
  readonly own: string;
  readonly foreign?: string;
}

let test: TestDatabase;
let hall: Hall;
/** Who holds each role at the bloc of the hall, as the officer of member 0. */
let staff: ReadonlyMap<BlocRole, Viewer>;
let known: Readonly<Record<string, Known>>;
/** Of another bloc: a poll of any conference of its bloc may be named by what is of the bloc. */
let pollElsewhere: string;
const ofBloc: ReadonlySet<string> = new Set(['freezeScoreTable']);

beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db);
  const memberId = at(hall.members, 0).id;
  staff = new Map([
    [BlocRole.OFFICER, await aStaff(hall, BlocRole.OFFICER, { memberId })],
    [BlocRole.LEADER_OFFICE, await aStaff(hall, BlocRole.LEADER_OFFICE)],
    [BlocRole.COUNCIL_OFFICE, await aStaff(hall, BlocRole.COUNCIL_OFFICE)],
  ]);
  const elsewhere = await aHall(test.db);
  known = await readKnown(elsewhere, await aSister());
  pollElsewhere = await aDraftPoll(elsewhere);
});
afterAll(() => test.drop());

/** Another conference of the same bloc. */
async function aSister(): Promise<Hall> {
  const sister = await aHall(test.db, { members: 0, guests: 1 });
  await test.db.query('update conference set bloc_id = $1 where id = $2', [hall.bloc.id, sister.conference.id]);
  return sister;
}

async function aProposal({ conference }: Hall, member: number): Promise<string> {
  const input = { awardCode: 'CO_TD_CHINH_PHU', memberId: at(hall.members, member).id };
  return (await proposeAward(test.db, hall.administrator, { conferenceId: conference.id, ...input })).subject;
}

/** That an open poll be set aside. */
async function aPendingAct(of: Hall): Promise<string> {
  const pollId = await aDraftPoll(of);
  await test.db.query(`update poll set state = 'OPEN' where id = $1`, [pollId]);
  const asked = { pollId, reason: 'Nhầm câu hỏi', idempotencyKey: null };
  return (await voidPollOrAsk(test.db, of.administrator, asked)).subject;
}

async function readKnown(elsewhere: Hall, sister: Hall): Promise<Readonly<Record<string, Known>>> {
  const { db } = test;
  await hold(elsewhere, staff.get(BlocRole.OFFICER) as Viewer, BlocRole.OFFICER, {
    memberId: at(elsewhere.members, 0).id,
  });
  await hold(elsewhere, staff.get(BlocRole.COUNCIL_OFFICE) as Viewer, BlocRole.COUNCIL_OFFICE);
  await hold(elsewhere, staff.get(BlocRole.LEADER_OFFICE) as Viewer, BlocRole.LEADER_OFFICE);
  const both = async (from: Hall, idOf: (hall: Hall) => unknown): Promise<Known> => ({
    own: (await idOf(hall)) as string,
    foreign: (await idOf(from)) as string,
  });
  for (const each of [hall, elsewhere]) await reportFacts(db, each, 1);
  const offices = new Map([
    [hall, await anOffice(hall)],
    [elsewhere, await anOffice(elsewhere)],
  ]);
  const proposal = { own: await aProposal(hall, 0), foreign: await aProposal(sister, 1) };
  await recordDecision(db, hall.administrator, { proposalId: proposal.own, step: DecisionStep.AGREED });
  const somebody = await aStaff(hall);
  const badge = { role: Role.ADMINISTRATOR, name: 'Ai đó', ttlMinutes: 10 };
  await issueBadge(db, hall.administrator, badge);
  const receiver = { url: 'https://example.org/entries', conferenceIds: [hall.conference.id] };
  const bar = {
    conferenceId: hall.conference.id,
    memberId: at(hall.members, 4).id,
    document: '1/KL',
    from: '2020-01-01',
  };
  const webhook = await createWebhook(db, hall.administrator, { httpsOnly: true }, receiver);
  const words = { title: { vi: 'Giao ước', en: null }, articles: [], targets: [], idempotencyKey: null };
  const pactOf = async ({ conference }: Hall) =>
    (await draftPact(db, hall.administrator, { ...words, conferenceId: conference.id } as never)).subject;
  return {
    Account: { own: somebody.accountId as string },
    AgendaItem: await both(sister, ({ agenda }) => at(agenda, 0).id),
    ApiKey: { own: (await aViewer(db, Role.APP, null, null, ['read'])).sessionId as string },
    AwardProposal: proposal,
    Badge: { own: (await db.manager.findOneByOrFail(Badge, {})).id },
    Bloc: await both(elsewhere, ({ bloc }) => bloc.id),
    Conference: await both(elsewhere, ({ conference }) => conference.id),
    AwardDecision: { own: (await db.manager.findOneByOrFail(Decision, {})).id },
    Delegate: await both(sister, ({ people }) => at(people, 0).id),
    HeldRole: { own: (await hold(hall, somebody, BlocRole.OFFICER)).id },
    Indicator: await both(
      elsewhere,
      async ({ bloc }) => (await db.manager.findOneByOrFail(Indicator, { blocId: bloc.id })).id,
    ),
    MemberBar: { own: (await barMember(db, hall.administrator, bar)).subject },
    Member: await both(elsewhere, ({ members }) => at(members, 0).id),
    PendingAct: await both(sister, aPendingAct),
    Node: { own: hall.bloc.id },
    Pact: await both(sister, pactOf),
    Poll: await both(sister, (of) => aDraftPoll(of)),
    Deadline: await both(elsewhere, async (of) => (await aDeadline(offices.get(of) as Office)).subject),
    ResultReport: await both(elsewhere, async (of) => (await report(offices.get(of) as Office, ['1'])).subject),
    Result: await both(sister, async (of) => (await aResult(of, { raw: '1,5' })).id),
    Speaker: { own: await aSpeaker(hall) },
    Session: { own: at(hall.delegates, 0).sessionId as string },
    Webhook: { own: webhook.receipt.subject },
  };
}

async function aSpeaker({ db, conference, delegates }: Hall): Promise<string> {
  return (await askToSpeak(db, at(delegates, 1), { conferenceId: conference.id })).subject;
}

/** Who may use the field, so that nothing but the id stands in the way. */
function viewerOf(field: Field): Viewer {
  const { roles, atBloc = [] }: Grant = authority[field];
  if (roles.some((role) => role === Role.ADMINISTRATOR)) return hall.administrator;
  if (roles.length) return at(hall.delegates, 0);
  return staff.get(at(atBloc, 0)) as Viewer;
}

function slotAt(root: GraphQLObjectType, field: string, place: Place): Slot {
  const [argument, ...inside] = place;
  let slot: Slot = root.getFields()[field]!.args.find(({ name }) => name === argument)!;
  for (const name of inside) {
    const input = getNamedType(slot.type);
    if (!isInputObjectType(input)) throw new Error(`${place.join('.')} goes through no input`);
    slot = input.getFields()[name]!;
  }
  return slot;
}

function targetOf(slot: Slot): string | undefined {
  return slot.extensions.idOf as string | undefined;
}

const samples = {
  year: opensYear,
  awardCode: 'CO_TD_CHINH_PHU',
  method: 'PAPER',
  textHash: 'a'.repeat(64),
  digest: 'a'.repeat(64),
  content: '{}',
  scanHash: 'a'.repeat(64),
  issuer: 'https://id.example.vn/realms/tinh',
  url: 'https://example.org/entries',
  from: '2020-01-01',
  until: '2020-12-31',
  dueOn: `${opensYear}-04-15`,
  receivedOn: `${opensYear}-01-02`,
};

/** What mutations want beside the least that passes the schema. */
const beside: Readonly<Record<string, (input: Record<string, any>) => object>> = {
  askToSpeak: ({ delegateId = known.Delegate?.own }) => ({ delegateId }),
  checkIn: ({ delegateId = known.Delegate?.own }) => ({ delegateId }),
  checkOut: ({ delegateId = known.Delegate?.own }) => ({ delegateId }),
  createPoll: toChoose,
  editPoll: toChoose,
  grantBlocRole: ({ memberId = known.Member?.own }) => ({ memberId }),
  issueBadge: ({ conferenceId = known.Conference?.own, delegateId }) => ({
    conferenceId,
    role: delegateId === undefined ? Role.OBSERVER : Role.DELEGATE,
  }),
  setDeadline: () => ({ period: 'Q1' }),
  replayWebhook: ({ conferenceId = known.Conference?.own, blocId }) => (blocId === undefined ? { conferenceId } : {}),
};

function toChoose({ options }: { options?: object[] }) {
  const other = { code: 'khac', label: { vi: 'Khác' } };
  return options ? { kind: 'CHOOSE', options: [...options, other] } : {};
}

type Values = Record<string, unknown>;

function valuesFor(root: GraphQLObjectType, field: string, place: Place, given: string): Values {
  const own = (slot: Slot) => known[targetOf(slot) as string]!.own;
  const values = argumentsOf(root, field, { place, given, own, samples });
  const input = values.input as Values | undefined;
  return input ? { input: { ...input, ...beside[field]?.(input) } } : values;
}

/** The same, with a list of two where one id was given. */
function valuesForTwo(root: GraphQLObjectType, field: string, place: Place, [one, other]: readonly [string, string]) {
  const values = valuesFor(root, field, place, one);
  const holder = place.slice(0, -1).reduce((within, name) => within[name] as Values, values);
  holder[place.at(-1) as string] = [one, other];
  return values;
}

/** Kinds that belong to one conference or bloc. */
const settled = [
  'AgendaItem',
  'AwardProposal',
  'Bloc',
  'Conference',
  'Deadline',
  'Delegate',
  'Indicator',
  'Member',
  'Pact',
  'Poll',
];

/** Whether the place and another that has to be filled beside it must be of one conference or bloc. */
function isBound([, root, field, place]: PlaceOfRoot): boolean {
  const others: (string | undefined)[] = [];
  const own = (slot: Slot) => {
    others.push(targetOf(slot));
    return '';
  };
  argumentsOf(root, field, { place, given: '', own });
  const isSettled = (kind: string | undefined) => settled.includes(kind ?? '');
  return isSettled(targetOf(slotAt(root, field, place))) && others.some(isSettled);
}

/** Everything in every table. */
async function contents(): Promise<object> {
  const tables = await test.db.query<{ name: string }[]>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const parts = tables.map(
    ({ name }) => `select '${name}' as name, md5(string_agg(t::text, '' order by t::text)) from "${name}" t`,
  );
  const rows = await test.db.query<{ name: string; md5: string }[]>(parts.join(' union all '));
  return Object.fromEntries(rows.map(({ name, md5 }) => [name, md5]));
}

/** Ids that name nothing of the kind, by what is wrong with them. */
function wrongFor(kind: string): readonly (readonly [string, string])[] {
  const isOf = (other: string) =>
    other === kind || (kind === 'Session' && other === 'ApiKey') || (kind === 'Node' && isNode(other));
  const ofOthers = Object.entries(known).filter(([other]) => other !== 'Node' && !isOf(other));
  return [
    ['malformed', 'khong-phai-id'],
    ['empty', ''],
    ['of nothing', '00000000-0000-4000-8000-00000000dead'],
    ...ofOthers.map(([other, { own }]) => [`of ${other}`, own] as const),
  ];
}

function isNode(name: string): boolean {
  const type = schema.getType(name);
  return isObjectType(type) && type.getInterfaces().some((each) => each.name === 'Node');
}

const nothing = { Query: [null], Mutation: ['NOT_FOUND'], Subscription: ['NOT_FOUND'] } as const;

/** What came of it: the codes of its errors, or else what it answered. */
async function outcome(root: GraphQLObjectType, field: string, values: Values) {
  const viewer = viewerOf(`${root.name}.${field}` as Field);
  const { data, errors } = await askRoot(schema, test.db, viewer, [root, field, values]);
  return errors.length ? errors.map(({ extensions }) => extensions?.code) : [data?.[field] ?? null].flat();
}

describe('an id', () => {
  it('is of a kind that this test has one of', () => {
    const kinds = asked.map(([, root, field, place]) => targetOf(slotAt(root, field, place)));
    expect(asked.length).toBeGreaterThan(70);
    expect(Object.keys(known).sort()).toEqual([...new Set(kinds)].sort());
  });

  it('is taken by root fields only', () => {
    const roots = ['Query', 'Mutation', 'Subscription'];
    const others = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && !roots.includes(type.name),
    );
    const taking = (others as GraphQLObjectType[]).flatMap((type) =>
      Object.values(type.getFields()).flatMap(({ args }) => args.filter(targetOf)),
    );
    expect(taking).toEqual([]);
  });

  it('of which nobody has said what it names stops the start', () => {
    const fresh = makeSchema();
    const slot = fresh.getMutationType()!.getFields().openPoll!.args[0]!;
    const { pollId } = (getNamedType(slot.type) as any).getFields();
    pollId.name = 'thingId';
    expect(() => declareTargets(fresh)).toThrow('thingId: say in');
  });

  it.each(asked)('that names nothing of its kind changes nothing: %s', async (_, root, field, place) => {
    const kind = targetOf(slotAt(root, field, place)) as string;
    const before = await contents();
    for (const [what, id] of wrongFor(kind)) {
      const values = valuesFor(root, field, place, id);
      expect([what, await outcome(root, field, values)]).toEqual([what, nothing[root.name as 'Query']]);
    }
    expect(await contents()).toEqual(before);
  });

  it.each(asked.filter(isBound))(
    'of another conference or bloc than the rest is the same: %s',
    async (_, root, field, place) => {
      const kind = targetOf(slotAt(root, field, place)) as string;
      const { foreign } = ofBloc.has(field) && kind === 'Poll' ? { foreign: pollElsewhere } : known[kind]!;
      const before = await contents();
      expect(await outcome(root, field, valuesFor(root, field, place, foreign as string))).toEqual(nothing.Mutation);
      expect(await contents()).toEqual(before);
    },
  );

  it.each(asked.filter(([, root, field, place]) => isListType(getNullableType(slotAt(root, field, place).type))))(
    'named twice in one list, once in capitals, is the same as named twice: %s',
    async (_, root, field, place) => {
      const { own } = known[targetOf(slotAt(root, field, place)) as string]!;
      const twice = await outcome(root, field, valuesForTwo(root, field, place, [own, own]));
      expect(await outcome(root, field, valuesForTwo(root, field, place, [own, own.toUpperCase()]))).toEqual(twice);
    },
  );
});

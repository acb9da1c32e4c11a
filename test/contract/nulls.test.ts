import {
  execute,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql';
import { authority, type Field } from '../../src/graphql/authorize/authority';
import { publicViewer, Role } from '../../src/graphql/authorize/viewer';
import { makeContext, serverItself } from '../../src/graphql/context';
import type * as acts from '../../src/log/act';
import { makeSchema } from '../../src/schema';

/** What the act of the mutation under way was about, as it is fingerprinted. */
let about: string | null = null;
jest.mock('../../src/log/act', () => {
  const real = jest.requireActual<typeof acts>('../../src/log/act');
  const act = (_db: unknown, _actor: unknown, ask: acts.ActRequest) => {
    about = real
      .retryOf({ accountId: 'someone' } as never, { ...ask, idempotencyKey: 'a key of the test' })!
      .fingerprint.toString('hex');
    throw new Error('no further');
  };
  return { ...real, act };
});

const schema = makeSchema();
const id = '00000000-0000-4000-8000-00000000abcd';
const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));

const texts: Readonly<Record<string, string>> = {
  textHash: 'a'.repeat(64),
  digest: 'a'.repeat(64),
  content: '{}',
  code: 'PHUONG_AN_1',
  url: 'https://example.org/entries',
  DateTimeISO: '2126-01-01T00:00:00.000Z',
  LocalDate: '2026-01-01',
  Decimal: '1.5',
  ID: id,
};
const numbers: Readonly<Record<string, number>> = { year: 2026 };
/** What a mutation refuses to do without, beside what its input requires. */
const needed: Readonly<Record<string, object>> = {
  recordPollResult: { method: 'PAPER' },
  replayWebhook: { conferenceId: id },
  recoverAccount: { delegateId: id },
};

/** A value of the type: of an input all required fields, and if asked for, those that hold inputs too. */
function valueFor(name: string, type: GraphQLInputType, nested: boolean): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [valueFor(name, nullable.ofType, nested)];
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
  if (isInputObjectType(nullable)) return inputOf(nullable, nested);
  if (nullable.name === 'Boolean') return true;
  if (nullable.name === 'Int' || nullable.name === 'Float') return numbers[name] ?? 5;
  return texts[name] ?? texts[nullable.name] ?? 'Một câu';
}

function inputOf(type: GraphQLInputObjectType, nested: boolean): Record<string, unknown> {
  const fields = Object.values(type.getFields()).filter(
    (field) => isNonNullType(field.type) || (nested && isInputObjectType(getNamedType(field.type))),
  );
  return Object.fromEntries(fields.map((field) => [field.name, valueFor(field.name, field.type, nested)]));
}

/** The same with null for each field that is left out, in inputs within inputs too. */
function withNulls(type: GraphQLInputType, value: unknown): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return (value as unknown[]).map((each) => withNulls(nullable.ofType, each));
  if (!isInputObjectType(nullable)) return value;
  const given = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.values(nullable.getFields()).map(({ name, type: inner }) => [
      name,
      name in given ? withNulls(inner, given[name]) : null,
    ]),
  );
}

/** The fingerprint of a mutation with this input; null when no act came of it. */
async function fingerprintOf(name: string, type: GraphQLInputType, input: unknown): Promise<string | null> {
  const row = { id, rehearsesId: null, slug: 'mot-hoi-nghi', nature: 'REHEARSAL', state: 'CLOSED' };
  const anything: unknown = new Proxy(() => anything, { get: (_, key) => (key === 'then' ? undefined : anything) });
  const manager = new Proxy({}, { get: () => async () => row });
  const contextValue = makeContext({
    ...{ db: { manager, reads: { manager } } as never, services: anything as never },
    ...{ requestId: 'test', caller: serverItself },
    viewer: { ...publicViewer, role: deskOf(name), accountId: id, conferenceId: id, delegateId: id },
  });
  about = null;
  const document = parse(`mutation ($input: ${type}) { ${name}(input: $input) { __typename } }`);
  await execute({ schema, document, contextValue, variableValues: { input } });
  return about;
}

/** A role that may use the mutation; staff where roles at a bloc alone open it. */
const deskOf = (name: string): Role => authority[`Mutation.${name}` as Field].roles[0] ?? Role.STAFF;

const mutations = Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ name, args }) => {
  const type = args.find((arg) => arg.name === 'input')?.type;
  const input = type && getNamedType(type);
  if (!type || !isInputObjectType(input)) return [];
  const optional = Object.values(input.getFields()).filter((field) => !isNonNullType(field.type));
  const nested = Object.values(input.getFields()).some((field) => isInputObjectType(getNamedType(field.type)));
  return optional.length > 1 || nested ? [[name, type] as const] : [];
});

/** What is fingerprinted of a file is its text alone, once it is read; whether it is a dry run is asked before any key. */
const byText = ['importConference', 'importDelegates', 'importScores'];

describe('an optional argument', () => {
  it('may be null wherever it has a default', () => {
    const refused = types.flatMap((type) => {
      const slots = isInputObjectType(type)
        ? Object.values(type.getFields())
        : isObjectType(type)
          ? Object.values(type.getFields()).flatMap((field) => field.args)
          : [];
      return slots
        .filter((slot) => slot.defaultValue !== undefined && isNonNullType(slot.type))
        .map((slot) => `${type.name} ${slot.name}`);
    });
    expect(refused).toEqual([]);
  });

  it.each(mutations.filter(([name]) => !byText.includes(name)))(
    'of %s is the same request as null and left out',
    async (name, type) => {
      for (const nested of [false, true]) {
        const input = { ...(valueFor('input', type, nested) as object), ...needed[name] };
        const leftOut = await fingerprintOf(name, type, input);
        expect(leftOut).not.toBeNull();
        expect(await fingerprintOf(name, type, withNulls(type, input))).toBe(leftOut);
      }
    },
  );
});

import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
  parse,
} from 'graphql';
import type { Database } from '../../src/database/database';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { formatError } from '../../src/graphql/format-error';
import { aContext } from './context';

/** Where an operation takes what names something: a path of an argument and of fields of its input. */
export type Place = readonly string[];

export type Slot = GraphQLArgument | GraphQLInputField;

/** A root field and a place of it, with a title. */
export type PlaceOfRoot = readonly [title: string, root: GraphQLObjectType, field: string, place: Place];

/** Every place in which a root field takes an id or a slug. */
export function placesOf(schema: GraphQLSchema): readonly PlaceOfRoot[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()] as GraphQLObjectType[];
  return roots.flatMap((root) =>
    Object.values(root.getFields()).flatMap((field) =>
      field.args
        .flatMap((arg) => placesIn(arg.name, arg.type))
        .map((place) => [`${root.name}.${field.name}(${place.join('.')})`, root, field.name, place] as const),
    ),
  );
}

function placesIn(name: string, type: GraphQLInputType): Place[] {
  const named = getNamedType(type);
  if (named.name === 'ID' || /slug$/i.test(name)) return [[name]];
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((field) =>
    placesIn(field.name, field.type).map((place) => [name, ...place]),
  );
}

/** What is put into a document: in one place what is asked about, and elsewhere the least that passes the schema. */
export interface Filling {
  readonly place: Place;
  readonly given: string;
  /** The id for any other place that has to be filled. */
  readonly own: (slot: Slot) => string;
  /** Values by the name of their slot, where any would not do. */
  readonly samples?: Readonly<Record<string, unknown>>;
}

/** A value for an argument or a field of an input. */
function fill(slot: Slot, filling: Filling, above: Place = []): unknown {
  const path = [...above, slot.name];
  const type = getNullableType(slot.type);
  const isOn = path.every((part, index) => part === filling.place[index]);
  const one = oneOf(slot, filling, path);
  return isListType(type) ? (isOn || isRequired(slot) ? [one] : []) : one;
}

function oneOf(slot: Slot, filling: Filling, path: Place): unknown {
  const type = getNamedType(slot.type);
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) =>
        isRequiredInputField(field) || [...path, field.name].every((part, index) => part === filling.place[index]),
    );
    return Object.fromEntries(fields.map((field) => [field.name, fill(field, filling, path)]));
  }
  if (path.join('.') === filling.place.join('.')) return filling.given;
  if (type.name === 'ID') return filling.own(slot);
  const sample = filling.samples?.[slot.name];
  if (sample !== undefined) return sample;
  if (isEnumType(type)) return type.getValues()[0]?.name;
  return { Int: 1, Boolean: true, Decimal: '1' }[type.name] ?? 'text';
}

const isRequired = (slot: Slot): boolean => isRequiredInputField(slot as GraphQLInputField);

/** The arguments of a root field for one filling. */
export function argumentsOf(root: GraphQLObjectType, name: string, filling: Filling): Record<string, unknown> {
  const { args } = root.getFields()[name]!;
  const needed = args.filter((arg) => isRequiredArgument(arg) || arg.name === filling.place[0]);
  return Object.fromEntries(needed.map((arg) => [arg.name, fill(arg, filling)]));
}

/** What a root field answers somebody; of a subscription, whether it refuses. */
export async function askRoot(
  schema: GraphQLSchema,
  db: Database,
  viewer: Viewer,
  [root, name, values]: readonly [GraphQLObjectType, string, Record<string, unknown>],
) {
  const field = root.getFields()[name]!;
  const args = field.args.filter((arg) => arg.name in values);
  const declared = args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
  const asked: ExecutionArgs = {
    schema,
    document: parse(`${root.name.toLowerCase()} (${declared}) { ${name} (${passed}) ${selection} }`),
    variableValues: values,
    contextValue: aContext(db, viewer),
  };
  const isStream = root === schema.getSubscriptionType();
  const result = (isStream ? await createSourceEventStream(asked) : await execute(asked)) as ExecutionResult;
  const errors = (result.errors ?? []).map((error) =>
    formatError(error, 'request', (fault) => {
      throw fault;
    }),
  );
  return { data: result.data ?? null, errors };
}

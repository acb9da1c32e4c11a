import {
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql';
import type { Budget } from './budget';
import type { Context } from './context';

type Resolve = GraphQLFieldResolver<unknown, Context>;

/** Items of a list that are given to an executor at once, before others get their turn. */
const sliceItems = 50;

/** Units an item of a list uses at once, about: those of its fields. */
const itemUnits = 4;

/** What a field's name, quotes and comma take in an answer, in bytes, about. */
const nameBytes = 12;

/**
 * Makes every field of the schema count in the budget of its execution: a unit for each call, one for each item of a
 * list, and the bytes of texts. One schema serves graphql-js and graphql-jit, since both call a field's resolver.
 * Root fields of mutations and subscriptions stay as they are, and so do payloads and receipts: an act must not fail
 * after its commit. What they read is counted by the loaders, and what is asked of it by its own fields.
 */
export function meterSchema(schema: GraphQLSchema): GraphQLSchema {
  const acts = Object.values(schema.getMutationType()?.getFields() ?? {});
  const payloads = acts.map((act) => getNamedType(act.type));
  const exempt = [schema.getMutationType(), schema.getSubscriptionType(), schema.getType('Receipt'), ...payloads];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__') || exempt.includes(type)) continue;
    for (const field of Object.values(type.getFields())) field.resolve = metered(field);
  }
  return schema;
}

function metered(field: GraphQLField<unknown, Context>): Resolve {
  const resolve = field.resolve ?? propertyOf(field.name);
  if (isListType(getNullableType(field.type))) return meteredList(resolve);
  if (isLeafType(getNamedType(field.type))) return meteredLeaf(resolve);
  return (source, args, context, info) => {
    const { budget } = context;
    if (!budget.take(1)) return budget.never;
    budget.pacer.note(1);
    return resolve(source, args, context, info);
  };
}

function meteredLeaf(resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    const { budget } = context;
    if (!budget.take(1)) return budget.never;
    budget.pacer.note(1);
    const value = resolve(source, args, context, info);
    return isPromise(value) ? value.then((text) => weighed(text, budget)) : weighed(value, budget);
  };
}

function weighed(value: unknown, budget: Budget): unknown {
  const bytes = typeof value === 'string' ? nameBytes + value.length : nameBytes;
  return budget.takeBytes(bytes) ? value : budget.never;
}

function meteredList(resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    const { budget } = context;
    if (!budget.take(1)) return budget.never;
    budget.pacer.note(1);
    const value = resolve(source, args, context, info);
    return isPromise(value) ? value.then((list) => delivered(list, budget)) : delivered(value, budget);
  };
}

/** A list as an executor gets it: counted, in a turn of the loop that has room, and in slices where it is long. */
function delivered(list: unknown, budget: Budget): unknown {
  if (!Array.isArray(list)) return list;
  if (!budget.take(list.length)) return budget.never;
  const turn = budget.pacer.turn(list.length * itemUnits);
  if (turn) return turn.then(() => (budget.isSpent ? budget.never : sliced(list, budget)));
  return sliced(list, budget);
}

function sliced(list: readonly unknown[], budget: Budget): unknown {
  if (!budget.slicesLists || list.length <= sliceItems) return list;
  return (async () => {
    const items: unknown[] = [];
    let turn: Promise<void> | null = null;
    for (const [index, item] of list.entries()) {
      if (index > 0 && index % sliceItems === 0) turn = after(turn, budget);
      items.push(turn ? turn.then(() => item) : item);
    }
    return items;
  })();
}

/** The turn that comes after another one. */
async function after(turn: Promise<void> | null, budget: Budget): Promise<void> {
  await turn;
  await new Promise(setImmediate);
  await (budget.isSpent ? budget.never : budget.pacer.turn(sliceItems * itemUnits));
}

/** What graphql-js does where a field has no resolver of its own. */
function propertyOf(name: string): Resolve {
  return (source, args, context, info) => {
    if (typeof source !== 'object' || source === null) return undefined;
    const value = (source as Record<string, unknown>)[name];
    return typeof value === 'function' ? value.call(source, args, context, info) : value;
  };
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

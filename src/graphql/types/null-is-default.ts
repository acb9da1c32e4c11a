import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql';

type Fill = (values: Record<string, unknown>) => void;

/** An argument, or a field of an input. */
interface Slot {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly defaultValue?: unknown;
}

/**
 * Makes null mean what leaving out means, for each argument and field of an input that has a default: many clients send
 * every field they know. Fields without a default inside are left alone.
 */
export function nullIsDefault(schema: GraphQLSchema): GraphQLSchema {
  const known = new Map<unknown, Fill | null>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const fill = fillOf(field.args, known);
      if (!fill) continue;
      for (const step of ['resolve', 'subscribe'] as const) {
        const next = field[step];
        if (!next) continue;
        field[step] = (source, args, context, info) => {
          fill(args);
          return next(source, args, context, info);
        };
      }
    }
  }
  return schema;
}

/** Puts defaults in the place of null; null where there is none among them. */
function fillOf(slots: readonly Slot[], known: Map<unknown, Fill | null>): Fill | null {
  const fills = slots.flatMap((slot) => slotFill(slot, known) ?? []);
  if (fills.length === 0) return null;
  return (values) => {
    for (const fill of fills) fill(values);
  };
}

function slotFill({ name, type, defaultValue }: Slot, known: Map<unknown, Fill | null>): Fill | null {
  const inner = insideOf(type, known);
  if (defaultValue === undefined && !inner) return null;
  return (values) => {
    const value = values[name];
    if (value === null && defaultValue !== undefined) values[name] = defaultValue;
    else if (inner) for (const each of [value].flat()) if (each) inner(each as Record<string, unknown>);
  };
}

/** What fills an input, or each of a list of them. */
function insideOf(type: GraphQLInputType, known: Map<unknown, Fill | null>): Fill | null {
  const nullable = getNullableType(type);
  const input = getNamedType(isListType(nullable) ? nullable.ofType : nullable);
  if (!isInputObjectType(input)) return null;
  let fill = known.get(input);
  if (fill === undefined) {
    // An input within itself is filled by the time it is met.
    known.set(input, (values) => known.get(input)?.(values));
    fill = fillOf(Object.values(input.getFields()), known);
    known.set(input, fill);
  }
  return fill;
}

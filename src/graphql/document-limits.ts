import {
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import type { Code } from '../errors/codes';

/** How much one document may ask for; the same on every transport. */
export interface DocumentLimits {
  /** Fields nested in each other. */
  readonly maxDepth: number;
  /** Lexical tokens of a document. */
  readonly maxTokens: number;
  /** Aliases in a document. */
  readonly maxAliases: number;
  /** Whether it may ask for the schema. */
  readonly introspection: boolean;
}

/** Fields of one document with all fragments written out. */
const maxSelections = 2_000;

/**
 * Pairs of fields of one response name in one selection set, in the whole document: the rule that looks for conflicts
 * compares each with each, and 240 times the same field hold the event loop for 200 ms.
 */
const maxPairs = 4_000;

function tooLarge(message: string, facts: object): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'DOCUMENT_TOO_LARGE' satisfies Code, facts } });
}

export function documentTooLarge(cost: number, maxCost: number): GraphQLError {
  return tooLarge(`Cost ${cost} is over the limit of ${maxCost}: ask for smaller pages or fewer fields.`, {
    cost,
    maxCost,
  });
}

interface Size {
  readonly depth: number;
  readonly fields: number;
  readonly pairs: number;
  /** How often each response name stands in this selection set, fragments written out. */
  readonly names: ReadonlyMap<string, number>;
}

const empty: Size = { depth: 0, fields: 0, pairs: 0, names: new Map() };

/** Why a document is too large to be validated, or null. Takes a time that grows with the text alone. */
export function checkSize(document: DocumentNode, limits: DocumentLimits): GraphQLError | null {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const known = new Map<string, Size>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION && node.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const { depth, fields, pairs } = measure(node.selectionSet, fragments, known);
    if (pairs > maxPairs) return tooLarge('The document repeats the same fields too often.', { maxPairs });
    // A fragment by itself asks for nothing; client tools have deep ones for the schema.
    if (node.kind === Kind.FRAGMENT_DEFINITION) continue;
    if (depth > limits.maxDepth)
      return tooLarge(`Depth ${depth} is over the limit of ${limits.maxDepth}.`, { maxDepth: limits.maxDepth });
    if (fields > maxSelections)
      return tooLarge(`The document asks for more than ${maxSelections} fields.`, { maxSelections });
  }
  return null;
}

/** Each fragment is measured once. */
function measure(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  known: Map<string, Size>,
): Size {
  let depth = 0;
  let fields = 0;
  let pairs = 0;
  const names = new Map<string, number>();
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const name = selection.alias?.value ?? selection.name.value;
      names.set(name, (names.get(name) ?? 0) + 1);
      // The schema about itself: graphql-js bounds its depth by a rule of its own, and client tools ask it deeply.
      if (selection.name.value.startsWith('__')) continue;
      const inner = selection.selectionSet ? measure(selection.selectionSet, fragments, known) : empty;
      depth = Math.max(depth, inner.depth + 1);
      fields += inner.fields + 1;
      pairs += inner.pairs;
    } else {
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT
          ? measure(selection.selectionSet, fragments, known)
          : measureFragment(selection.name.value, fragments, known);
      depth = Math.max(depth, inner.depth);
      fields += inner.fields;
      pairs += inner.pairs;
      for (const [name, count] of inner.names) names.set(name, (names.get(name) ?? 0) + count);
    }
    // Written out, fragments of fragments grow without bound: enough is enough.
    if (fields > maxSelections) break;
  }
  for (const count of names.values()) pairs += (count * (count - 1)) / 2;
  return { depth, fields, pairs, names };
}

function measureFragment(
  name: string,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  known: Map<string, Size>,
): Size {
  const before = known.get(name);
  const fragment = fragments.get(name);
  if (before || !fragment) return before ?? empty;
  // A cycle is refused by a rule of the specification; here it only must not run for ever.
  known.set(name, empty);
  const size = measure(fragment.selectionSet, fragments, known);
  known.set(name, size);
  return size;
}

/** Validation rules beside those of the specification. */
export function limitRules(limits: DocumentLimits): readonly ValidationRule[] {
  return [
    ...(limits.introspection ? [] : [NoSchemaIntrospectionCustomRule]),
    function OneMutationRule(context: ValidationContext): ASTVisitor {
      return {
        OperationDefinition(node) {
          if (node.operation !== 'mutation' || rootFields(node.selectionSet) <= 1) return;
          context.reportError(
            tooLarge('One mutation at a time: send each as a request of its own.', { maxMutations: 1 }),
          );
        },
      };
    },
    AxesRule,
    function AliasRule(context: ValidationContext): ASTVisitor {
      let aliases = 0;
      return {
        Field(node) {
          if (node.alias) aliases += 1;
          if (aliases === limits.maxAliases + 1) {
            context.reportError(tooLarge(`More than ${limits.maxAliases} aliases.`, { maxAliases: limits.maxAliases }));
          }
        },
      };
    },
  ];
}

/** What the hall saw and what was known at a time are never mixed in one document. */
function AxesRule(context: ValidationContext): ASTVisitor {
  const met = new Set<'asOf' | 'knownAt'>();
  return {
    Field: (node) => void (node.name.value === 'asOf' && met.add('asOf')),
    Argument: (node) => void (node.name.value === 'knownAt' && node.value.kind !== Kind.NULL && met.add('knownAt')),
    Document: {
      leave: () => {
        if (met.size < 2) return;
        const code: Code = 'AXES_MIXED';
        context.reportError(
          new GraphQLError('`asOf` and `knownAt` are two axes: ask in two documents.', { extensions: { code } }),
        );
      },
    },
  };
}

/** Root fields, whatever they hide behind: a spread counts as many. */
function rootFields(set: SelectionSetNode): number {
  return set.selections.reduce((sum, selection) => sum + (selection.kind === Kind.FIELD ? 1 : 2), 0);
}

import {
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getNullableType,
  isListType,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import type { Code } from '../errors/codes';

/** How much one document may ask for; the same on every transport. */
export interface Limits {
  /** Fields nested in each other. */
  readonly maxDepth: number;
  /** Points by `costOf`. */
  readonly maxCost: number;
  /** Lexical tokens of a document. */
  readonly maxTokens: number;
  /** Aliases in a document. */
  readonly maxAliases: number;
  /** Whether it may ask for the schema. */
  readonly introspection: boolean;
}

/** Fields of one document with all fragments written out. */
const maxSelections = 2_000;

/** How many items a list without a page size is taken to have. */
const listFactor = 5;

function tooLarge(message: string, facts: object): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'DOCUMENT_TOO_LARGE' satisfies Code, facts } });
}

/** Depth and number of fields of a selection set with its fragments written out; each fragment is measured once. */
function measure(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  known: Map<string, Size>,
): Size {
  let depth = 0;
  let fields = 0;
  for (const selection of set.selections) {
    let size: Size;
    if (selection.kind === Kind.FIELD && selection.name.value.startsWith('__')) {
      // The schema about itself: graphql-js bounds that by a rule of its own, and client tools ask it deeply.
      continue;
    }
    if (selection.kind === Kind.FIELD) {
      const inner = selection.selectionSet ? measure(selection.selectionSet, fragments, known) : empty;
      size = { depth: inner.depth + 1, fields: inner.fields + 1 };
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      size = measure(selection.selectionSet, fragments, known);
    } else {
      size = measureFragment(selection.name.value, fragments, known);
    }
    depth = Math.max(depth, size.depth);
    fields += size.fields;
  }
  return { depth, fields };
}

interface Size {
  readonly depth: number;
  readonly fields: number;
}
const empty: Size = { depth: 0, fields: 0 };

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

/** Validation rules that refuse documents over the limits; they run with those of the specification. */
export function limitRules(limits: Limits): readonly ValidationRule[] {
  return [
    ...(limits.introspection ? [] : [NoSchemaIntrospectionCustomRule]),
    function SizeRule(context: ValidationContext): ASTVisitor {
      const fragments = new Map<string, FragmentDefinitionNode>();
      for (const node of context.getDocument().definitions) {
        if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
      }
      return {
        OperationDefinition(node: OperationDefinitionNode) {
          const { depth, fields } = measure(node.selectionSet, fragments, new Map());
          if (depth > limits.maxDepth) {
            context.reportError(
              tooLarge(`Depth ${depth} is over the limit of ${limits.maxDepth}.`, { maxDepth: limits.maxDepth }),
            );
          }
          if (fields > maxSelections) {
            context.reportError(
              tooLarge(`The document asks for more than ${maxSelections} fields.`, { maxSelections }),
            );
          }
          if (node.operation === 'mutation' && rootFields(node.selectionSet) > 1) {
            context.reportError(
              tooLarge('One mutation at a time: send each as a request of its own.', { maxMutations: 1 }),
            );
          }
        },
      };
    },
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

/** Root fields, whatever they hide behind: a spread counts as many. */
function rootFields(set: SelectionSetNode): number {
  return set.selections.reduce((sum, selection) => sum + (selection.kind === Kind.FIELD ? 1 : 2), 0);
}

/**
 * One point a field; what is below a list counts five times, below a page as often as the page has items.
 * The two fields of a connection that hold its items do not multiply once more.
 */
const estimate: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
  if (type.name.startsWith('__') || field.name.startsWith('__')) return 0;
  if (typeof args.first === 'number') return 1 + Math.max(1, args.first) * childComplexity;
  const isPage = type.name.endsWith('Connection');
  const isList = isListType(getNullableType(field.type));
  return 1 + (isList && !isPage ? listFactor : 1) * childComplexity;
};

/** Why an operation costs more than it may, or null. Variables count, so it is asked for each request. */
export function costError(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Record<string, unknown> | null | undefined,
  limits: Limits,
): GraphQLError | null {
  const cost = getComplexity({
    schema,
    query: document,
    variables: variables ?? {},
    ...(operationName ? { operationName } : {}),
    estimators: [estimate],
  });
  if (cost <= limits.maxCost) return null;
  return tooLarge(`Cost ${cost} is over the limit of ${limits.maxCost}: ask for smaller pages or fewer fields.`, {
    cost,
    maxCost: limits.maxCost,
  });
}

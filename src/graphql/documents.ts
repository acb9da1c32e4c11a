import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { type CacheScope, cacheScopeOf } from './cache/scope';
import { checkSize, type DocumentLimits, limitRules } from './document-limits';
import { Operation } from './operation';

/** What a text is: a document that may run, or why not. */
export type ReadDocument = ValidDocument | { readonly errors: readonly GraphQLError[] };

/** Texts kept parsed and validated, and their characters together: what was parsed takes some hundred times their bytes. */
const keptTexts = 1_000;
const keptCharacters = 1_000_000;

/** Faults of a document that are told; a document of a thousand unknown words needs no thousand answers. */
const toldErrors = 5;

/** A document that fits the schema and the limits, with what is known of it; each part is found out once. */
class ValidDocument {
  private readonly operations = new Map<string, Operation>();
  private scope: CacheScope | null = null;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
    private readonly id: number,
  ) {}

  /** The operation of this name, or the only one; null where the name does not pick one. */
  operation(name: string | null): Operation | null {
    const node = getOperationAST(this.document, name);
    if (!node) return null;
    const key = node.name?.value ?? '';
    let operation = this.operations.get(key);
    if (!operation) {
      this.scope ??= cacheScopeOf(this.schema, this.document);
      operation = new Operation(this.schema, this.document, node, `${this.id} ${key}`, this.scope);
      this.operations.set(key, operation);
    }
    return operation;
  }
}

/**
 * Parses and validates documents, once each. The same text gives the same document on every transport, so that equal
 * operations can be told by it.
 */
export class Documents {
  private readonly kept = new LRUCache<string, ReadDocument>({
    max: keptTexts,
    maxSize: keptCharacters,
    sizeCalculation: (_, text) => Math.max(1, text.length),
  });
  private readonly rules;
  private lastId = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: DocumentLimits,
  ) {
    this.rules = [...specifiedRules, ...limitRules(limits)];
  }

  /** Texts that are kept. */
  get size(): number {
    return this.kept.size;
  }

  /** What is known of a text that was read before. */
  known(text: string): ReadDocument | undefined {
    return this.kept.get(text);
  }

  read(text: string): ReadDocument {
    let read = this.kept.get(text);
    if (!read) {
      read = this.parse(text);
      this.kept.set(text, read);
    }
    return read;
  }

  private parse(text: string): ReadDocument {
    let document: DocumentNode;
    try {
      document = parse(text, { maxTokens: this.limits.maxTokens });
    } catch (error) {
      return { errors: [asUnparsed(error)] };
    }
    // Before the rules of the specification, some of which take a time that grows with the square of what is asked.
    const tooLarge = checkSize(document, this.limits);
    if (tooLarge) return { errors: [tooLarge] };
    const errors = validate(this.schema, document, this.rules, {
      maxErrors: toldErrors,
      hideSuggestions: !this.limits.introspection,
    });
    if (errors.length > 0) return { errors: errors.slice(0, toldErrors).map(asInvalid) };
    this.lastId += 1;
    return new ValidDocument(this.schema, document, this.lastId);
  }
}

function asUnparsed(error: unknown): GraphQLError {
  const { message, source, positions } =
    error instanceof GraphQLError ? error : new GraphQLError('The document cannot be parsed.');
  return new GraphQLError(message, { source, positions, extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
}

function asInvalid(error: GraphQLError): GraphQLError {
  if (error.extensions.code) return error;
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });
}

import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, specifiedRules, validate } from 'graphql';
import { type Limits, limitRules } from './document-limits';

/** What a text is: a document that may run, or why not. */
export type Read = Sound | { readonly errors: readonly GraphQLError[] };

interface Sound {
  readonly document: DocumentNode;
  /** Tells the document from every other one of this process. */
  readonly id: number;
}

/** Texts kept parsed and validated, and their characters together: what was parsed takes some hundred times their bytes. */
const keptTexts = 1_000;
const keptCharacters = 1_000_000;

/**
 * Parses and validates documents, once each. The same text gives the same document on every transport, so that equal
 * operations can be told by it.
 */
export class Documents {
  private readonly known = new Map<string, Read>();
  private readonly rules;
  private characters = 0;
  private lastId = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: Limits,
  ) {
    this.rules = [...specifiedRules, ...limitRules(limits)];
  }

  /** Texts that are kept. */
  get size(): number {
    return this.known.size;
  }

  read(text: string): Read {
    const before = this.known.get(text);
    if (before) {
      // Used again: moved to the end, so that the oldest unused goes first.
      this.known.delete(text);
      this.known.set(text, before);
      return before;
    }
    const read = this.parse(text);
    this.keep(text, read);
    return read;
  }

  private keep(text: string, read: Read): void {
    this.known.set(text, read);
    this.characters += text.length;
    for (const oldest of this.known.keys()) {
      if (this.known.size <= keptTexts && this.characters <= keptCharacters) break;
      this.known.delete(oldest);
      this.characters -= oldest.length;
    }
  }

  private parse(text: string): Read {
    try {
      const document = parse(text, { maxTokens: this.limits.maxTokens });
      const errors = validate(this.schema, document, this.rules, {
        maxErrors: 5,
        hideSuggestions: !this.limits.introspection,
      });
      if (errors.length) return { errors: errors.map(asInvalid) };
      this.lastId += 1;
      return { document, id: this.lastId };
    } catch (error) {
      const message = error instanceof GraphQLError ? error.message : 'The document cannot be parsed.';
      const { source, positions } = error instanceof GraphQLError ? error : {};
      return {
        errors: [new GraphQLError(message, { source, positions, extensions: { code: 'GRAPHQL_PARSE_FAILED' } })],
      };
    }
  }
}

function asInvalid(error: GraphQLError): GraphQLError {
  if (error.extensions.code) return error;
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });
}

import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { type Coding, codings } from './compression';

/** Types an answer can have, the usual one first; the words are Apollo Server's. */
export const jsonTypes = [
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8',
] as const;
const stream = 'text/event-stream';

/** Headers remembered; real clients send a handful. */
const kept = 100;

/** In the words of Apollo Server. */
export function notAcceptable(): GraphQLError {
  const message = `An 'accept' header was provided for this request which does not accept ${jsonTypes.join(' or ')}`;
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
}

interface Choice {
  /** Null where neither type is wanted. */
  readonly type: string | null;
  readonly stream: boolean;
}

/** Tells in which type and coding somebody wants an answer; in which type as Apollo Server does. */
export class ContentNegotiation {
  private readonly known = new LRUCache<string, Choice>({ max: kept });
  private readonly knownCodings = new LRUCache<string, { readonly coding: Coding | null }>({ max: kept });

  /** What an `Accept` header wants. */
  choose(accept: string | undefined): Choice {
    if (!accept) return { type: jsonTypes[0], stream: false };
    let choice = this.known.get(accept);
    if (!choice) {
      const negotiator = new Negotiator({ headers: { accept } });
      choice = {
        type: negotiator.mediaType([...jsonTypes]) ?? null,
        stream: negotiator.mediaType([...jsonTypes, stream]) === stream,
      };
      this.known.set(accept, choice);
    }
    return choice;
  }

  /** What an `Accept-Encoding` header wants a long answer in; null for as it is. */
  coding(header: string | string[] | undefined): Coding | null {
    if (header === undefined) return null;
    const accepted = String(header);
    let known = this.knownCodings.get(accepted);
    if (!known) {
      const negotiator = new Negotiator({ headers: { 'accept-encoding': accepted } });
      const taken = negotiator.encodings([...codings, 'identity']);
      known = { coding: taken[0] === 'identity' ? null : (codings.find((each) => taken.includes(each)) ?? null) };
      this.knownCodings.set(accepted, known);
    }
    return known.coding;
  }
}

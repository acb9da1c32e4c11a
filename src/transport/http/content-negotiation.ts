import Negotiator from 'negotiator';

/** Types an answer can have, the usual one first; the words are Apollo Server's. */
const types = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'];
const stream = 'text/event-stream';

/** Headers remembered; real clients send a handful. */
const kept = 100;

interface Choice {
  /** Null where neither type is wanted. */
  readonly type: string | null;
  readonly stream: boolean;
}

/** Tells in which type somebody wants an answer, as Apollo Server does. */
export class ContentNegotiation {
  private readonly known = new Map<string, Choice>();

  /** Null where neither type of JSON is wanted. */
  typeFor(accept: string | undefined): string | null {
    return this.choiceFor(accept).type;
  }

  /** Whether an event stream is wanted rather than JSON. */
  wantsStream(accept: string | undefined): boolean {
    return this.choiceFor(accept).stream;
  }

  private choiceFor(accept: string | undefined): Choice {
    if (!accept) return { type: types[0] as string, stream: false };
    let choice = this.known.get(accept);
    if (!choice) {
      const negotiator = new Negotiator({ headers: { accept } });
      choice = {
        type: negotiator.mediaType(types) ?? null,
        stream: negotiator.mediaType([...types, stream]) === stream,
      };
      if (this.known.size < kept) this.known.set(accept, choice);
    }
    return choice;
  }
}

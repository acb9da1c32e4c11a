import type { DataByKind } from './data-by-kind';

/** An entry of a log where all of it is asked for. */
export interface Entry {
  readonly sequence: number;
  readonly kind: string;
  /** UTC, RFC 3339. */
  readonly at: string;
  /** Canonical JSON (docs/events.md); `bodyOf` reads it. */
  readonly body: string;
  /** SHA-256 of a zero byte and the bytes of the body, in hex. */
  readonly digest: string;
}

export type Kind = keyof DataByKind;

/** The body of an entry. */
export interface Body<Of extends string = string> {
  readonly v: 1;
  /** Id of the conference or bloc. */
  readonly stream: string;
  readonly sequence: number;
  readonly at: string;
  readonly kind: Of;
  /** Id of what it happened to. */
  readonly subject: string;
  /** Id null for the operator at the command line. */
  readonly actor: { readonly id: string | null; readonly name: string; readonly role: string };
  /** Of a kind that is not known here: look before you use it. */
  readonly data: Of extends Kind ? DataByKind[Of] : Readonly<Record<string, unknown>>;
}

/** Reads the body of an entry. @throws SyntaxError for what is no JSON */
export function bodyOf({ body }: Pick<Entry, 'body'>): Body {
  return JSON.parse(body) as Body;
}

/** Whether a body is of a kind; what its `data` holds is known then. */
export function isKind<Of extends Kind>(body: Body, kind: Of): body is Body<Of> {
  return body.kind === kind;
}

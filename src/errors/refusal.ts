import { type Code, codes } from './codes';

/** What a caller may know beside the code: plain values only. */
export type Facts = Readonly<Record<string, unknown>>;

/** A "no" that is the caller's to see. Anything else that is thrown is a fault and shows as INTERNAL. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: Code,
    readonly facts: Facts = {},
  ) {
    super(codes[code].en);
  }
}

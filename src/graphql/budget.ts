import { Refusal } from '../errors/refusal';
import type { Pacer } from './pacer';

/** What one execution may use. */
export interface Allowance {
  /** Units: one for each resolver called, each item of a list, and each row handed out by a loader. */
  readonly units: number;
  /** Bytes of the answer, about: texts and names of fields. */
  readonly bytes: number;
}

/** For what the server itself asks. */
export const unlimited: Allowance = { units: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };

/**
 * Counts what one execution uses and ends it when that is more than it may.
 *
 * Nothing inside an executor can stop resolvers that are already started. Once the budget is spent every further entry
 * (metering, loaders) returns `never`, a promise that does not settle, so that what is still running costs next to
 * nothing; whoever started the execution races it against `exceeded`. Of an act the answer must hold the receipt: there
 * `never` is rejected with the refusal, and the execution comes to its end.
 */
export class Budget {
  units = 0;
  bytes = 0;
  /** Set once, when more was used than allowed. */
  isSpent = false;
  /** What every further entry gets. One for all, so that a spent execution allocates nothing. */
  get never(): Promise<never> {
    this.ended ??= new Promise(() => undefined);
    return this.ended;
  }
  private ended: Promise<never> | null = null;
  private resolveExceeded: ((refusal: Refusal) => void) | null = null;

  constructor(
    readonly allowed: Allowance,
    /** Lets the event loop turn between slices of work. */
    readonly pacer: Pacer,
    /** Whether long lists are given to the executor in slices: compiled queries take whole lists only. */
    public slicesLists = true,
    /** Whether it is of an act, for what is read back after the commit. */
    private readonly isOfAct = false,
  ) {}

  /** Whether there is anything to race against. */
  get isLimited(): boolean {
    return this.allowed !== unlimited && !this.isOfAct;
  }

  /** Resolves with the refusal when the budget is spent. Asked for once, before the execution begins. */
  exceeded(): Promise<Refusal> {
    return new Promise((resolve) => {
      this.resolveExceeded = resolve;
    });
  }

  /** What was used before the execution whose result counts, such as by a compiled one that met an error. */
  private discarded = 0;

  /** What was used so far is not of the result. */
  discard(): void {
    this.discarded = this.units;
  }

  /** Units of the result. */
  get usedForResult(): number {
    return this.units - this.discarded;
  }

  /** Takes units; false when there are not enough left, now or before. */
  take(units: number): boolean {
    if (this.isSpent) return false;
    this.units += units;
    if (this.units <= this.allowed.units) return true;
    this.spend();
    return false;
  }

  /** Takes bytes of the answer; false when there are not enough left, now or before. */
  takeBytes(bytes: number): boolean {
    if (this.isSpent) return false;
    this.bytes += bytes;
    if (this.bytes <= this.allowed.bytes) return true;
    this.spend();
    return false;
  }

  private spend(): void {
    this.isSpent = true;
    const { units, bytes } = this.allowed;
    const refusal = new Refusal('OVER_BUDGET', {
      used: { units: this.units, bytes: this.bytes },
      allowed: { units, bytes },
      cure: 'Ask for less at once: smaller pages, fewer nested lists, one poll or member at a time.',
    });
    this.resolveExceeded?.(refusal);
    if (!this.isOfAct) return;
    this.ended = Promise.reject(refusal);
    // Nobody may be waiting for it.
    this.ended.catch(() => undefined);
  }
}

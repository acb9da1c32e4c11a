import type { Delegate } from './delegate';

/**
 * Whether the paper by which a delegate stands in has begun and not run out; true of who needs none. Asked by fields that
 * say what a delegate may do; acts ask the same of the clock of the database.
 */
export function paperHolds({ proxyFrom, proxyUntil }: Pick<Delegate, 'proxyFrom' | 'proxyUntil'>, at: Date): boolean {
  return (proxyFrom === null || proxyFrom <= at) && (proxyUntil === null || proxyUntil > at);
}

/** The same as SQL, of the row `d` of delegate. @param at the moment, as an expression */
export const paperHoldsSql = (at: string): string =>
  `(d.proxy_from is null or d.proxy_from <= ${at}) and (d.proxy_until is null or d.proxy_until > ${at})`;

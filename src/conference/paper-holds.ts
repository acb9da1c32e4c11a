import type { Delegate } from './delegate';

/**
 * Whether the paper by which a delegate stands in has begun and not run out; true of who needs none. Asked by acts and by
 * fields that say what a delegate may do, so that the two never differ.
 */
export function paperHolds({ proxyFrom, proxyUntil }: Pick<Delegate, 'proxyFrom' | 'proxyUntil'>, at: Date): boolean {
  return (proxyFrom === null || proxyFrom <= at) && (proxyUntil === null || proxyUntil > at);
}

/** The same as SQL, of the row `d` of delegate. @param at the moment, as an expression */
export const paperHoldsSql = (at: string): string =>
  `(d.proxy_from is null or d.proxy_from <= ${at}) and (d.proxy_until is null or d.proxy_until > ${at})`;

/** How long clients should wait before they connect again, at random in between; `connection_ack` brings it. */
export interface ReconnectHint {
  readonly minMs: number;
  readonly maxMs: number;
}

export const usualHint: ReconnectHint = { minMs: 100, maxMs: 3_000 };

/** Waits grow with each try up to this. */
const longestMs = 10_000;

/** Milliseconds to wait before the given try (0 is the first): at random within the hint, then wider each time. */
export function waitMs(tries: number, { minMs, maxMs }: ReconnectHint, random = Math.random()): number {
  const widest = Math.min(longestMs, maxMs * 2 ** Math.min(tries, 10));
  return minMs + random * Math.max(0, widest - minMs);
}

/** The hint in the payload of `connection_ack`, or the usual one. */
export function hintOf(payload: unknown): ReconnectHint {
  const hint = (payload as { reconnect?: Partial<ReconnectHint> } | undefined)?.reconnect;
  const { minMs, maxMs } = hint ?? {};
  return typeof minMs === 'number' && typeof maxMs === 'number' && minMs >= 0 && maxMs >= minMs
    ? { minMs, maxMs }
    : usualHint;
}

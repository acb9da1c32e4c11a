import { useEffect } from 'react';

/** How often it is asked, in milliseconds. */
const everyMs = 5_000;

/** Asks a query of urql again and again while `wanted`; what is shown stays until the answer. */
export function useAgain(ask: (options: { readonly requestPolicy: 'network-only' }) => void, wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), everyMs);
    return () => clearInterval(timer);
  }, [ask, wanted]);
}

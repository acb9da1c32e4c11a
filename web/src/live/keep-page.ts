/**
 * Has the browser keep this page, so that it opens when the network is away (`src/worker.ts`). Only over https, as
 * browsers have it; without it a reload waits for the network, and what was to be sent still waits in the store.
 */
export function keepPage(): void {
  void navigator.serviceWorker?.register('/worker.js', { scope: '/live' }).catch(() => undefined);
}

import type { Loader } from './loader';

type AnyLoader = Pick<Loader<never, unknown>, 'untouchedBy'>;

/**
 * What loaders have read for one live group, kept from one execution to the next for as long as nothing in the log says
 * that it may have changed. Most changes are ballots and signatures, and those leave nearly all of a document as it was.
 */
export class RowCache {
  private readonly rows = new Map<AnyLoader, Map<unknown, Promise<unknown>>>();

  /** What is kept for a loader, by key, to be filled by whoever reads; null where nothing may be kept. */
  of(loader: AnyLoader): Map<unknown, Promise<unknown>> | null {
    if (!loader.untouchedBy?.length) return null;
    let rows = this.rows.get(loader);
    if (!rows) {
      rows = new Map();
      this.rows.set(loader, rows);
    }
    return rows;
  }

  /** Entries of these kinds have been written: drops whatever they may have changed. */
  touch(kinds: readonly string[]): void {
    for (const loader of this.rows.keys()) {
      if (!kinds.every((kind) => loader.untouchedBy?.includes(kind))) this.rows.delete(loader);
    }
  }
}

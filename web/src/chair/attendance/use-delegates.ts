import { useEffect, useState } from 'react';
import { useConnection } from '../../connection/use-connection';
import { DeskDelegatesDocument, type DeskDelegatesQuery } from './delegates.documents';

export type DeskDelegate = NonNullable<DeskDelegatesQuery['conference']>['delegates']['nodes'][number];

/**
 * Everybody on the list of delegates, read again whenever `version` changes; null until the first reading is complete.
 * The last list stays while the network is away.
 */
export function useDelegates(slug: string, version: unknown): readonly DeskDelegate[] | null {
  const { client } = useConnection();
  const [delegates, setDelegates] = useState<readonly DeskDelegate[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is what asks for a new reading
  useEffect(() => {
    let wanted = true;
    const read = async () => {
      const all: DeskDelegate[] = [];
      let after: string | null = null;
      do {
        const answer: { data?: DeskDelegatesQuery | undefined } = await client
          .query(DeskDelegatesDocument, { slug, after }, { requestPolicy: 'network-only' })
          .toPromise();
        const page = answer.data?.conference?.delegates;
        if (!page || !wanted) return;
        all.push(...page.nodes);
        after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
      } while (after);
      setDelegates(all);
    };
    void read();
    return () => {
      wanted = false;
    };
  }, [client, slug, version]);
  return delegates;
}

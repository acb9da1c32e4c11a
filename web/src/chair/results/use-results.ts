import { useEffect, useState } from 'react';
import { useConnection } from '../../connection/use-connection';
import { DeskResultsDocument, type DeskResultsQuery } from './results.documents';

export type DeskResult = NonNullable<DeskResultsQuery['conference']>['results']['nodes'][number];

/**
 * Everything that was reported at a conference, read again whenever `version` changes; null until the first reading is
 * complete. The last list stays while the network is away.
 */
export function useResults(slug: string, version: unknown): readonly DeskResult[] | null {
  const { client } = useConnection();
  const [results, setResults] = useState<readonly DeskResult[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is what asks for a new reading
  useEffect(() => {
    let wanted = true;
    const read = async () => {
      const all: DeskResult[] = [];
      let after: string | null = null;
      do {
        const answer: { data?: DeskResultsQuery | undefined } = await client
          .query(DeskResultsDocument, { slug, after }, { requestPolicy: 'network-only' })
          .toPromise();
        const page = answer.data?.conference?.results;
        if (!page || !wanted) return;
        all.push(...page.nodes);
        after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
      } while (after);
      setResults(all);
    };
    void read();
    return () => {
      wanted = false;
    };
  }, [client, slug, version]);
  return results;
}

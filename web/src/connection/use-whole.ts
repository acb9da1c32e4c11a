import type { TypedDocumentNode } from '@urql/core';
import { useEffect, useMemo, useState } from 'react';
import { type Page, readPages } from './read-pages';
import { useConnection } from './use-connection';

/**
 * All of a list whose first page came with something else, such as a state that is followed. Most lists end there; of a
 * longer one the rest is read again with each new first page, and until that has come the rest of before is shown.
 * @param document reads a page from `after` on, for these variables
 * @param pick finds the page in an answer; give one that stays
 */
export function useWhole<Data, Variables extends Readonly<Record<string, string | number>>, Node>(
  first: Page<Node> | null | undefined,
  document: TypedDocumentNode<Data, Variables & { after?: string | null | undefined }>,
  variables: Variables,
  pick: (data: Data) => Page<Node> | null | undefined,
): readonly Node[] {
  const { client } = useConnection();
  const key = JSON.stringify(variables);
  const [rest, setRest] = useState<{ readonly key: string; readonly nodes: readonly Node[] }>({ key, nodes: [] });
  useEffect(() => {
    if (!first?.pageInfo.hasNextPage) return;
    let wanted = true;
    const read = async () => {
      const nodes = await readPages(client, {
        document,
        variables: JSON.parse(key) as Variables,
        after: first.pageInfo.endCursor,
        requestPolicy: 'network-only',
        pick,
        wanted: () => wanted,
      });
      if (nodes) setRest({ key, nodes });
    };
    // What could not be read is read with the next first page.
    read().catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [client, document, key, first, pick]);
  return useMemo(() => {
    if (!first) return [];
    return first.pageInfo.hasNextPage && rest.key === key ? [...first.nodes, ...rest.nodes] : first.nodes;
  }, [first, rest, key]);
}

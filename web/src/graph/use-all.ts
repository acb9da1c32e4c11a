import type { CombinedError, TypedDocumentNode } from '@urql/core';
import { useEffect, useState } from 'react';
import { useConnection } from '../connection/use-connection';

interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface All<Node> {
  /** Null until the last page has come. */
  readonly nodes: readonly Node[] | null;
  readonly error: CombinedError | undefined;
}

/** Every page of a connection, read one after another. `pick` finds the connection in an answer; give one that stays. */
export function useAll<Data, Node>(
  document: TypedDocumentNode<Data, { slug: string; after?: string | null | undefined }>,
  slug: string,
  pick: (data: Data) => Page<Node> | null | undefined,
): All<Node> {
  const { client } = useConnection();
  const [all, setAll] = useState<All<Node>>({ nodes: null, error: undefined });
  useEffect(() => {
    let wanted = true;
    const read = async () => {
      const nodes: Node[] = [];
      let after: string | null = null;
      do {
        const answer: { data?: Data | undefined; error?: CombinedError | undefined } = await client
          .query(document, { slug, after })
          .toPromise();
        if (!wanted) return;
        const page = answer.data && pick(answer.data);
        if (!page) return setAll({ nodes: answer.error ? null : [], error: answer.error });
        nodes.push(...page.nodes);
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after);
      setAll({ nodes, error: undefined });
    };
    setAll({ nodes: null, error: undefined });
    void read();
    return () => {
      wanted = false;
    };
  }, [client, document, slug, pick]);
  return all;
}

import type { CombinedError, TypedDocumentNode } from '@urql/core';
import { useEffect, useState } from 'react';
import { type Page, readPages } from '../connection/read-pages';
import { useConnection } from '../connection/use-connection';

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
    setAll({ nodes: null, error: undefined });
    readPages(client, {
      document,
      variables: { slug },
      after: null,
      requestPolicy: 'cache-first',
      pick,
      wanted: () => wanted,
    }).then(
      (nodes) => wanted && setAll({ nodes: nodes ?? [], error: undefined }),
      (error: CombinedError) => wanted && setAll({ nodes: null, error }),
    );
    return () => {
      wanted = false;
    };
  }, [client, document, slug, pick]);
  return all;
}

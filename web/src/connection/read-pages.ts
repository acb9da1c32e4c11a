import type { Client, RequestPolicy, TypedDocumentNode } from '@urql/core';

/** One page of a connection. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface Reading<Data, Variables, Node> {
  /** Reads a page from `after` on, for these variables. */
  readonly document: TypedDocumentNode<Data, Variables & { after?: string | null | undefined }>;
  readonly variables: Variables;
  /** Where to begin; null is the beginning. */
  readonly after: string | null;
  readonly requestPolicy: RequestPolicy;
  /** Finds the page in an answer. */
  pick(data: Data): Page<Node> | null | undefined;
  /** Whether somebody still waits. */
  wanted(): boolean;
}

/**
 * The nodes of a connection from `after` on, page by page.
 * @returns null where there is no such connection, or nobody waits any more
 * @throws CombinedError where the server refuses or does not answer
 */
export async function readPages<Data, Variables extends object, Node>(
  client: Client,
  { document, variables, after, requestPolicy, pick, wanted }: Reading<Data, Variables, Node>,
): Promise<readonly Node[] | null> {
  const nodes: Node[] = [];
  for (let from = after; ; ) {
    const { data, error } = await client.query(document, { ...variables, after: from }, { requestPolicy }).toPromise();
    if (!wanted()) return null;
    const page = data && pick(data);
    if (!page && error) throw error;
    if (!page) return null;
    nodes.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return nodes;
    from = page.pageInfo.endCursor;
  }
}

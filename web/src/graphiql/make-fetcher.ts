import type { Sink } from 'giaouoc-client';
import type { GraphiQL } from 'graphiql';
import { getOperationAST } from 'graphql';
import { createClient } from 'graphql-ws';
import type { ComponentProps } from 'react';
import type { Lines } from '../connection/lines';

export type Fetcher = ComponentProps<typeof GraphiQL>['fetcher'];
type Params = Parameters<Fetcher>[0];
type Headers = Readonly<Record<string, string>>;

/**
 * Sends what GraphiQL asks: queries and mutations over HTTP, subscriptions over the page's live lines. A subscription
 * with headers, as of an API key, gets a socket of its own, whose `connection_init` carries them.
 */
export function makeFetcher(lines: Lines): Fetcher {
  return (params, { documentAST, headers = {} } = {}) => {
    const operation = documentAST && getOperationAST(documentAST, params.operationName);
    if (operation?.operation !== 'subscription') return post(params, headers);
    const follow =
      Object.keys(headers).length > 0 ? (sink: Sink) => overOwnSocket(params, headers, sink) : overLines(lines, params);
    return { subscribe: (sink: unknown) => ({ unsubscribe: follow(sink as Sink) }) };
  };
}

async function post(params: Params, headers: Headers) {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(params),
  });
  return response.json();
}

function overLines(lines: Lines, { query, variables, operationName }: Params) {
  const operation = { query, variables: variables ?? {}, ...(operationName ? { operationName } : {}) };
  return (sink: Sink) => lines.follow(() => operation, sink);
}

function overOwnSocket({ query, variables, operationName }: Params, headers: Headers, sink: Sink): () => void {
  const url = `${location.origin.replace(/^http/, 'ws')}/graphql`;
  const client = createClient({ url, connectionParams: headers });
  client.subscribe({ query, variables: variables ?? {}, operationName: operationName ?? null }, sink as never);
  return () => void client.dispose();
}

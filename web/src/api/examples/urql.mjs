// npm install @urql/core graphql graphql-ws ws
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const socket = createClient({
  url: 'ws://127.0.0.1:4000/graphql',
  webSocketImpl: WebSocket,
  retryAttempts: Number.POSITIVE_INFINITY,
  // Also after a failed connection, as while the server restarts. 4403: the token is not valid (any more).
  shouldRetry: (problem) => problem?.code !== 4403,
});
const client = new Client({
  url: 'http://127.0.0.1:4000/graphql',
  preferGetMethod: false,
  exchanges: [
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query, variables }) => ({
        subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink) }),
      }),
    }),
  ],
});
const query = `subscription ($id: ID!) {
  conferenceChanged(conferenceId: $id) { sequence conference { name { vi } state } }
}`;
const following = client.subscription(query, { id: 'CONFERENCE_ID' }).subscribe(({ data }) => {
  console.log(JSON.stringify(data.conferenceChanged));
  following.unsubscribe(); // Leave this out to follow every change.
  void socket.dispose();
});

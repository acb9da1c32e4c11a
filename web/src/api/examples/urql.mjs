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
// The newest poll of the conference and its tally, again whenever they change.
const query = `subscription ($id: ID!) {
  pollsChanged(conferenceId: $id) {
    sequence
    conference { id name { vi } polls(last: 1) { nodes { id question { vi } state tally { cast electors options { option { code } votes } } } } }
  }
}`;
client.subscription(query, { id: 'CONFERENCE_ID' }).subscribe(({ data, error }) => {
  console.log(error?.message ?? JSON.stringify(data.pollsChanged));
});

// npm install graphql-ws ws
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const client = createClient({
  url: 'ws://127.0.0.1:4000/graphql',
  webSocketImpl: WebSocket,
  retryAttempts: Number.POSITIVE_INFINITY,
  // Also after a failed connection, as while the server restarts. 4403: the token is not valid (any more).
  shouldRetry: (problem) => problem?.code !== 4403,
});
const query = `subscription ($id: ID!) {
  conferenceChanged(conferenceId: $id) { sequence conference { name { vi } state } }
}`;
for await (const { data } of client.iterate({ query, variables: { id: 'CONFERENCE_ID' } })) {
  console.log(JSON.stringify(data.conferenceChanged));
  break; // Leave this out to follow every change.
}
await client.dispose();

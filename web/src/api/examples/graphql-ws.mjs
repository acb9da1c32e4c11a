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
// The newest poll of the conference and its tally, again whenever they change.
const query = `subscription ($id: ID!) {
  pollsChanged(conferenceId: $id) {
    sequence
    conference { id name { vi } polls(last: 1) { nodes { id question { vi } state tally { cast electors options { option { code } votes } } } } }
  }
}`;
for await (const { data } of client.iterate({ query, variables: { id: 'CONFERENCE_ID' } })) {
  console.log(JSON.stringify(data.pollsChanged));
}

# In an empty folder: npm install relay-runtime graphql-ws ws && npm install --save-dev relay-compiler
mkdir -p src made
curl -s http://127.0.0.1:4000/schema.graphql > schema.graphql
cat > relay.config.json <<'END'
{ "src": "src", "language": "javascript", "schema": "schema.graphql", "artifactDirectory": "made", "eagerEsModules": false }
END
cat > src/Tally.js <<'END'
import { graphql } from 'relay-runtime';
graphql`subscription TallySubscription($id: ID!) {
  pollsChanged(conferenceId: $id) {
    sequence
    conference { id name { vi } polls(last: 1) { nodes { id question { vi } state tally { cast electors options { option { code } votes } } } } }
  }
}`;
END
cat > follow.mjs <<'END'
import { createClient } from 'graphql-ws';
import relay from 'relay-runtime';
import WebSocket from 'ws';
import subscription from './made/TallySubscription.graphql.js';

const { Environment, Network, Observable, RecordSource, requestSubscription, Store } = relay;
const socket = createClient({
  url: 'ws://127.0.0.1:4000/graphql',
  webSocketImpl: WebSocket,
  retryAttempts: Number.POSITIVE_INFINITY,
  // Also after a failed connection, as while the server restarts. 4403: the token is not valid (any more).
  shouldRetry: (problem) => problem?.code !== 4403,
});
const ask = async ({ text }, variables) => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query: text, variables });
  return (await fetch('http://127.0.0.1:4000/graphql', { method: 'POST', headers, body })).json();
};
const follow = ({ text }, variables) =>
  Observable.create((sink) => socket.subscribe({ query: text, variables }, sink));
const environment = new Environment({ network: Network.create(ask, follow), store: new Store(new RecordSource()) });
requestSubscription(environment, {
  subscription,
  variables: { id: 'CONFERENCE_ID' },
  onNext: ({ pollsChanged }) => console.log(JSON.stringify(pollsChanged)),
  onError: console.error,
});
END
npx relay-compiler relay.config.json > compiled.txt && exec node follow.mjs

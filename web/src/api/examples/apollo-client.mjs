// npm install @apollo/client graphql graphql-ws rxjs ws
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const socket = createClient({
  url: 'ws://127.0.0.1:4000/graphql',
  webSocketImpl: WebSocket,
  retryAttempts: Number.POSITIVE_INFINITY,
  // Also after a failed connection, as while the server restarts. 4403: the token is not valid (any more).
  shouldRetry: (problem) => problem?.code !== 4403,
});
const client = new ApolloClient({
  // A tally has no id of its own: it belongs to its poll.
  cache: new InMemoryCache({ typePolicies: { Tally: { merge: true } } }),
  link: ApolloLink.split(
    ({ operationType }) => operationType === 'subscription',
    new GraphQLWsLink(socket),
    new HttpLink({ uri: 'http://127.0.0.1:4000/graphql' }),
  ),
});
// The newest poll of the conference and its tally, again whenever they change.
const query = gql`subscription ($id: ID!) {
  pollsChanged(conferenceId: $id) {
    sequence
    conference { id name { vi } polls(last: 1) { nodes { id question { vi } state tally { cast electors options { option { code } votes } } } } }
  }
}`;
client.subscribe({ query, variables: { id: 'CONFERENCE_ID' } }).subscribe(({ data, error }) => {
  console.log(error?.message ?? JSON.stringify(data.pollsChanged));
});

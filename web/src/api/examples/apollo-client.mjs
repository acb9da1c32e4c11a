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
  cache: new InMemoryCache(),
  link: ApolloLink.split(
    ({ operationType }) => operationType === 'subscription',
    new GraphQLWsLink(socket),
    new HttpLink({ uri: 'http://127.0.0.1:4000/graphql' }),
  ),
});
const query = gql`
  subscription ($id: ID!) {
    conferenceChanged(conferenceId: $id) { sequence conference { id name { vi } state } }
  }
`;
const following = client.subscribe({ query, variables: { id: 'CONFERENCE_ID' } }).subscribe(({ data }) => {
  console.log(JSON.stringify(data.conferenceChanged));
  following.unsubscribe(); // Leave this out to follow every change.
  void socket.dispose();
});

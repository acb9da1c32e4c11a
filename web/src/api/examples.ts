import apollo from './examples/apollo-client.mjs?raw';
import plain from './examples/fetch.mjs?raw';
import socket from './examples/graphql-ws.mjs?raw';
import query from './examples/query.sh?raw';
import relay from './examples/relay.sh?raw';
import stream from './examples/stream.sh?raw';
import urql from './examples/urql.mjs?raw';

export interface Example {
  /** Names its words too: see `apiWords`. */
  readonly name: 'query' | 'plain' | 'socket' | 'apollo' | 'urql' | 'relay' | 'stream';
  readonly text: string;
}

/** Whole programs, as `test/web/api.test.ts` runs them; what stands in them for the server and a conference is put in. */
const examples: readonly Example[] = [
  { name: 'query', text: query },
  { name: 'plain', text: plain },
  { name: 'socket', text: socket },
  { name: 'apollo', text: apollo },
  { name: 'urql', text: urql },
  { name: 'relay', text: relay },
  { name: 'stream', text: stream },
];

/** The examples for this server and a conference of it; without one its place stays to be filled in. */
export function examplesFor(origin: string, conferenceId: string | null): readonly Example[] {
  const socketOrigin = origin.replace(/^http/, 'ws');
  return examples.map(({ name, text }) => ({
    name,
    text: text
      .replaceAll('http://127.0.0.1:4000', origin)
      .replaceAll('ws://127.0.0.1:4000', socketOrigin)
      .replaceAll('CONFERENCE_ID', conferenceId ?? 'CONFERENCE_ID')
      .trim(),
  }));
}

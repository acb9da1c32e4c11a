import me from './connection/me.graphql?raw';

// Asks who this is before the page's scripts have come: over a slow network the answer is there when they are. A script
// of its own, which shares no code with them; `earlyAnswer` gives the answer to the first who asks the same.
const ask = { operationName: 'Me', query: me };
Object.assign(globalThis, {
  earlyMe: fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify(ask),
  }).catch(() => null),
});

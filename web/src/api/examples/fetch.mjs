// Node 20 or later, or a browser. Nothing to install.
// The newest poll of the conference and its tally, again whenever they change.
const query = `subscription ($id: ID!) {
  pollsChanged(conferenceId: $id) {
    sequence
    conference { id name { vi } polls(last: 1) { nodes { id question { vi } state tally { cast electors options { option { code } votes } } } } }
  }
}`;
const response = await fetch('http://127.0.0.1:4000/graphql/stream', {
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
  body: JSON.stringify({ query, variables: { id: 'CONFERENCE_ID' } }),
});
const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
let text = '';
for (;;) {
  const { value, done } = await reader.read();
  if (done) break; // The server went down, or had no more to say: docs/clients.md has a loop that comes again.
  const events = (text + value).split('\n\n');
  text = events.pop();
  for (const event of events) {
    const [, data] = /^data: (.+)$/m.exec(event) ?? [];
    if (data) console.log(JSON.stringify(JSON.parse(data).data?.pollsChanged ?? data));
  }
}

// Node 20 or later, or a browser. Nothing to install.
const answer = await fetch('http://127.0.0.1:4000/graphql', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    query: 'query ($first: Int!) { conferences(first: $first) { nodes { id slug name { vi } } } }',
    variables: { first: 3 },
  }),
});
const { data, errors } = await answer.json();
if (errors) throw new Error(errors[0].message);
console.log(JSON.stringify(data.conferences.nodes));

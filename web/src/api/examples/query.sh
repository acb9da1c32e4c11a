curl -s http://127.0.0.1:4000/graphql \
  -H 'content-type: application/json' \
  -d '{"query":"{ blocs { nodes { name { vi } conferences { nodes { id slug state rehearsals(last: 1) { nodes { id slug state } } } } } } }"}'

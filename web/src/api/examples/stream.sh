curl -sN http://127.0.0.1:4000/graphql/stream \
  -H 'content-type: application/json' -H 'accept: text/event-stream' \
  -d '{"query":"subscription { pollsChanged(conferenceId: \"CONFERENCE_ID\") { sequence conference { polls(last: 1) { nodes { state tally { cast options { votes } } } } } } }"}'

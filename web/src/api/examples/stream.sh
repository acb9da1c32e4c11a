curl -sN http://127.0.0.1:4000/graphql/stream \
  -H 'content-type: application/json' -H 'accept: text/event-stream' \
  -d '{"query":"subscription { conferenceChanged(conferenceId: \"CONFERENCE_ID\") { sequence conference { state } } }"}'

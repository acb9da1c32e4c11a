// Documents that are sent as they are written, past the client. Read by build/page-documents.mjs too, as JavaScript:
// there are no types here, and nothing else.

export const serverTimeText = '{ serverTime }';

export const followLogText = `subscription FollowLog($conferenceId: ID!, $after: Int!) {
  conferenceEvents(conferenceId: $conferenceId, after: $after) { sequence kind at digest }
}`;

export const followBlocText = `subscription FollowBloc($blocId: ID!, $after: Int!) {
  blocEvents(blocId: $blocId, after: $after) { sequence kind }
}`;

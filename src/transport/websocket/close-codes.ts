/** Why the server closes a socket. 44xx are graphql-ws's own meanings, 45xx are this server's; docs/live.md lists them. */
export const closeCodes = {
  /** The server is going down; connect again, to another node if there is one. */
  goingAway: 1001,
  /** The session ended, was revoked, or its token is not valid. */
  forbidden: 4403,
  /** Too many sockets of one session, operations on one socket, or messages. */
  tooMany: 4429,
  /** It has not drained for long. The client connects again, and resumes a log after the position in the reason. */
  tooSlow: 4508,
} as const;

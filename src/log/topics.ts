/** What a topic may be about. */
const kinds = [
  'account',
  'agenda',
  'attendance',
  'ballots',
  'bloc',
  'conference',
  'conferences',
  'pact',
  'poll',
  'polls',
  'proposal',
  'proposals',
  'scores',
  'session',
] as const;
type Kind = (typeof kinds)[number];

declare const isTopic: unique symbol;

/**
 * What subscribers wait for and entries of a log name: a kind and an id, such as `poll:<id>`. Made here and nowhere
 * else: a subscriber whose topic is spelt differently from that of an entry misses it, and nothing tells.
 */
export type Topic = `${Kind}:${string}` & { readonly [isTopic]: true };

const topic = (kind: Kind, id: string) => `${kind}:${id}` as Topic;

/** What may be followed of a conference alone. Each has a subscription (record/part-resolver), and imports touch all. */
export const partTopics = {
  /** For who follows of a conference its agenda alone. */
  agenda: (conferenceId: string) => topic('agenda', conferenceId),
  /** For who follows of a conference who is in the hall. */
  attendance: (conferenceId: string) => topic('attendance', conferenceId),
  /** For who follows of a conference how its polls stand, but for their ballots. */
  polls: (conferenceId: string) => topic('polls', conferenceId),
  /** For who follows of a conference its award proposals, but for the polls about them. */
  proposals: (conferenceId: string) => topic('proposals', conferenceId),
} satisfies Partial<Record<Kind, (id: string) => Topic>>;

export type Part = keyof typeof partTopics;

/** Builds every topic there is. */
export const topics = {
  ...partTopics,
  /** For who must hear that an account is shut out. */
  account: (accountId: string) => topic('account', accountId),
  /** For who follows of a conference what its ballots move (graphql/authorize/allowed `MovedByBallots`). */
  ballots: (conferenceId: string) => topic('ballots', conferenceId),
  bloc: (blocId: string) => topic('bloc', blocId),
  /** For who follows a conference as a whole, but for its ballots. */
  conference: (conferenceId: string) => topic('conference', conferenceId),
  /** For who follows which conferences of a bloc are in session. */
  conferences: (blocId: string) => topic('conferences', blocId),
  pact: (pactId: string) => topic('pact', pactId),
  poll: (pollId: string) => topic('poll', pollId),
  proposal: (proposalId: string) => topic('proposal', proposalId),
  /** For who follows the scores of a bloc. */
  scores: (blocId: string) => topic('scores', blocId),
  /** For who must hear that a session has ended. */
  session: (sessionId: string) => topic('session', sessionId),
} satisfies Record<Kind, (id: string) => Topic>;

/** The topics of an entry as the database has them; those that only a newer server knows are left out. */
export function readTopics(texts: readonly string[]): readonly Topic[] {
  return texts.filter((text): text is Topic => kinds.some((kind) => text.startsWith(`${kind}:`)));
}

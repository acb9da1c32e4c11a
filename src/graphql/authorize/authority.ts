import { Refusal } from '../../errors/refusal';
import { Role, type Viewer } from './viewer';

/** Who may use one field. */
export interface Grant {
  readonly roles: readonly Role[];
  /** Scope that opens it to a client app; null keeps apps out. */
  readonly scope: 'read' | 'write' | 'import' | null;
}

const { ADMINISTRATOR, CHAIR, SECRETARY, DELEGATE, OBSERVER, APP, PUBLIC } = Role;
const anyone: Grant = { roles: [ADMINISTRATOR, CHAIR, SECRETARY, DELEGATE, OBSERVER, APP, PUBLIC], scope: 'read' };
const signedIn: Grant = { roles: [ADMINISTRATOR, CHAIR, SECRETARY, DELEGATE, OBSERVER], scope: 'read' };
const present: Grant = { roles: [ADMINISTRATOR, CHAIR, SECRETARY, DELEGATE], scope: 'write' };
const desk: Grant = { roles: [ADMINISTRATOR, CHAIR, SECRETARY], scope: 'write' };
/** The desk by hand: what people in the hall must have seen. */
const deskOnly: Grant = { roles: desk.roles, scope: null };
const chair: Grant = { roles: [ADMINISTRATOR, CHAIR], scope: null };
const delegate: Grant = { roles: [DELEGATE], scope: null };
const administrator: Grant = { roles: [ADMINISTRATOR], scope: null };

/**
 * The one table of rules: every query, mutation and subscription, and each field that not everyone may read.
 * Fields that are not named here may be read by whoever reached their object. A role other than administrator or app
 * holds at one conference only; acts check that with `requireAllowed`.
 */
export const authority = {
  // Queries
  'Query.me': anyone,
  'Query.bloc': anyone,
  'Query.blocs': anyone,
  'Query.conference': anyone,
  'Query.conferences': anyone,
  'Query.pact': anyone,
  'Query.poll': anyone,
  'Query.awardProposal': anyone,
  'Query.awards': anyone,
  'Query.node': anyone,
  'Query.serverTime': anyone,
  // Subscriptions
  'Subscription.pollTally': anyone,
  'Subscription.pactSignatures': anyone,
  'Subscription.conferenceChanged': anyone,
  'Subscription.conferenceEvents': anyone,
  // Signing in
  'Mutation.signIn': anyone,
  'Mutation.signOut': signedIn,
  'Mutation.issueBadge': desk,
  'Mutation.issueApiKey': administrator,
  'Mutation.revokeAccount': desk,
  // Conference
  'Mutation.importConference': { roles: [ADMINISTRATOR], scope: 'import' },
  'Mutation.openConference': chair,
  'Mutation.closeConference': chair,
  'Mutation.checkIn': present,
  'Mutation.checkOut': present,
  'Mutation.startAgendaItem': desk,
  'Mutation.finishAgendaItem': desk,
  'Mutation.appointLeadership': chair,
  // Rehearsal
  'Mutation.startRehearsal': chair,
  'Mutation.stopRehearsal': chair,
  // Pact
  'Mutation.draftPact': desk,
  'Mutation.openPact': chair,
  'Mutation.signPact': delegate,
  'Mutation.withdrawSignature': delegate,
  // Poll
  'Mutation.createPoll': desk,
  'Mutation.openPoll': chair,
  'Mutation.castBallot': delegate,
  'Mutation.closePoll': chair,
  'Mutation.recordPollResult': deskOnly,
  'Mutation.voidPoll': chair,
  // Award
  'Mutation.proposeAward': desk,
  'Mutation.recordDecision': desk,
  // Fields
  'Conference.accounts': desk,
  'Conference.connected': desk,
  'Conference.latency': chair,
} as const satisfies Record<string, Grant>;

export type Field = keyof typeof authority;

/** True when the viewer's role, or an app's scope, opens the field. */
export function mayUse(viewer: Viewer, field: Field): boolean {
  const grant: Grant = authority[field];
  if (viewer.role === Role.APP)
    return grant.scope !== null && (grant === anyone || viewer.scopes.includes(grant.scope));
  return grant.roles.includes(viewer.role);
}

/** @throws Refusal UNAUTHENTICATED for someone not signed in, FORBIDDEN for the wrong role */
export function requireField(viewer: Viewer, field: Field): void {
  if (mayUse(viewer, field)) return;
  throw new Refusal(viewer.role === Role.PUBLIC ? 'UNAUTHENTICATED' : 'FORBIDDEN', { field });
}

/** True when the viewer's role holds at this conference. */
export function holdsAt(viewer: Viewer, conferenceId: string): boolean {
  return viewer.role === Role.ADMINISTRATOR || viewer.role === Role.APP || viewer.conferenceId === conferenceId;
}

/** True when the viewer may read a conference that is not public: a role there, or an app with the scope to read. */
export function readsAt(viewer: Viewer, conferenceId: string): boolean {
  return holdsAt(viewer, conferenceId) && (viewer.role !== Role.APP || viewer.scopes.includes('read'));
}

/** What every act asks first: the role opens the field, and it holds at this conference. @throws Refusal UNAUTHENTICATED, FORBIDDEN */
export function requireAllowed(viewer: Viewer, field: Field, conferenceId: string): void {
  requireField(viewer, field);
  if (!holdsAt(viewer, conferenceId)) throw new Refusal('FORBIDDEN', { field, conferenceId });
}

import { Refusal } from '../../errors/refusal';
import { BlocRole, Role, type Viewer } from './viewer';

type AppScope = 'read' | 'write' | 'import';

/** Who may use one field. */
export interface Grant {
  readonly roles: readonly Role[];
  /** Scopes a client app needs for it, all of them; null keeps apps out. */
  readonly scopes: readonly AppScope[] | null;
  /** Roles at a bloc that open it to STAFF, at that bloc and while they are held (bloc/hold-role). */
  readonly atBloc?: readonly BlocRole[];
}

const { ADMINISTRATOR, CHAIR, SECRETARY, DELEGATE, OBSERVER, STAFF, APP, PUBLIC } = Role;
const { OFFICER, LEADER_OFFICE, COUNCIL_OFFICE } = BlocRole;
const anyone: Grant = { roles: [ADMINISTRATOR, CHAIR, SECRETARY, DELEGATE, OBSERVER, STAFF, APP, PUBLIC], scopes: [] };
const signedIn: Grant = { roles: [ADMINISTRATOR, CHAIR, SECRETARY, DELEGATE, OBSERVER, STAFF], scopes: [] };
const present: Grant = { roles: [ADMINISTRATOR, CHAIR, SECRETARY, DELEGATE], scopes: ['write'] };
const desk: Grant = { roles: [ADMINISTRATOR, CHAIR, SECRETARY], scopes: ['write'] };
/** The desk's reading of what others may not see, and its giving of sight: an app that may not read must not come to it that way. */
const deskSight: Grant = { roles: desk.roles, scopes: ['read', 'write'] };
/** The desk by hand: what people in the hall must have seen. */
const deskOnly: Grant = { roles: desk.roles, scopes: null };
const chair: Grant = { roles: [ADMINISTRATOR, CHAIR], scopes: null };
const delegate: Grant = { roles: [DELEGATE], scopes: null };
const administrator: Grant = { roles: [ADMINISTRATOR], scopes: null };
const leaderOffice: Grant = { ...administrator, atBloc: [LEADER_OFFICE] };
const offices: Grant = { ...administrator, atBloc: [LEADER_OFFICE, COUNCIL_OFFICE] };
/** The officer of the member it is about, and of no other. */
const ownOfficer: Grant = { roles: [], scopes: null, atBloc: [OFFICER] };
const leaderOfficeOnly: Grant = { roles: [], scopes: null, atBloc: [LEADER_OFFICE] };
const councilOffice: Grant = { roles: [], scopes: null, atBloc: [COUNCIL_OFFICE] };
const reviewers: Grant = { roles: [], scopes: null, atBloc: [LEADER_OFFICE, COUNCIL_OFFICE] };
const scorers: Grant = { roles: [], scopes: null, atBloc: [OFFICER, LEADER_OFFICE, COUNCIL_OFFICE] };

/**
 * The one table of rules: every query, mutation and subscription, and each field that not everyone may read.
 * Fields that are not named here may be read by whoever reached their object. A role other than administrator or app
 * holds at one conference only; acts check that with `requireAllowed`. STAFF has no rights but by roles at a bloc, for a time;
 * acts check those with `requireAtBloc` (bloc/hold-role).
 */
export const authority = {
  // Queries
  'Query.me': anyone,
  'Query.accounts': administrator,
  'Query.apiKeys': administrator,
  'Query.badges': deskSight,
  'Query.bloc': anyone,
  'Query.blocs': anyone,
  'Query.conference': anyone,
  'Query.conferences': anyone,
  'Query.pact': anyone,
  'Query.poll': anyone,
  'Query.awardProposal': anyone,
  'Query.awards': anyone,
  'Query.member': anyone,
  'Query.delegate': anyone,
  'Query.node': anyone,
  'Query.nodes': anyone,
  'Query.search': anyone,
  'Query.serverTime': anyone,
  // Subscriptions
  'Subscription.pollTally': anyone,
  'Subscription.pactSignatures': anyone,
  'Subscription.conferenceChanged': anyone,
  'Subscription.conferenceEvents': anyone,
  'Subscription.blocEvents': anyone,
  'Subscription.attendanceChanged': anyone,
  'Subscription.agendaChanged': anyone,
  'Subscription.pollsChanged': anyone,
  'Subscription.awardProposalsChanged': anyone,
  'Subscription.conferenceOpened': anyone,
  'Subscription.scoresChanged': anyone,
  // Signing in
  'Mutation.signIn': anyone,
  'Mutation.signOut': signedIn,
  'Mutation.issueBadge': deskSight,
  'Mutation.issueBadges': deskOnly,
  'Mutation.issueApiKey': administrator,
  'Mutation.revokeAccount': desk,
  'Mutation.revokeSession': desk,
  'Mutation.revokeBadge': desk,
  'Mutation.rotateApiKey': administrator,
  'Mutation.limitApiKey': administrator,
  'Query.identities': administrator,
  'Mutation.linkIdentity': administrator,
  'Mutation.unlinkIdentity': administrator,
  // Receivers outside
  'Query.webhook': administrator,
  'Query.webhooks': administrator,
  'Mutation.createWebhook': administrator,
  'Mutation.updateWebhook': administrator,
  'Mutation.pauseWebhook': administrator,
  'Mutation.resumeWebhook': administrator,
  'Mutation.replayWebhook': administrator,
  'Mutation.rotateWebhookSecret': administrator,
  'Mutation.removeWebhook': administrator,
  // Bloc
  'Mutation.grantBlocRole': offices,
  'Mutation.endBlocRole': offices,
  'Mutation.handOver': offices,
  'Mutation.recoverAccount': { ...leaderOffice, roles: deskOnly.roles },
  'Mutation.assignLeadership': councilOffice,
  'Mutation.reportResults': ownOfficer,
  'Mutation.confirmResults': leaderOfficeOnly,
  'Mutation.returnResults': leaderOfficeOnly,
  'Mutation.setDeadline': leaderOffice,
  'Mutation.changeDeadline': leaderOffice,
  'Mutation.withdrawDeadline': leaderOffice,
  'Mutation.receiveReport': leaderOffice,
  // Score
  'Mutation.setScoreTable': leaderOffice,
  'Mutation.freezeScoreTable': leaderOffice,
  'Mutation.enterScores': ownOfficer,
  'Mutation.importScores': ownOfficer,
  'Mutation.submitScores': ownOfficer,
  'Mutation.reviewScores': reviewers,
  'Mutation.explainScores': ownOfficer,
  'Mutation.addScoreRemark': scorers,
  'Mutation.finishScores': leaderOfficeOnly,
  'Mutation.releaseRanks': { ...chair, atBloc: [LEADER_OFFICE] },
  // Conference
  'Mutation.importConference': { roles: [ADMINISTRATOR], scopes: ['import'], atBloc: [LEADER_OFFICE] },
  'Mutation.openConference': chair,
  'Mutation.closeConference': chair,
  'Mutation.checkIn': present,
  'Mutation.checkInDelegates': desk,
  'Mutation.checkInAll': desk,
  'Mutation.checkOut': present,
  'Mutation.addDelegate': deskOnly,
  'Mutation.correctDelegate': deskOnly,
  'Mutation.importDelegates': deskOnly,
  'Mutation.replaceDelegate': deskOnly,
  'Mutation.withdrawDelegate': deskOnly,
  'Mutation.startAgendaItem': desk,
  'Mutation.finishAgendaItem': desk,
  'Mutation.addAgendaItem': desk,
  'Mutation.correctAgendaItem': desk,
  'Mutation.moveAgendaItem': desk,
  'Mutation.removeAgendaItem': desk,
  'Mutation.undoAgendaStart': desk,
  'Mutation.appointLeadership': chair,
  // Hall
  'Mutation.showOnHall': desk,
  'Mutation.askToSpeak': present,
  'Mutation.withdrawSpeaker': present,
  'Mutation.moveSpeaker': desk,
  'Mutation.setSpeakerTime': desk,
  'Mutation.startSpeaker': desk,
  'Mutation.stopSpeaker': desk,
  // Papers
  'Mutation.adoptPaper': chair,
  'Mutation.recordSignedPaper': deskOnly,
  // Rehearsal
  'Mutation.startRehearsal': chair,
  'Mutation.stopRehearsal': chair,
  // Pact
  'Mutation.draftPact': desk,
  'Mutation.openPact': chair,
  'Mutation.signPact': delegate,
  'Mutation.withdrawSignature': delegate,
  'Mutation.signOnPaper': deskOnly,
  // Poll
  'Mutation.createPoll': desk,
  'Mutation.editPoll': desk,
  'Mutation.removePoll': desk,
  'Mutation.openPoll': chair,
  'Mutation.schedulePoll': chair,
  'Mutation.recordConsensus': chair,
  'Mutation.retractConsensus': chair,
  'Mutation.castBallot': delegate,
  'Mutation.changeBallot': delegate,
  'Mutation.closePoll': chair,
  'Mutation.recordPollResult': deskOnly,
  'Mutation.voidPoll': chair,
  'Mutation.undoPollOpening': chair,
  'Mutation.castByHand': deskOnly,
  'Mutation.recordPaperBallots': deskOnly,
  'Mutation.createSecondBallot': desk,
  'Mutation.decideTie': chair,
  // What needs two people
  'Mutation.confirmAct': deskOnly,
  'Mutation.declineAct': deskOnly,
  'Mutation.withdrawAct': desk,
  // Award
  'Mutation.proposeAward': desk,
  'Mutation.recordDecision': desk,
  'Mutation.correctDecision': desk,
  'Mutation.correctResult': { ...desk, atBloc: [LEADER_OFFICE] },
  'Mutation.withdrawProposal': desk,
  'Mutation.correctProposal': desk,
  'Mutation.barMember': desk,
  'Mutation.endBar': desk,
  // Fields
  'Conference.accounts': deskSight,
  'Conference.connected': deskSight,
  'Conference.pendingActs': deskOnly,
  'Conference.screens': deskSight,
  'Account.sessions': deskSight,
  'Conference.latency': chair,
  'Bloc.officers': offices,
  'Bloc.conferenceFiles': leaderOffice,
  'Bloc.handover': offices,
  'Member.reports': { ...administrator, atBloc: [OFFICER, LEADER_OFFICE, COUNCIL_OFFICE] },
} as const satisfies Record<string, Grant>;

export type Field = keyof typeof authority;

/** True when the viewer's role, or an app's scopes, open the field; for STAFF when a role at a bloc may open it. */
export function mayUse(viewer: Viewer, field: Field): boolean {
  const grant: Grant = authority[field];
  if (viewer.role === Role.APP) return grant.scopes?.every((scope) => viewer.scopes.includes(scope)) ?? false;
  return grant.roles.includes(viewer.role) || (viewer.role === Role.STAFF && grant.atBloc !== undefined);
}

/** @throws Refusal UNAUTHENTICATED for someone not signed in, FORBIDDEN for the wrong role */
export function requireField(viewer: Viewer, field: Field): void {
  if (mayUse(viewer, field)) return;
  throw new Refusal(viewer.role === Role.PUBLIC ? 'UNAUTHENTICATED' : 'FORBIDDEN', { field });
}

/** True when the viewer's role holds at this conference: an app's at those its key is limited to, if it is. */
export function holdsAt(viewer: Viewer, conferenceId: string): boolean {
  const { role, conferenceIds } = viewer;
  if (role === Role.APP) return conferenceIds?.includes(conferenceId) ?? true;
  return role === Role.ADMINISTRATOR || viewer.conferenceId === conferenceId;
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

/** An id no conference has: who holds a role there holds it everywhere. */
const nowhere = '';

/** True when the viewer may read every conference. */
export function readsEverywhere(viewer: Viewer): boolean {
  return readsAt(viewer, nowhere);
}

/** The same as `requireAllowed` for what belongs to no conference, or to all. @throws Refusal UNAUTHENTICATED, FORBIDDEN */
export function requireAllowedEverywhere(viewer: Viewer, field: Field): void {
  requireField(viewer, field);
  if (!holdsAt(viewer, nowhere)) throw new Refusal('FORBIDDEN', { field, conferenceId: null });
}

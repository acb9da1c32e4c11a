import { type Field, mayUse } from '../../src/graphql/authorize/authority';
import { publicViewer, Role, type Viewer } from '../../src/graphql/authorize/viewer';

/** Written by hand, from what each role is for; graphql/authorize/authority must come to the same. C chair, S secretary, … */
const letters: Record<string, Role> = {
  A: Role.ADMINISTRATOR,
  C: Role.CHAIR,
  S: Role.SECRETARY,
  D: Role.DELEGATE,
  O: Role.OBSERVER,
  P: Role.PUBLIC,
};
const matrix: Record<Field, string> = {
  'Query.me': 'ACSDOP',
  'Query.bloc': 'ACSDOP',
  'Query.blocs': 'ACSDOP',
  'Query.conference': 'ACSDOP',
  'Query.conferences': 'ACSDOP',
  'Query.pact': 'ACSDOP',
  'Query.poll': 'ACSDOP',
  'Query.awardProposal': 'ACSDOP',
  'Query.awards': 'ACSDOP',
  'Query.serverTime': 'ACSDOP',
  'Query.node': 'ACSDOP',
  'Subscription.pollTally': 'ACSDOP',
  'Subscription.pactSignatures': 'ACSDOP',
  'Subscription.conferenceChanged': 'ACSDOP',
  'Subscription.conferenceEvents': 'ACSDOP',
  'Mutation.signIn': 'ACSDOP',
  'Mutation.signOut': 'ACSDO',
  'Mutation.issueBadge': 'ACS',
  'Mutation.revokeAccount': 'ACS',
  'Mutation.issueApiKey': 'A',
  'Mutation.importConference': 'A',
  'Mutation.openConference': 'AC',
  'Mutation.closeConference': 'AC',
  'Mutation.checkIn': 'ACSD',
  'Mutation.checkOut': 'ACSD',
  'Mutation.startAgendaItem': 'ACS',
  'Mutation.finishAgendaItem': 'ACS',
  'Mutation.appointLeadership': 'AC',
  'Mutation.draftPact': 'ACS',
  'Mutation.openPact': 'AC',
  'Mutation.signPact': 'D',
  'Mutation.withdrawSignature': 'D',
  'Mutation.createPoll': 'ACS',
  'Mutation.openPoll': 'AC',
  'Mutation.castBallot': 'D',
  'Mutation.closePoll': 'AC',
  'Mutation.recordPollResult': 'ACS',
  'Mutation.startRehearsal': 'AC',
  'Mutation.stopRehearsal': 'AC',
  'Mutation.voidPoll': 'AC',
  'Mutation.proposeAward': 'ACS',
  'Mutation.recordDecision': 'ACS',
  'Conference.accounts': 'ACS',
  'Conference.connected': 'ACS',
  'Conference.latency': 'AC',
};

describe('who may do what', () => {
  it.each(Object.entries(matrix))('%s: %s', (field, allowed) => {
    for (const [letter, role] of Object.entries(letters)) {
      const viewer: Viewer = { ...publicViewer, role };
      expect({ role, may: mayUse(viewer, field as Field) }).toEqual({ role, may: allowed.includes(letter) });
    }
  });
});

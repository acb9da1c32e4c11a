import { type EntityManager, In, IsNull } from 'typeorm';
import { Award } from '../award/award';
import { Decision } from '../award/decision';
import { Proposal } from '../award/proposal';
import { Bloc } from '../bloc/bloc';
import { LeadershipTerm } from '../bloc/leadership-term';
import { Member } from '../bloc/member';
import { Membership } from '../bloc/membership';
import { VotingRule } from '../bloc/voting-rule';
import { AgendaItem } from '../conference/agenda-item';
import { Conference, ConferenceNature, ConferenceState } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import { Delegation } from '../conference/delegation';
import { Directive } from '../conference/directive';
import { KeyTask } from '../conference/key-task';
import { Resolution } from '../conference/resolution';
import { Indicator } from '../indicator/indicator';
import { Result } from '../indicator/result';
import { Movement } from '../movement/movement';
import { Article } from '../pact/article';
import { Pact } from '../pact/pact';
import { Signature } from '../pact/signature';
import { Target } from '../pact/target';
import { Poll } from '../poll/poll';
import type { ConferenceFile } from './conference-file';

/** All rows of the database a file may touch or refer to. */
export interface ExistingRows {
  readonly bloc: Bloc | null;
  readonly members: readonly Member[];
  readonly memberships: readonly Membership[];
  readonly rules: readonly VotingRule[];
  /** ConferenceScene ones only. */
  readonly leadership: readonly LeadershipTerm[];
  readonly indicators: readonly Indicator[];
  readonly results: readonly Result[];
  readonly movements: readonly Movement[];
  readonly awards: readonly Award[];
  readonly conference: Conference | null;
  /** Live conferences of the bloc that are open; a rehearsal holds up no import. */
  readonly inSession: readonly Conference[];
  readonly delegations: readonly Delegation[];
  readonly delegates: readonly Delegate[];
  readonly agenda: readonly AgendaItem[];
  readonly directives: readonly Directive[];
  readonly keyTasks: readonly KeyTask[];
  readonly resolutions: readonly Resolution[];
  readonly proposals: readonly Proposal[];
  readonly decisions: readonly Decision[];
  readonly pacts: readonly Pact[];
  readonly articles: readonly Article[];
  readonly targets: readonly Target[];
  /** ConferenceScene ones only. */
  readonly signatures: readonly Signature[];
  readonly polls: readonly Pick<Poll, 'id'>[];
}

/** Locks the conference a file is about, so that it is not opened or closed while the file is weighed. */
export async function lockConferenceBySlug(tx: EntityManager, slug: string): Promise<void> {
  await tx.query('select id from conference where slug = $1 for update', [slug]);
}

/** Reads what a file may touch; the caller's transaction makes it one moment. */
export async function readExistingRows(tx: EntityManager, file: ConferenceFile): Promise<ExistingRows> {
  const bloc = await tx.findOneBy(Bloc, { slug: file.bloc.slug });
  const conference = await tx.findOneBy(Conference, { slug: file.conference.slug });
  return {
    bloc,
    conference,
    awards: await tx.find(Award),
    ...(await ofBloc(tx, bloc?.id)),
    ...(await ofConference(tx, conference?.id)),
  };
}

async function ofBloc(tx: EntityManager, blocId: string | undefined) {
  if (blocId === undefined) {
    return {
      members: [],
      memberships: [],
      rules: [],
      leadership: [],
      indicators: [],
      results: [],
      movements: [],
      inSession: [],
    };
  }
  const members = await tx.findBy(Member, { blocId });
  return {
    members,
    memberships: await tx.findBy(Membership, { memberId: In(members.map((member) => member.id)) }),
    rules: await tx.findBy(VotingRule, { blocId }),
    leadership: await tx.findBy(LeadershipTerm, { blocId, supersededAt: IsNull(), rehearsal: false }),
    indicators: await tx.findBy(Indicator, { blocId }),
    results: await tx.findBy(Result, { blocId }),
    movements: await tx.findBy(Movement, { blocId }),
    inSession: await tx.findBy(Conference, {
      blocId,
      state: ConferenceState.OPEN,
      nature: ConferenceNature.LIVE,
    }),
  };
}

async function ofConference(tx: EntityManager, conferenceId: string | undefined) {
  if (conferenceId === undefined) {
    return {
      delegations: [],
      delegates: [],
      agenda: [],
      directives: [],
      keyTasks: [],
      resolutions: [],
      proposals: [],
      decisions: [],
      pacts: [],
      articles: [],
      targets: [],
      signatures: [],
      polls: [],
    };
  }
  const proposals = await tx.findBy(Proposal, { conferenceId });
  const pacts = await tx.findBy(Pact, { conferenceId });
  const pactId = In(pacts.map((pact) => pact.id));
  return {
    delegations: await tx.findBy(Delegation, { conferenceId }),
    delegates: await tx.findBy(Delegate, { conferenceId }),
    agenda: await tx.findBy(AgendaItem, { conferenceId }),
    directives: await tx.findBy(Directive, { conferenceId }),
    keyTasks: await tx.findBy(KeyTask, { conferenceId }),
    resolutions: await tx.findBy(Resolution, { conferenceId }),
    proposals,
    decisions: await tx.findBy(Decision, { proposalId: In(proposals.map((proposal) => proposal.id)) }),
    pacts,
    articles: await tx.findBy(Article, { pactId }),
    targets: await tx.findBy(Target, { pactId }),
    signatures: await tx.findBy(Signature, { pactId, withdrawnAt: IsNull() }),
    polls: await tx.find(Poll, { select: { id: true }, where: { conferenceId } }),
  };
}

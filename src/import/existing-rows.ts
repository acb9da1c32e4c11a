import { type EntityManager, In, IsNull } from 'typeorm';
import { Award } from '../award/award';
import { standingProposals } from '../award/beside';
import { Decision } from '../award/decision';
import { MemberBar } from '../award/member-bar';
import { Proposal } from '../award/proposal';
import { Bloc } from '../bloc/bloc';
import { Emblem } from '../bloc/emblem';
import { LeadershipTerm } from '../bloc/leadership-term';
import { Member } from '../bloc/member';
import { Membership } from '../bloc/membership';
import { YearPactRule } from '../bloc/pact-rule';
import { VotingRule } from '../bloc/voting-rule';
import { AgendaItem } from '../conference/agenda-item';
import { Conference, ConferenceNature, ConferenceState } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import { Delegation } from '../conference/delegation';
import { Directive } from '../conference/directive';
import { KeyTask } from '../conference/key-task';
import { Resolution } from '../conference/resolution';
import { readDatabaseNow } from '../database/database-now';
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
  /** When they are read, by the database's clock. */
  readonly now: Date;
  readonly bloc: Bloc | null;
  /** Hashes of the emblems there are. */
  readonly emblems: ReadonlySet<string>;
  readonly members: readonly Member[];
  readonly memberships: readonly Membership[];
  readonly rules: readonly VotingRule[];
  readonly pactRules: readonly YearPactRule[];
  /** ConferenceScene ones only. */
  readonly leadership: readonly LeadershipTerm[];
  readonly indicators: readonly Indicator[];
  readonly results: readonly Result[];
  /** Ids of the results that the desk has corrected. */
  readonly corrected: ReadonlySet<string>;
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
  /** Of members of the bloc, entered at conferences that are no rehearsals. */
  readonly bars: readonly MemberBar[];
  /** Proposals for members of the bloc and the years a file of a live conference names, wherever, that have not come to an end. */
  readonly standing: readonly Proposal[];
}

/** Locks the conference a file is about, so that it is not opened or closed while the file is weighed. */
export async function lockConferenceBySlug(tx: EntityManager, slug: string): Promise<void> {
  await tx.query('select id from conference where slug = $1 for update', [slug]);
}

/** Reads what a file may touch; the caller's transaction makes it one moment. */
export async function readExistingRows(tx: EntityManager, file: ConferenceFile): Promise<ExistingRows> {
  const bloc = await tx.findOneBy(Bloc, { slug: file.bloc.slug });
  const conference = file.conference ? await tx.findOneBy(Conference, { slug: file.conference.slug }) : null;
  return {
    now: await readDatabaseNow(tx),
    bloc,
    conference,
    emblems: new Set((await tx.find(Emblem, { select: { sha256: true } })).map(({ sha256 }) => sha256)),
    awards: await tx.find(Award),
    ...(await ofBloc(tx, bloc?.id)),
    ...(await ofConference(tx, conference?.id)),
    standing: await standingOf(tx, file, bloc?.id, conference?.id ?? null),
  };
}

/** What a new proposal of a live conference may not stand beside without a reason; a record tells what was. */
async function standingOf(
  tx: EntityManager,
  { conference, proposals = [] }: ConferenceFile,
  blocId: string | undefined,
  conferenceId: string | null,
): Promise<readonly Proposal[]> {
  if (blocId === undefined || conference?.nature !== ConferenceNature.LIVE) return [];
  const members = await tx.find(Member, { select: { id: true }, where: { blocId } });
  const years = [conference.closes, conference.reviews, ...proposals.map(({ year }) => year)];
  return standingProposals(
    tx,
    conferenceId,
    members.map(({ id }) => id),
    years.filter((year) => year !== undefined),
  );
}

async function ofBloc(tx: EntityManager, blocId: string | undefined) {
  if (blocId === undefined) {
    return {
      members: [],
      memberships: [],
      rules: [],
      pactRules: [],
      leadership: [],
      indicators: [],
      results: [],
      movements: [],
      inSession: [],
      bars: [],
    };
  }
  const members = await tx.findBy(Member, { blocId });
  return {
    members,
    memberships: await tx.findBy(Membership, { memberId: In(members.map((member) => member.id)) }),
    rules: await tx.findBy(VotingRule, { blocId }),
    pactRules: await tx.findBy(YearPactRule, { blocId }),
    bars: await barsOf(tx, members),
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

function barsOf(tx: EntityManager, members: readonly Member[]): Promise<MemberBar[]> {
  return tx
    .createQueryBuilder(MemberBar, 'bar')
    .where({ memberId: In(members.map(({ id }) => id)) })
    .andWhere(`exists (select from conference c where c.id = bar.conferenceId and c.nature <> 'REHEARSAL')`)
    .getMany();
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
      corrected: new Set<string>(),
    };
  }
  const proposals = await tx.find(Proposal, { where: { conferenceId }, order: { ordinal: 'ASC' } });
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
    corrected: await readCorrected(tx, conferenceId),
  };
}

async function readCorrected(tx: EntityManager, conferenceId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }[]>(
    `select distinct e.body::jsonb ->> 'subject' as id from event e join conference c on c.id = e.stream
     where e.stream = $1 and e.kind = 'resultCorrected' and c.nature <> 'RECORD'`,
    [conferenceId],
  );
  return new Set(rows.map(({ id }) => id));
}

import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { pollRuleCheck, Rule, type TieCriterion } from '../bloc/rule';
import { AgendaItem } from '../conference/agenda-item';
import { Conference } from '../conference/conference';
import { IdColumn, InstantColumn, TextPairColumn, WordColumn } from '../database/columns';
import type { Code } from '../errors/codes';
import { Node } from '../graphql/types/node';
import { Instant } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';
import type { Sums } from './weigh';

export enum PollKind {
  YES_NO_ABSTAIN = 'YES_NO_ABSTAIN',
  CHOOSE = 'CHOOSE',
}
registerEnumType(PollKind, {
  name: 'PollKind',
  description: 'What a ballot looks like.',
  valuesConfig: {
    YES_NO_ABSTAIN: { description: 'Tán thành, không tán thành or không có ý kiến; exactly one.' },
    CHOOSE: { description: 'A list to choose from, up to a number; none at all is a blank ballot.' },
  },
});

/** SEALED (blind signatures, RFC 9474) will be a third value; every switch on this type ends in `unreachable`. */
export enum Secrecy {
  NAMED = 'NAMED',
  UNLINKED = 'UNLINKED',
}
registerEnumType(Secrecy, {
  name: 'Secrecy',
  description: 'Who can learn how somebody voted.',
  valuesConfig: {
    NAMED: { description: 'Everybody who may see the conference sees who voted what.' },
    UNLINKED: {
      description:
        'Who voted and what was voted are stored apart, and no row of the one leads to the other. Counts never run before closing, and below the floor of the rule nothing is counted. Ballots are sealed until it closes, to a key outside the database that is destroyed then. Not protected: against the operator while it is open. With few voters a unanimous result still reveals all.',
    },
  },
});

/**
 * DRAFT → OPEN → CLOSED, and DRAFT or OPEN or CLOSED → VOID.
 * DRAFT: the question stands, nobody may vote. OPEN: the electorate and the rule are frozen, ballots are taken.
 * CLOSED: counted; counts and outcome never change. VOID: set aside with a reason; its count, if any, decides nothing.
 */
export enum PollState {
  DRAFT = 'DRAFT',
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
  VOID = 'VOID',
}
registerEnumType(PollState, {
  name: 'PollState',
  description: 'Where a poll stands.',
  valuesConfig: {
    DRAFT: { description: 'Prepared.' },
    OPEN: { description: 'Taking ballots.' },
    CLOSED: { description: 'Counted.' },
    VOID: { description: 'Set aside with a reason.' },
  },
});

export enum Outcome {
  PASSED = 'PASSED',
  REJECTED = 'REJECTED',
  TIED = 'TIED',
  TOO_FEW = 'TOO_FEW',
}
registerEnumType(Outcome, {
  name: 'Outcome',
  description: 'What the rule makes of the counts.',
  valuesConfig: {
    PASSED: { description: 'The rule is met.' },
    REJECTED: { description: 'The rule is not met.' },
    TIED: { description: 'More options share the last seat than there are seats; another round has to decide.' },
    TOO_FEW: {
      description:
        'An UNLINKED poll closed with fewer ballots than the floor of its rule: it decides nothing, and its ballots were deleted uncounted.',
    },
  },
});

export enum PollMethod {
  ELECTRONIC = 'ELECTRONIC',
  PAPER = 'PAPER',
  SHOW_OF_HANDS = 'SHOW_OF_HANDS',
  ROLL_CALL = 'ROLL_CALL',
  CONSENSUS = 'CONSENSUS',
}
registerEnumType(PollMethod, {
  name: 'PollMethod',
  description: 'How the votes were taken.',
  valuesConfig: {
    ELECTRONIC: { description: 'Ballots cast through the server; a recount counts them.' },
    PAPER: { description: 'Phiếu giấy: counted in the hall and entered.' },
    SHOW_OF_HANDS: { description: 'Giơ tay: counted in the hall and entered.' },
    ROLL_CALL: { description: 'Gọi tên: counted in the hall and entered.' },
    CONSENSUS: { description: 'Nhất trí: agreed without a count. There are no counts.' },
  },
});

/** How counts came in that no ballot of this server stands behind. */
interface Entered {
  readonly method: Exclude<PollMethod, PollMethod.ELECTRONIC | PollMethod.CONSENSUS>;
  /** Ballots collected that say nothing clear; part of `cast`. */
  readonly invalid: number;
  /** Electors that were there. */
  readonly present: number;
  readonly note: string | null;
}

/** What the paper ballots of an UNLINKED poll came to. Shape of the `paper` column; `cast` holds blank and invalid ones too. */
export interface PaperCounts {
  readonly cast: number;
  readonly blank: number;
  readonly invalid: number;
  readonly votes: Readonly<Record<string, number>>;
}

/** That the conference agreed without a count. */
export interface Consensus {
  /** Votes that a poll on it would have had, and how many of them were there. */
  readonly electors: number;
  readonly present: number;
  readonly note: string | null;
}

/** Counts frozen at closing. Shape of the `result` column. With outcome TOO_FEW nothing was counted but `cast`. */
export interface Result {
  /** Votes by option code; none with outcome TOO_FEW. */
  readonly votes: Readonly<Record<string, number>>;
  readonly cast: number;
  /** 0 with outcome TOO_FEW. */
  readonly blank: number;
  readonly outcome: Outcome;
  /** Codes of the options that won, best first; empty for yes/no polls. */
  readonly winners: readonly string[];
  /** By what each winner has its seat. Missing in results of before tie orders, and of yes/no polls. */
  readonly decidedBy?: Readonly<Record<string, TieCriterion>>;
  /** Codes of the options that share the seats left; with outcome TIED. */
  readonly tied?: readonly string[];
  /** Votes by weight, where the rule gives weights. */
  readonly weights?: Sums<string>;
  /** Votes by members, where the rule asks for both majorities. */
  readonly members?: Sums<number>;
  /** Given when the counts were entered by hand. */
  readonly entered?: Entered;
  /** How many of the ballots were on paper, and how many of these say nothing clear; not what they chose. */
  readonly paper?: { readonly cast: number; readonly invalid: number };
  /** Given when nothing was counted: then there are no votes. */
  readonly consensus?: Consensus;
}

/** How leader and deputy decided a tie. Shape of the `tie_decision` column. */
export interface TieDecisionRow {
  /** Codes of the options that got the seats left. */
  readonly winners: readonly string[];
  /** Ids of delegates. */
  readonly leaderId: string;
  readonly deputyId: string | null;
  readonly reason: string;
  /** RFC 3339. */
  readonly decidedAt: string;
}

/** Why a draft did not open at its hour. Shape of the `not_opened` column. */
export interface NotOpened {
  readonly code: Code;
  /** How many, where the refusal says so. */
  readonly facts: Readonly<Record<string, number>>;
  /** UTC, RFC 3339. */
  readonly opensAt: string;
}

@Entity()
@ObjectType({ implements: Node, description: 'A question put to the vote at a conference.' })
@Unique(['conferenceId', 'ordinal'])
@Unique(['id', 'conferenceId'])
@ForeignKey('Proposal', ['proposalId', 'conferenceId'], ['id', 'conferenceId'])
@ForeignKey(() => AgendaItem, ['agendaItemId', 'conferenceId'], ['id', 'conferenceId'])
@ForeignKey(() => Poll, ['previousId', 'conferenceId'], ['id', 'conferenceId'])
@Check('poll_kind_check', `kind in ('YES_NO_ABSTAIN', 'CHOOSE')`)
@Check('poll_secrecy_check', `secrecy in ('NAMED', 'UNLINKED')`)
@Check('poll_state_check', `state in ('DRAFT', 'OPEN', 'CLOSED', 'VOID')`)
@Check('poll_choices_check', 'max_choices >= 1')
@Check('poll_proposal_check', `proposal_id is null or kind = 'YES_NO_ABSTAIN'`)
@Check('poll_result_check', `state <> 'CLOSED' or (result is not null and closed_at is not null)`)
@Check('poll_rule_check', pollRuleCheck)
@Check('poll_minutes_check', 'minutes between 1 and 120')
@Check('poll_closing_check', 'minutes is not null or not closes_by_itself')
@Index('poll_opening', ['opensAt'], { where: `state = 'DRAFT'` })
@Index('poll_closing', ['dueAt'], { where: `state = 'OPEN' and closes_by_itself` })
@Check('poll_may_change_check', `secrecy = 'NAMED' or not may_change`)
@Check('poll_weights_check', `secrecy = 'NAMED' or (member_weights is null and not double_majority)`)
@Check('poll_second_ballot_check', 'second_ballot between 0 and 2 and (second_ballot = 0 or previous_id is not null)')
@Check('poll_tie_decision_check', `tie_decision is null or state in ('CLOSED', 'VOID')`)
@Check('poll_paper_check', `paper is null or secrecy = 'UNLINKED'`)
@Check(
  'poll_ballot_key_check',
  `ballot_key is null and not (secrecy = 'UNLINKED' and state = 'OPEN') or secrecy = 'UNLINKED' and ballot_key ~ '^[A-Za-z0-9_-]{43}$'`,
)
@Check('poll_live_tally_check', `secrecy = 'NAMED' or not live_tally or state in ('CLOSED', 'VOID')`)
export class Poll implements Node {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Conference)
  conferenceId: string;

  @Column('uuid', { nullable: true })
  agendaItemId: string | null;

  /** The award proposal a yes/no question is about. */
  @Column('uuid', { nullable: true })
  proposalId: string | null;

  /** The round before this one. */
  @Column('uuid', { nullable: true })
  previousId: string | null;

  @Column('int')
  @Field(() => Int, { description: 'Number of the poll within its conference, from 1.' })
  ordinal: number;

  @Column('text')
  @Field(() => String, {
    description:
      "Which of the year's rules decides it: RESOLUTION, LEADERSHIP or the code of an award, as in `VotingRule.subject`. What is asked about is `about`.",
  })
  subject: string;

  @TextPairColumn()
  @Field(() => TextPair, { description: 'The question.' })
  question: TextPair;

  @WordColumn()
  @Field(() => PollKind, { description: 'What a ballot looks like.' })
  kind: PollKind;

  @Column('int')
  @Field(() => Int, { description: 'How many options one ballot may choose at most.' })
  maxChoices: number;

  @WordColumn()
  @Field(() => Secrecy, { description: 'Who can learn how somebody voted.' })
  secrecy: Secrecy;

  @Column('boolean')
  @Field(() => Boolean, {
    description:
      'True: counts run live while it is open, in NAMED polls only; false: turnout only, counts at closing. Settled when it opens.',
  })
  liveTally: boolean;

  @Column('boolean', { default: false })
  @Field(() => Boolean, {
    description: 'Whether a vote that was cast may be changed until closing, in NAMED polls only. The latest counts.',
  })
  mayChange: boolean;

  @Column(() => Rule, { prefix: false })
  @Field(() => Rule, { description: 'How it is decided.' })
  rule: Rule;

  @WordColumn()
  @Field(() => PollState, { description: 'Where it stands now.' })
  state: PollState;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it opened.' })
  openedAt: Date | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description:
      'When the chair has said to close it. Announced only, unless `closesByItself`: ballots count until it is closed.',
  })
  dueAt: Date | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description: 'When a draft opens by itself; null once it has opened.',
  })
  opensAt: Date | null;

  @Column('int', { nullable: true })
  @Field(() => Int, { nullable: true, description: 'Minutes from its opening to the closing that is planned.' })
  minutes: number | null;

  @Column('boolean', { default: false })
  @Field(() => Boolean, {
    description:
      "Whether the server closes it at `dueAt`, by the database's clock: from then on no ballot is taken, and it is counted within a second or two.",
  })
  closesByItself: boolean;

  @Column('jsonb', { nullable: true })
  notOpened: NotOpened | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it closed.' })
  closedAt: Date | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was set aside, for a void poll.' })
  voidReason: string | null;

  @Column('int', { default: 0 })
  @Field(() => Int, {
    description:
      'Which second ballot after a tie it is, 1 or 2: among the tied of `previous`, for the seats left. 0 else.',
  })
  secondBallot: number;

  /** How often it was opened: once, unless that was undone. */
  @Column('int', { default: 0 })
  openings: number;

  /**
   * What ballots are sealed to while an UNLINKED poll is open: a public key, base64url of 32 bytes (poll/seal). It stays
   * when the poll is over; null in other polls, and while it is a draft.
   */
  @Column('text', { nullable: true })
  ballotKey: string | null;

  /** Counts of paper ballots, before closing and after; null where there are none, or they are not counted yet. */
  @Column('jsonb', { nullable: true })
  paper: PaperCounts | null;

  @Column('jsonb', { nullable: true })
  result: Result | null;

  @Column('jsonb', { nullable: true })
  tieDecision: TieDecisionRow | null;
}

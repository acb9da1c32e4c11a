import type { PactTerms } from '../../bloc/pact-rule';
import type { AgendaSession, AgendaState } from '../../conference/agenda-item';
import type { AttendanceCounts } from '../../conference/attendance';
import type { BlocPart } from '../../conference/bloc-part';
import { ConferenceState } from '../../conference/conference';
import type { Json } from '../../log/canonical';
import type { PactState } from '../../pact/pact';
import type { Poll } from '../../poll/poll';

/** Version of the form; checkpoints of another one are not read. */
export const stateVersion = 1;

export interface Words {
  readonly vi: string;
  readonly en: string | null;
}

export interface AgendaLine {
  readonly id: string;
  readonly code: string;
  title: Words;
  session: AgendaSession;
  state: AgendaState;
}

/** A delegate as the log tells one. */
export interface DelegateLine {
  readonly id: string;
  readonly code: string;
  readonly ordinal: number;
  readonly name: Words;
  /** Titles. */
  readonly posts: readonly Words[];
  readonly memberId: string | null;
  readonly mayVote: boolean;
  readonly maySign: boolean;
  /** Whose mandate to vote they hold when it is another's. */
  readonly mandate: string | null;
  readonly proxyFor: string | null;
  readonly paper: string | null;
  /** UTC, as everything here that is a time. */
  readonly from: string | null;
  readonly until: string | null;
  readonly withdrawnAt: string | null;
}

export interface OptionLine {
  readonly code: string;
  readonly label: Words;
  readonly memberId: string | null;
  readonly proposalId: string | null;
  readonly goesFirst: boolean | null;
  readonly score: string | null;
}

export interface ElectorLine {
  /** At opening. */
  readonly present: boolean;
  readonly memberId: string | null;
  /** A decimal; 1 where the rule gives no weights. */
  readonly weight: string;
}

/** Ballots of an open poll, by elector. */
export interface OpenBallots {
  readonly electors: Record<string, ElectorLine>;
  /** Choices of those who have voted; null where they are not told. */
  readonly voted: Record<string, readonly string[] | null>;
}

export interface PollLine
  extends Pick<Poll, 'id' | 'ordinal' | 'subject' | 'kind' | 'maxChoices' | 'secrecy' | 'liveTally' | 'state'>,
    Pick<Poll, 'mayChange' | 'secondBallot'> {
  question: Words;
  rule: Poll['rule'];
  options: readonly OptionLine[];
  proposalId: string | null;
  dueAt: string | null;
  voidReason: string | null;
  result: Poll['result'];
  tieDecision: Poll['tieDecision'];
  /** Null before it opens, and after it has ended where the numbers below say all. */
  open: OpenBallots | null;
  electors: number;
  present: number;
  cast: number;
  /** Of them, those who vote on paper, and those whose ballot the desk entered. */
  onPaper: number;
  byHand: number;
  /** How many papers there are, and how many of them are invalid; null while they are not counted. */
  paper: { readonly cast: number; readonly invalid: number } | null;
}

export interface SignatureLine {
  readonly memberId: string;
  readonly delegateId: string | null;
  readonly signer: string | null;
  readonly method: string;
  readonly textHash: string | null;
}

export interface PactLine {
  readonly id: string;
  readonly year: number;
  title: Words;
  state: PactState;
  textHash: string | null;
  /** What it needs to come into force, where that is not the signature of every party; absent of a draft. */
  rule?: PactTerms;
  /** Members that are parties, in order; of a draft those it would have. */
  parties: readonly string[];
  /** Those that stand, in the order given. */
  signatures: readonly SignatureLine[];
}

export interface DecisionLine {
  readonly id: string;
  readonly ordinal: number;
  readonly step: string;
  readonly number: string | null;
  readonly decidedOn: string | null;
  readonly note: Words | null;
  readonly correctsId: string | null;
  readonly reason: string | null;
}

export interface ProposalLine {
  readonly id: string;
  readonly ordinal: number;
  /** Code of the award. */
  readonly award: string;
  readonly memberId: string;
  readonly year: number;
  reason: Words | null;
  decisions: readonly DecisionLine[];
}

/** What the log of a conference has come to at one position: what was to be seen then, and no choice that was secret. */
export interface RecordState {
  readonly v: number;
  sequence: number;
  /** Time of the entry there; null at the beginning. */
  at: string | null;
  state: ConferenceState;
  /** Year it opens. */
  readonly opens: number | null;
  bloc: BlocPart;
  attendanceAtClosing: AttendanceCounts | null;
  agenda: AgendaLine[];
  delegates: Record<string, DelegateLine>;
  /** Ids of delegates in the hall. */
  present: Record<string, true>;
  polls: Record<string, PollLine>;
  pacts: Record<string, PactLine>;
  proposals: Record<string, ProposalLine>;
}

/** Before the first entry of a log that tells its conference from the beginning. */
export const nothingYet = (): RecordState => ({
  ...{ v: stateVersion, sequence: 0, at: null, state: ConferenceState.PLANNED, opens: null },
  ...{ bloc: { voting: [], signing: [], quorum: null }, attendanceAtClosing: null },
  ...{ agenda: [], delegates: {}, present: {}, polls: {}, pacts: {}, proposals: {} },
});

/** What is kept of a state: all but where it stands. */
export function keptOf({ sequence: _, at: __, ...kept }: RecordState): Json {
  return kept as unknown as Json;
}

/** One entry of a log, read. */
export interface Told {
  readonly sequence: number;
  readonly at: string;
  readonly kind: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What entries of one kind do to the state. */
export type Handler = (state: RecordState, told: Told) => void;

/** The thing an entry is about. @throws Error where nothing told of it before */
export function known<T>(things: Record<string, T>, { kind, subject }: Told, id: string = subject): T {
  const thing = Object.hasOwn(things, id) ? things[id] : undefined;
  if (thing === undefined) throw new Error(`${kind} ${subject}: nothing is known of ${id}`);
  return thing;
}

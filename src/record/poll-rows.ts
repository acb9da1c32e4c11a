import type { ChangeRow } from './check-changes';
import type { LogCount } from './count-log';

/** A poll and everything about it, as the tables hold it. */
export interface PollRows {
  readonly id: string;
  readonly ordinal: number;
  readonly question: string;
  readonly kind: 'YES_NO_ABSTAIN' | 'CHOOSE';
  readonly secrecy: 'NAMED' | 'UNLINKED';
  readonly state: 'DRAFT' | 'OPEN' | 'CLOSED' | 'VOID';
  readonly maxChoices: number;
  readonly liveTally: boolean;
  readonly mayChange: boolean;
  readonly rule: RuleRow;
  readonly result: ResultRow | null;
  readonly options: readonly string[];
  /** Of each option what the tie order knows of it. */
  readonly ranks: Readonly<Record<string, { readonly goesFirst: boolean | null; readonly score: string | null }>>;
  readonly secondBallot: number;
  readonly tieDecision: TieDecisionRow | null;
  readonly electors: readonly {
    readonly electorId: string;
    readonly present: boolean;
    readonly memberId: string | null;
    /** A decimal. */
    readonly weight: string;
  }[];
  readonly roll: readonly { readonly electorId: string; readonly delegateId: string; readonly method: string }[];
  /** Counts of paper ballots; null where there are none, or none that were counted. */
  readonly paper: PaperRow | null;
  readonly named: readonly { readonly electorId: string; readonly choices: readonly string[] }[];
  readonly unlinked: readonly { readonly choices: readonly string[] }[];
  /** How many ballots are sealed yet. */
  readonly sealed: number;
  /** What they are sealed to: a public key, base64url; null where nothing is. */
  readonly ballotKey: string | null;
  /** Of named ballots that were changed, in order. */
  readonly changes: readonly ChangeRow[];
}

/** With no choices once they were too few to be counted. */
interface PaperRow extends LogCount {
  readonly invalid: number;
}

interface RuleRow {
  readonly electorate: string;
  readonly quorumNumerator: number;
  readonly quorumDenominator: number;
  readonly passNumerator: number;
  readonly passDenominator: number;
  readonly passStrict: boolean;
  readonly base: 'ALL' | 'PRESENT' | 'CAST' | 'YES_NO';
  readonly seats: number | null;
  /** Fewest ballots a secret poll counts. */
  readonly floor: number;
  readonly tieOrder: readonly string[];
  readonly selfVote: boolean;
  readonly doubleMajority: boolean;
  readonly memberWeights: Readonly<Record<string, string>> | null;
}

interface TieDecisionRow {
  readonly winners: readonly string[];
  readonly leaderId: string;
  readonly deputyId: string | null;
  readonly reason: string;
}

export interface ResultRow extends LogCount {
  readonly outcome: string;
  readonly winners: readonly string[];
  /** Missing in results of before tie orders. */
  readonly decidedBy?: Readonly<Record<string, string>>;
  readonly tied?: readonly string[];
  readonly weights?: object;
  readonly members?: object;
  readonly paper?: { readonly cast: number; readonly invalid: number };
  readonly consensus?: { readonly electors: number; readonly present: number; readonly note: string | null };
  readonly entered?: { readonly method: string; readonly invalid: number; readonly present: number };
}

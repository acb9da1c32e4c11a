// What an entry of a log holds by its kind, as docs/events.md says. Fields may be added; a test compares the kinds.

/** Vietnamese, and English where there is some. */
interface Text {
  readonly vi: string;
  readonly en: string | null;
}

interface Unit {
  readonly id: string;
  readonly code: string;
  readonly name: Text;
}

/** Somebody who acted, as the log names them. */
interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/** An act that needs two people. */
interface Asked {
  readonly act: string;
  readonly targetId: string;
  /** The target where it is about the whole. */
  readonly partId: string;
  readonly reason: string | null;
  readonly askedBy: Person;
}

/** Of an act that was asked for by one and confirmed by another; left out of others. */
interface Confirmed {
  readonly twoKeys?: {
    readonly pendingActId: string;
    readonly reason: string | null;
    readonly askedBy: Person;
    readonly confirmedBy: Person;
  };
}

interface Session {
  readonly slug: string;
  readonly name: Text;
  readonly nature: string;
}

/** What a conference rests on that belongs to its bloc. */
interface OfBloc {
  /** Ids of the members of the year judged, and of the year opened. */
  readonly voting: readonly string[];
  readonly signing: readonly string[];
  /** By the rule of the year for resolutions. */
  readonly quorum: {
    readonly electorate: string;
    readonly quorumNumerator: number;
    readonly quorumDenominator: number;
  } | null;
}

interface Item {
  readonly itemId: string;
  readonly code: string;
  readonly ordinal: number;
  readonly title: Text;
}

interface ItemText {
  readonly title: Text;
  readonly session: string;
}

/** With the ids of all items in their order since. */
interface ItemInOrder extends Item {
  readonly session: string;
  readonly order: readonly string[];
}

interface OfSpeaker {
  readonly delegate: Unit;
  readonly member: Unit | null;
}

interface Presence {
  readonly code: string;
  readonly name: Text;
  /** Null for guests. */
  readonly member: Unit | null;
  readonly mayVote: boolean;
  readonly maySign: boolean;
}

/** A delegate as the list reads; more in docs/events.md. */
interface Listed {
  readonly code: string;
  readonly name: Text;
  readonly member: Unit | null;
  readonly mayVote: boolean;
  readonly maySign: boolean;
  readonly [more: string]: unknown;
}

interface Term {
  readonly termId: string;
  readonly role: string;
  readonly ordinal: number;
  readonly member: Unit | null;
}

interface BlocRole {
  readonly role: string;
  readonly accountId: string;
  readonly memberId: string | null;
  readonly termId: string | null;
  /** UTC, RFC 3339. */
  readonly from: string;
  readonly until: string | null;
}

interface OfScoreTable {
  readonly year: number;
  readonly version: number;
  /** SHA-256 of its canonical text. */
  readonly hash: string;
}

interface OfScore {
  readonly year: number;
  readonly memberId: string;
  readonly stage: string;
  /** Reviews so far. */
  readonly round: number;
}

interface WroteScores extends OfScore {
  /** SHA-256 of what was written, with its ids. */
  readonly digest: string;
}

interface SignedPact extends OfPact, Confirmed {
  /** SHA-256 of the scan, and where the paper is; of a signature on paper. */
  readonly scanHash?: string;
  readonly note?: string;
}

/** Of a pact of this emulation year. */
interface OfPact {
  readonly year: number;
}

/** Of the poll with this number in its conference, from 1. */
interface OfPoll {
  readonly poll: number;
}

interface ConfirmedPoll extends OfPoll, Confirmed {}

interface Question extends OfPoll {
  readonly subject: string;
  readonly proposalId: string | null;
  readonly question: Text;
  readonly kind: string;
  readonly maxChoices: number;
  readonly secrecy: string;
  readonly liveTally: boolean;
  /** Whether votes may be changed until closing. */
  readonly mayChange?: boolean;
  readonly rule: Readonly<
    Record<string, string | number | boolean | null | readonly string[] | Readonly<Record<string, string>>>
  >;
  readonly options: readonly {
    readonly code: string;
    readonly label: Text;
    readonly memberId: string | null;
    readonly proposalId: string | null;
    /** Where somebody said whether it goes first in a tie. */
    readonly goesFirst?: boolean;
  }[];
  /** Id of the round before. */
  readonly previous: string | null;
  /** 1 or 2, of a second ballot after a tie. */
  readonly secondBallot?: number;
}

interface Sums<Sum> {
  readonly electors: Sum;
  readonly present: Sum;
  readonly cast: Sum;
  readonly blank: Sum;
  /** By code of the option. */
  readonly votes: Readonly<Record<string, Sum>>;
}

interface OfProposal {
  /** Code of the award. */
  readonly award: string;
  readonly awardName: Text;
  readonly memberId: string;
  /** Code of the member. */
  readonly member: string;
  readonly memberName: Text;
  readonly year: number;
}

interface OfBar {
  readonly memberId: string;
  /** Code of the member. */
  readonly member: string;
  readonly document: string;
  readonly reason: string | null;
  /** Days, such as 2026-11-30. */
  readonly from: string;
  readonly until: string | null;
}

interface Wording {
  readonly grounds: Text | null;
  readonly addressee: Text | null;
}

/** What a result says. */
/** What is due in a year of a bloc. */
interface OfDeadline {
  /** Such as QUARTER_REPORT. */
  readonly kind: string;
  readonly title: Text | null;
  readonly year: number;
  /** Such as Q1; null of what is no report. */
  readonly period: string | null;
  readonly dueOn: string;
  /** Null where the last day in time is `dueOn`. */
  readonly latestOn: string | null;
  /** Null for all that belong in the year. */
  readonly memberIds: readonly string[] | null;
}

/** A member's report of its own results. */
interface OfReport {
  readonly memberId: string;
  /** Code of the member. */
  readonly member: string;
  readonly year: number;
  /** Such as YEAR or Q1. */
  readonly period: string;
  /** Which report of its member, year and period it is, from 1. */
  readonly number: number;
}

interface ReportedFigure {
  /** Code of the indicator. */
  readonly indicator: string;
  readonly raw: string;
  /** Exact decimal text; null where the print cannot be read in one way. */
  readonly value: string | null;
  readonly unit: string | null;
}

interface Reported {
  /** As printed. */
  readonly raw: string;
  /** Exact decimal text; null where it is no figure. */
  readonly value: string | null;
  readonly unit: string | null;
  readonly text: Text | null;
}

interface Step extends OfProposal, Confirmed {
  readonly decisionId: string;
  readonly ordinal: number;
  readonly step: string;
  readonly number: string | null;
  /** Such as 2026-11-30. */
  readonly decidedOn: string | null;
  readonly note: Text | null;
  /** States of the proposal before and after. */
  readonly from: string;
  readonly to: string;
}

/** How many things a file made, changed, took away, left and flagged. */
interface Imported {
  /** Of the conference, or of the bloc. */
  readonly slug: string;
  /** Of the file, in hex. */
  readonly sha256: string;
  readonly created: number;
  readonly changed: number;
  readonly removed: number;
  readonly left: number;
  readonly flagged: number;
  /** What it changed, and was before. */
  readonly changes: readonly { readonly thing: string; readonly before: unknown; readonly after: unknown }[];
  readonly reason?: string;
}

/** The `data` of an entry by its kind: every kind that a log of a conference or a bloc can have. More may be added. */
export interface DataByKind {
  readonly conferenceImported: Imported & {
    /** SHA-256 of the checkpoint kept with it, in hex; in the log of the conference alone. */
    readonly state?: string;
  };
  readonly blocImported: Imported;
  /** Slugs. */
  readonly rehearsalPrepared: { readonly rehearses: string; readonly slug: string; readonly state: string };
  readonly blocChanged: OfBloc;
  readonly conferenceOpened: Session & OfBloc;
  readonly conferenceClosed: Session & {
    /** The agenda item that ended with it. */
    readonly finished?: Item;
    /** Ids of the members of the year judged, and of the year opened. */
    readonly voting: readonly string[];
    readonly signing: readonly string[];
    readonly attendance: Readonly<Record<string, unknown>>;
  };
  /** In the log of the bloc. */
  readonly conferenceShown: Session;
  readonly conferenceHidden: Readonly<Record<string, never>>;
  readonly delegateCheckedIn: Presence;
  readonly delegateCheckedOut: Presence;
  readonly delegateAdded: { readonly after: Listed };
  readonly delegateCorrected: { readonly before: Listed; readonly after: Listed; readonly reason: string | null };
  readonly delegateWithdrawn: { readonly before: Listed; readonly after: Listed; readonly reason: string };
  /** The stand-in first; `replaced` is the id of the one who gave the mandates up. */
  readonly delegateReplaced: {
    readonly before: readonly Listed[];
    readonly after: readonly Listed[];
    readonly replaced: string;
  };
  readonly agendaItemStarted: Item & { readonly finished: Item | null };
  readonly agendaItemFinished: Item;
  /** `resumed` is current again. */
  readonly agendaStartUndone: Item & { readonly state: string; readonly resumed: Item | null };
  readonly agendaItemAdded: ItemInOrder;
  readonly agendaItemRemoved: ItemInOrder;
  readonly agendaItemCorrected: Item & { readonly before: ItemText; readonly after: ItemText };
  /** Places, from 1, and ids of all items in their order since. */
  readonly agendaItemMoved: Item & { readonly from: number; readonly to: number; readonly order: readonly string[] };
  readonly hallShown: {
    readonly scene: string;
    /** Ids. */
    readonly polls: readonly string[];
    readonly text: Text | null;
    readonly endsAt: string | null;
  };
  /** SHA-256 in hexadecimal: `digest` is printed on the paper, `contentHash` is of what was kept. */
  readonly paperAdopted: {
    readonly kind: string;
    readonly ordinal: number;
    readonly number: string | null;
    readonly datedOn: string | null;
    readonly digest: string;
    readonly contentHash: string;
    readonly reason: string | null;
  };
  /** `scanHash` is of the file with signature and stamp. */
  readonly paperSigned: {
    readonly kind: string;
    readonly ordinal: number;
    readonly number: string | null;
    readonly digest: string;
    readonly scanHash: string;
  };
  readonly speakerAsked: OfSpeaker & { readonly topic: string | null };
  readonly speakerWithdrawn: OfSpeaker;
  /** Ids of all who wait, in their order since. */
  readonly speakerMoved: OfSpeaker & { readonly order: readonly string[] };
  /** Seconds; null for no limit. */
  readonly speakerTimed: OfSpeaker & { readonly before: number | null; readonly seconds: number | null };
  readonly speakerStarted: OfSpeaker & { readonly seconds: number | null };
  readonly speakerStopped: OfSpeaker & { readonly seconds: number | null; readonly spoken: number };
  readonly leadershipAppointed: {
    readonly blocId: string;
    readonly year: number;
    readonly mode: string;
    /** The leader first. */
    readonly terms: readonly Term[];
    readonly superseded: readonly Term[];
  };
  readonly blocRoleGranted: BlocRole;
  /** `before` is its end until then. */
  readonly blocRoleEnded: BlocRole & { readonly before: string | null };
  /** All roles of leader's offices that ended and began; `before` is their end until then. */
  readonly officeHandedOver: {
    readonly year: number;
    /** The member that takes over. */
    readonly member: Unit;
    readonly ended: readonly {
      readonly heldRoleId: string;
      readonly accountId: string;
      readonly memberId: string | null;
      readonly termId: string | null;
      readonly before: string | null;
    }[];
    readonly granted: readonly { readonly heldRoleId: string; readonly accountId: string; readonly from: string }[];
  };
  readonly accountRecovered: {
    readonly role: string;
    readonly conferenceId: string | null;
    readonly delegateId: string | null;
  };
  readonly scoreTableSet: OfScoreTable;
  /** `pollId` agreed on it; null where none was named. */
  readonly scoreTableFrozen: OfScoreTable & { readonly pollId: string | null };
  /** How many leaves and extras. */
  readonly scoresEntered: WroteScores & { readonly entries: number };
  readonly scoresSubmitted: OfScore;
  /** How many, and how many of them as the member scored itself. */
  readonly scoresReviewed: WroteScores & { readonly entries: number; readonly accepted: number };
  readonly scoresExplained: WroteScores & { readonly explanations: number };
  readonly scoreRemarked: WroteScores;
  /** `members` by id; `hash` of the table. */
  readonly scoresFinished: {
    readonly year: number;
    readonly hash: string;
    readonly members: readonly string[];
    readonly digest: string;
  };
  /** The best first; equal totals share a rank. */
  readonly ranksReleased: {
    readonly year: number;
    readonly hash: string;
    readonly members: readonly { readonly memberId: string; readonly total: string; readonly rank: number }[];
  };
  readonly pactDrafted: OfPact & {
    readonly title: Text;
    readonly articles: number;
    readonly targets: number;
    /** Ids of the members that would be parties. */
    readonly parties: readonly string[];
  };
  readonly pactOpened: OfPact & {
    /** Canonical JSON of the text. */
    readonly text: string;
    readonly textHash: string;
    /** Ids of members. */
    readonly parties: readonly string[];
    /** Where it does not need all parties at once. */
    readonly rule?: {
      /** How many; null for all. */
      readonly signatures: number | null;
      /** First day in force, as yyyy-mm-dd. */
      readonly from: string | null;
    };
  };
  readonly pactSigned: SignedPact & {
    readonly memberId: string;
    readonly delegateId: string;
    readonly signer: string;
    readonly textHash: string;
    readonly method: string;
    /** The paper by which the signer stood in. */
    readonly authorisation?: string;
    /** How many have signed, of how many. */
    readonly signed: number;
    readonly parties: number;
  };
  readonly signatureWithdrawn: OfPact & {
    readonly memberId: string;
    readonly delegateId: string;
    readonly reason: string;
  };
  readonly pactInForce: OfPact & {
    readonly textHash: string;
    /** First day in force, as yyyy-mm-dd; where its rule names one. */
    readonly from?: string;
  };
  readonly pollCreated: Question;
  readonly pollEdited: Question;
  readonly pollRemoved: OfPoll;
  readonly pollOpened: OfPoll & {
    /** What secret ballots are sealed to, base64url; in secret polls alone. */
    readonly ballotKey?: string;
    readonly liveTally: boolean;
    /** The closing that was announced; UTC, RFC 3339. */
    readonly dueAt?: string;
    /** Whether it closes by itself then. */
    readonly closesByItself?: boolean;
    readonly electors: readonly {
      readonly electorId: string;
      readonly present: boolean;
      /** A decimal; where the rule gives weights. */
      readonly weight?: string;
    }[];
    /** Final scores by option, decimals; where the tie order asks for them. */
    readonly scores?: Readonly<Record<string, string>>;
  };
  readonly pollScheduled: OfPoll & {
    /** When a draft opens by itself; UTC, RFC 3339. */
    readonly opensAt: string | null;
    /** From its opening, or of an open poll from now. */
    readonly minutes: number | null;
    readonly closesByItself: boolean;
    /** When an open poll is to close; UTC, RFC 3339. */
    readonly dueAt: string | null;
  };
  readonly pollNotOpened: OfPoll & {
    readonly opensAt: string | null;
    /** Code of the refusal. */
    readonly code: string;
    readonly facts: Readonly<Record<string, number>>;
  };
  readonly ballotCast: OfPoll & {
    readonly electorId: string;
    readonly delegateId: string;
    /** Codes of options; only in a named poll whose counts run live. */
    readonly choices?: readonly string[];
  };
  readonly ballotChanged: OfPoll & {
    readonly electorId: string;
    readonly delegateId: string;
    /** What the ballot said before and says now, codes of options; only in a poll whose counts run live. */
    readonly former?: readonly string[];
    readonly choices?: readonly string[];
  };
  readonly pollClosed: ConfirmedPoll & {
    readonly electors: number;
    readonly present: number;
    readonly cast: number;
    readonly outcome: string;
    /** Codes of options. */
    readonly winners: readonly string[];
    /** By code of the winner, by what it won. */
    readonly decidedBy?: Readonly<Record<string, string>>;
    /** Codes of the options that share the seats left. */
    readonly tied?: readonly string[];
    /** By weight, exact decimals; where the rule gives weights. */
    readonly weights?: Sums<string>;
    /** By members; where the rule asks for both majorities. */
    readonly members?: Sums<number>;
    /** Of outcome TOO_FEW, which has no `blank` and no `votes`. */
    readonly floor?: number;
    readonly blank?: number;
    /** By code of the option. */
    readonly votes?: Readonly<Record<string, number>>;
    /** Ballots on paper of a secret poll; part of `cast`. */
    readonly paper?: { readonly cast: number; readonly invalid: number };
    /** Where counts were taken in the hall. */
    readonly entered?: {
      readonly method: string;
      /** Ballots that say nothing clear; part of `cast`. */
      readonly invalid: number;
      readonly present: number;
      readonly note: string | null;
    };
    /** Of a named poll. */
    readonly ballots?: readonly { readonly electorId: string; readonly choices: readonly string[] }[];
    /** Changes of ballots before, in the order of their entries. */
    readonly changes?: readonly {
      readonly electorId: string;
      readonly delegateId: string;
      /** Place of its entry. */
      readonly sequence: number;
      readonly former: readonly string[];
      readonly choices: readonly string[];
    }[];
  };
  readonly pollAgreed: OfPoll & {
    readonly outcome: string;
    /** Codes of the options agreed on. */
    readonly winners: readonly string[];
    /** Votes that a poll on it would have had, and how many of them were there. */
    readonly electors: number;
    readonly present: number;
    readonly note: string | null;
  };
  readonly consensusRetracted: OfPoll & { readonly reason: string };
  readonly pollVoided: ConfirmedPoll & { readonly reason: string };
  readonly tieDecided: OfPoll & {
    /** Codes of the options that got the seats left. */
    readonly winners: readonly string[];
    /** Ids of delegates, and their names. */
    readonly leaderId: string;
    readonly leader: string;
    readonly deputyId: string | null;
    readonly deputy: string | null;
    readonly reason: string;
  };
  readonly ballotCastByHand: ConfirmedPoll & {
    readonly electorId: string;
    readonly delegateId: string;
    /** Codes of options; only in a poll whose counts run live. */
    readonly choices?: readonly string[];
  };
  readonly ballotOnPaper: ConfirmedPoll & { readonly electorId: string; readonly delegateId: string };
  readonly paperBallotsCounted: ConfirmedPoll & { readonly cast: number; readonly invalid: number };
  readonly pollOpeningUndone: OfPoll & { readonly reason: string };
  readonly actAsked: Asked;
  readonly actDeclined: Asked & { readonly why: string | null };
  readonly actWithdrawn: Asked;
  readonly awardProposed: OfProposal & {
    readonly ordinal: number;
    readonly reason: Text | null;
    /** Where another award is proposed for the member and year. */
    readonly besideReason?: string;
  };
  readonly memberBarred: OfBar & { readonly award: string | null };
  /** `before` is the last day it had. */
  readonly barEnded: OfBar & { readonly before: string | null };
  readonly decisionRecorded: Step;
  /** `corrects` is the id of the step that was wrong. */
  readonly decisionCorrected: Step & { readonly corrects: string; readonly reason: string };
  readonly resultCorrected: Confirmed & {
    /** Code of the indicator. */
    readonly indicator: string;
    readonly indicatorName: Text;
    /** Null for the bloc as a whole, as `member`, its code. */
    readonly memberId: string | null;
    readonly member: string | null;
    readonly year: number;
    /** Such as YEAR or Q1. */
    readonly period: string;
    readonly before: Reported;
    readonly after: Reported;
    readonly reason: string;
  };
  readonly deadlineSet: OfDeadline;
  readonly deadlineChanged: { readonly before: OfDeadline; readonly after: OfDeadline; readonly reason: string };
  readonly deadlineWithdrawn: OfDeadline & { readonly reason: string };
  readonly reportReceived: {
    /** Such as QUARTER_REPORT. */
    readonly kind: string;
    readonly year: number;
    readonly period: string | null;
    readonly memberId: string;
    /** Code of the member. */
    readonly member: string;
    /** Such as 2026-04-15, by the calendar of Vietnam. */
    readonly receivedOn: string;
    /** The day that was recorded until then; null where none was. */
    readonly before: string | null;
  };
  readonly resultsReported: OfReport & {
    /** How many; what they are is told once they are confirmed. */
    readonly figures: number;
    /** SHA-256 over the canonical JSON of `salt` and `figures` of the confirmation. */
    readonly digest: string;
    /** Id of the report that waited until then; null where none did. */
    readonly supersedes: string | null;
  };
  readonly resultsConfirmed: OfReport & {
    readonly salt: string;
    readonly figures: readonly ReportedFigure[];
    /** Ids of the results that the figures became, in their order. */
    readonly results: readonly string[];
  };
  readonly resultsReturned: OfReport;
  readonly proposalCorrected: OfProposal & {
    readonly before: Wording;
    readonly after: Wording;
    readonly reason: string;
  };
  readonly proposalWithdrawn: OfProposal & {
    readonly decisionId: string;
    readonly ordinal: number;
    readonly reason: string;
    readonly from: string;
    readonly to: string;
  };
}

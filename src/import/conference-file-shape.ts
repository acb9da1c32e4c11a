// Printed from schema/conference-file.schema.json by scripts/conference-file-types.ts; not written by hand.
import type { AwardFamily, AwardKind } from '../award/award';
import type { BlocKind } from '../bloc/bloc';
import type { AppointmentMode, LeadershipRole } from '../bloc/leadership-term';
import type { Electorate, RuleBase, TieCriterion } from '../bloc/rule';
import type { AgendaSession } from '../conference/agenda-item';
import type { ConferenceKind, ConferenceNature, Visibility } from '../conference/conference';
import type { DirectiveKind } from '../conference/directive';
import type { DecisionMethod } from '../conference/resolution';
import type { ResultPeriod } from '../indicator/result';

/**
 * Vietnamese text alone, or { vi, en } with English beside it.
 */
export type Text =
  | string
  | {
      /**
       * Vietnamese.
       */
      vi: string;
      /**
       * English.
       */
      en?: string;
    };

/**
 * One emulation bloc and one conference of it, or the bloc alone, written as YAML or JSON. What is not known is left out; a key is never empty or null.
 */
export interface ConferenceFile {
  /**
   * Names this format and its version.
   */
  format: 'giaouoc/conference-file@1';
  /**
   * The bloc. Its slug decides which one it is; equal names and members do not make two blocs one.
   */
  bloc: {
    /**
     * Short name in addresses; the key of the bloc.
     */
    slug: string;
    /**
     * CUM for a territorial bloc (cụm), KHOI for a functional one (khối). Needed when the bloc is new.
     */
    kind?: BlocKind;
    /**
     * Full name. Needed when the bloc is new.
     */
    name?: Text;
    /**
     * Its emblem: a PNG, JPEG or WebP picture of 131072 bytes at most, as Base64, with or without `data:image/png;base64,` before it.
     */
    emblem?: string;
    /**
     * Member units in the printed order. Members known from an earlier file may be left out or repeated.
     *
     * @maxItems 60
     */
    members?: FileMember[];
  };
  /**
   * Voting rules the bloc settled for a year. Where none is written the built-in rule for the subject holds.
   *
   * @maxItems 100
   */
  rules?: FileRule[];
  /**
   * Entries of the award catalogue this file needs. The catalogue is one for all blocs.
   *
   * @maxItems 200
   */
  awards?: FileAward[];
  /**
   * The conference. Left out: the file tells of the bloc alone, with rules, awards, indicators and pactRule at most.
   */
  conference?: {
    /**
     * Short name in addresses; the key of the conference.
     */
    slug: string;
    /**
     * ANNUAL: hội nghị tổng kết. MIDYEAR: hội nghị sơ kết.
     */
    kind: ConferenceKind;
    /**
     * RECORD: told by a source about the past, and closed. LIVE: to be held on this server, and planned.
     */
    nature: ConferenceNature.RECORD | ConferenceNature.LIVE;
    /**
     * PUBLIC: anyone may read it. PARTICIPANTS: only badge holders. Left out: PUBLIC for a record, PARTICIPANTS for a live one.
     */
    visibility?: Visibility;
    /**
     * Official name.
     */
    name: Text;
    /**
     * Emulation year it sums up and proposes awards for.
     */
    closes?: number;
    /**
     * Emulation year whose pact it signs.
     */
    opens?: number;
    /**
     * Emulation year under way that a mid-year review looks at. MIDYEAR only; it then neither closes nor opens a year.
     */
    reviews?: number;
    /**
     * Day it was or will be held.
     */
    heldOn?: string;
    /**
     * Time zone of its place, in which its times are told: a name of the IANA list, such as Asia/Tokyo. Left out: Asia/Ho_Chi_Minh.
     */
    timeZone?: string;
    /**
     * The time as the source words it.
     */
    heldText?: Text;
    /**
     * Where.
     */
    place?: Text;
    /**
     * Member that hosts it.
     */
    host?: string;
    /**
     * How many members the source says the bloc has, where it names fewer.
     */
    statedMembers?: number;
    /**
     * Members in the order the source prints them, where it is another than that of the bloc.
     *
     * @minItems 1
     * @maxItems 60
     */
    memberOrder?: string[];
    /**
     * How the agenda is known, where the source prints none.
     */
    agendaNote?: Text;
    /**
     * Where the facts come from.
     */
    source?: {
      /**
       * Title as published.
       */
      title: string;
      /**
       * Who published it.
       */
      publisher?: string;
      /**
       * When, exactly as printed.
       */
      publishedRaw?: string;
      /**
       * Address.
       */
      url?: string;
      /**
       * Caption and credit of its picture, as printed.
       */
      caption?: string;
    };
  };
  /**
   * Groups of attendees the source names together, in the printed order.
   *
   * @maxItems 500
   */
  delegations?: {
    /**
     * Code; its key within the conference.
     */
    code: string;
    /**
     * How the group is named.
     */
    name: Text;
    /**
     * Member it belongs to.
     */
    member?: string;
  }[];
  /**
   * Persons attending, or absent and named, in the printed order.
   *
   * @maxItems 2000
   */
  delegates?: {
    /**
     * Code; its key within the conference.
     */
    code: string;
    /**
     * Name.
     */
    name: Text;
    /**
     * Member the person belongs to; left out for guests and central delegates.
     */
    member?: string;
    /**
     * Offices held at the time.
     *
     * @maxItems 30
     */
    posts?: {
      /**
       * The post.
       */
      title: Text;
      /**
       * Other forms of it in the same source.
       *
       * @maxItems 20
       */
      aliases?: string[];
      /**
       * First day in it.
       */
      from?: string;
      /**
       * Last day in it.
       */
      to?: string;
    }[];
    /**
     * true when the person casts the member's vote. Left out: false.
     */
    mayVote?: boolean;
    /**
     * true when the person signs the pact for the member. Left out: false.
     */
    maySign?: boolean;
    /**
     * Code of the absent delegate who authorised this one.
     */
    proxyFor?: string;
    /**
     * Whether the source says the person attended; left out where it does not say.
     */
    attended?: boolean;
  }[];
  /**
   * Points of the agenda in order.
   *
   * @maxItems 200
   */
  agenda?: {
    /**
     * Code; its key within the conference.
     */
    code: string;
    /**
     * PREPARATORY: họp trù bị. OFFICIAL: phiên chính thức. Left out: OFFICIAL.
     */
    session?: AgendaSession;
    /**
     * What it is about.
     */
    title: Text;
  }[];
  /**
   * What is measured or described. Those known from an earlier file may be left out.
   *
   * @maxItems 500
   */
  indicators?: {
    /**
     * Code; its key within the bloc.
     */
    code: string;
    /**
     * Place in the list of indicators, from 1. Left out: after the last one known.
     */
    ordinal?: number;
    /**
     * Name. Needed when the indicator is new.
     */
    name?: Text;
    /**
     * Usual unit; left out for what is told in words.
     */
    unit?: Text;
  }[];
  /**
   * What was reported. Each has either `raw`, a figure, or `statement`, words.
   *
   * @maxItems 5000
   */
  results?: FileResult[];
  /**
   * Emulation movements launched, in the printed order.
   *
   * @maxItems 500
   */
  movements?: {
    /**
     * Code; its key within the bloc and year.
     */
    code: string;
    /**
     * Emulation year. Left out: the year the conference opens.
     */
    year?: number;
    /**
     * Field it is in.
     */
    field: Text;
    /**
     * Member that runs it; left out when all do.
     */
    member?: string;
    /**
     * true where the source gives the field special weight. Left out: false.
     */
    emphasised?: boolean;
    /**
     * What the source says of it.
     */
    text?: Text;
  }[];
  /**
   * Directives named or given, in the printed order.
   *
   * @maxItems 500
   */
  directives?: {
    /**
     * Code; its key within the conference.
     */
    code: string;
    /**
     * DOCUMENT: a numbered document. SPEECH: spoken at the conference.
     */
    kind: DirectiveKind;
    /**
     * Official number of a document.
     */
    number?: string;
    /**
     * Day a document was issued.
     */
    date?: string;
    /**
     * Who issued a document.
     */
    issuer?: Text;
    /**
     * Code of the delegate who spoke.
     */
    delegate?: string;
    /**
     * Title of the document, or what was said.
     */
    text: Text;
  }[];
  /**
   * Key tasks agreed, in the printed order.
   *
   * @maxItems 500
   */
  keyTasks?: {
    /**
     * Code; its key within the conference.
     */
    code: string;
    /**
     * The task.
     */
    text: Text;
    /**
     * Doubts about the printed words.
     */
    flags?: FileFlag[];
  }[];
  /**
   * What the conference resolved, in the printed order.
   *
   * @maxItems 500
   */
  resolutions?: {
    /**
     * Code; its key within the conference.
     */
    code: string;
    /**
     * CONSENSUS: nhất trí, without a count. POLL: by a counted vote.
     */
    method: DecisionMethod;
    /**
     * What was resolved.
     */
    text: Text;
  }[];
  /**
   * Awards proposed, in the printed order.
   *
   * @maxItems 1000
   */
  proposals?: {
    /**
     * Award, by code or by any form of its name.
     */
    award: string;
    /**
     * Member it is for.
     */
    member: string;
    /**
     * Emulation year it is for. Left out: the year the conference closes.
     */
    year?: number;
    /**
     * Grounds for it.
     */
    reason?: Text;
    /**
     * Council it is put to, as the source names it.
     */
    addressee?: Text;
    /**
     * Why it stands beside another award for the same member and year, such as for another merit. A live conference needs it. It is public.
     */
    besideReason?: string;
    /**
     * How the conference agreed, where the source gives no counts. CONSENSUS: nhất trí, without a vote. POLL: by a vote. Records only.
     */
    agreed?: DecisionMethod;
  }[];
  /**
   * Members that may not be proposed for awards for a time, by a document (chưa được xét khen thưởng).
   *
   * @maxItems 200
   */
  bars?: {
    /**
     * Member that may not be proposed.
     */
    member: string;
    /**
     * The one award it holds for, by code or name. Left out: every award.
     */
    award?: string;
    /**
     * Number of the document it rests on. It is public.
     */
    document: string;
    /**
     * What it is about. It is public.
     */
    reason?: string;
    /**
     * First day.
     */
    from: string;
    /**
     * Last day; left out until it is ended.
     */
    until?: string;
  }[];
  /**
   * Leader and deputies named by the conference or known at it.
   *
   * @maxItems 50
   */
  leadership?: {
    /**
     * LEADER: cụm trưởng, khối trưởng. DEPUTY: cụm phó, khối phó.
     */
    role: LeadershipRole;
    /**
     * 1 for the first deputy, 2 for the second. Left out: 1.
     */
    ordinal?: number;
    /**
     * Member that holds the post.
     */
    member: string;
    /**
     * Emulation year. Left out: the year the conference opens.
     */
    year?: number;
    /**
     * How it was settled. Left out: ANNOUNCED, the source does not say.
     */
    mode?: AppointmentMode;
  }[];
  /**
   * How the pact comes into force, as the bloc settled it for a year. Where nothing is written: by the signatures of all parties.
   */
  pactRule?: {
    /**
     * Emulation year the pact binds. Left out: the year the conference opens.
     */
    year?: number;
    /**
     * So many signatures are enough, whichever parties give them. Left out: those of all parties.
     */
    signatures?: number;
    /**
     * First day it may be in force; it begins in Viet Nam. Left out: at once, with the last signature it needs.
     */
    from?: string;
  };
  pact?: FilePact;
}
/**
 * A member unit.
 */
export interface FileMember {
  /**
   * Short code; the key of the member within its bloc.
   */
  code: string;
  /**
   * Place in the list of members, from 1. Left out: after the last one known.
   */
  ordinal?: number;
  /**
   * Official name in full. Needed when the member is new.
   */
  officialName?: Text;
  /**
   * Everyday short name. Left out: the official name.
   */
  shortName?: Text;
  /**
   * Other spellings met in print. They are added to those known.
   *
   * @maxItems 50
   */
  aliases?: string[];
  /**
   * Spans of emulation years in the bloc; they replace those known. Left out for a new member: always.
   *
   * @minItems 1
   * @maxItems 20
   */
  memberships?: FileSpan[];
}
/**
 * A span of years, both ends included.
 */
export interface FileSpan {
  /**
   * First emulation year; left out when it began before the record.
   */
  from?: number;
  /**
   * Last emulation year; left out while it lasts.
   */
  to?: number;
  /**
   * A year the source shows it in, where it does not say since when or until when; alone in its span.
   */
  seen?: number;
}
/**
 * A voting rule.
 */
export interface FileRule {
  /**
   * Emulation year judged. Left out: the year the conference closes.
   */
  year?: number;
  /**
   * RESOLUTION, LEADERSHIP, an award by code or name, or a kind of award (EMULATION_FLAG, OTHER) for all that have no rule of their own.
   */
  subject: string;
  /**
   * MEMBERS: one vote per member unit. DELEGATES: one per delegate with a vote.
   */
  electorate: Electorate;
  /**
   * Share of the electorate that must be present, such as 2/3.
   */
  quorum: string;
  /**
   * Share of the base that passes, such as 4/5.
   */
  pass: string;
  /**
   * true: more than the share is needed; not where the share is the whole. Left out: the share itself is enough.
   */
  strict?: boolean;
  /**
   * What the share is of: ALL electors, those PRESENT, ballots CAST, or YES_NO ballots only.
   */
  base: RuleBase;
  /**
   * How many may win at most; left out where there are no seats.
   */
  seats?: number;
  /**
   * Fewest ballots a secret (UNLINKED) poll counts: closed with fewer it decides nothing. Left out: 5.
   */
  floor?: number;
  /**
   * What decides a tie, in order, VOTES first. Left out: VOTES, SECOND_BALLOT, LEADERS_DECIDE.
   *
   * @minItems 1
   * @maxItems 5
   */
  tieOrder?: TieCriterion[];
  /**
   * false: a member holds no vote in a poll about itself. Left out: it does.
   */
  selfVote?: boolean;
  /**
   * true: the share is asked of delegates and again of their members. For DELEGATES, never in a secret vote, and not with weights.
   */
  doubleMajority?: boolean;
  /**
   * Weights of votes; members left out weigh 1. Left out: votes are counted by heads. Never in a secret vote.
   *
   * @minItems 1
   * @maxItems 100
   */
  weights?: {
    /**
     * The member, by code or name.
     */
    member: string;
    /**
     * A decimal above 0 in quotes, such as "1,5": at most nine digits before the mark and six after it.
     */
    weight: string;
  }[];
}
/**
 * An award.
 */
export interface FileAward {
  /**
   * Code; the key of the award.
   */
  code: string;
  /**
   * TITLE: danh hiệu thi đua. FORM: hình thức khen thưởng. Needed when the award is new.
   */
  family?: AwardFamily;
  /**
   * EMULATION_FLAG: cờ thi đua, voted on by four fifths of all members where the bloc has no rule of its own. Of a new award, by its name unless given: a name with the word "cờ" is a flag's.
   */
  kind?: AwardKind;
  /**
   * Official name. Needed when the award is new.
   */
  name?: Text;
  /**
   * Who decides on it. Needed when the award is new.
   */
  grantor?: Text;
  /**
   * Other forms of the name met in print. They are added to those known.
   *
   * @maxItems 50
   */
  aliases?: string[];
}
/**
 * A result.
 */
export interface FileResult {
  /**
   * Code of the indicator.
   */
  indicator: string;
  /**
   * Member it is about; left out when it is about the whole bloc.
   */
  member?: string;
  /**
   * Year it is about. Left out: the year the conference closes.
   */
  year?: number;
  /**
   * Part of the year it is about: a quarter (Q1 to Q4), or its first six or nine months (M6, M9). Left out: YEAR, the whole year.
   */
  period?: ResultPeriod;
  /**
   * Tells two results of one indicator, year, period and member apart. Left out: the member's code, or `bloc`.
   */
  key?: string;
  /**
   * The figure exactly as printed, in quotes: "834.875,801".
   */
  raw?: string;
  /**
   * Unit exactly as printed.
   */
  unit?: string;
  /**
   * A finding in words, without a number.
   */
  statement?: Text;
  /**
   * The words of a statement exactly as printed. Left out: those of `statement`.
   */
  printed?: string;
  /**
   * The wording around a figure.
   */
  text?: Text;
  /**
   * Doubts about it.
   */
  flags?: FileFlag[];
}
/**
 * The pact signed or to be signed.
 */
export interface FilePact {
  /**
   * Emulation year it binds. Left out: the year the conference opens.
   */
  year?: number;
  /**
   * Title.
   */
  title: Text;
  /**
   * Opening words before the articles.
   */
  preamble?: Text;
  /**
   * How many contents the source says it has, where it does not print them.
   */
  contents?: number;
  /**
   * Articles in order; the first is article 1. They replace those known. Left out where the source prints none.
   *
   * @maxItems 200
   */
  articles?: {
    /**
     * Heading.
     */
    heading: Text;
    /**
     * Text.
     */
    text: Text;
  }[];
  /**
   * Measurable targets in order. They replace those known.
   *
   * @maxItems 1000
   */
  targets?: {
    /**
     * Code of the indicator.
     */
    indicator: string;
    /**
     * Member bound by it; left out when the whole bloc is.
     */
    member?: string;
    /**
     * The figure exactly as written, in quotes.
     */
    raw: string;
    /**
     * Unit as written.
     */
    unit?: string;
  }[];
  /**
   * Signatures the source reports. Records only: a live pact is signed on this server.
   *
   * @maxItems 60
   */
  signatures?: {
    /**
     * Member that signed.
     */
    member: string;
    /**
     * Who signed; left out where the source names nobody.
     */
    signer?: Text;
    /**
     * Moment with its offset, such as 2022-03-19T10:00+07:00; left out where the source gives none.
     */
    signedAt?: string;
  }[];
}
/**
 * A doubt.
 */
export interface FileFlag {
  /**
   * Kind of doubt, such as IMPLAUSIBLE_FIGURE or LIKELY_MISPRINT.
   */
  code: string;
  /**
   * The doubtful words exactly as printed.
   */
  raw: string;
  /**
   * Why they are doubtful.
   */
  reason: Text;
  /**
   * What was probably meant, where that is clear. It is shown, never applied.
   */
  suggestion?: string;
}

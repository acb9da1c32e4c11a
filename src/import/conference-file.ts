import type { AwardFamily } from '../award/award';
import type { BlocKind } from '../bloc/bloc';
import type { AppointmentMode, LeadershipRole } from '../bloc/leadership-term';
import type { Electorate, RuleBase } from '../bloc/rule';
import type { AgendaSession } from '../conference/agenda-item';
import type { ConferenceKind, ConferenceNature, Visibility } from '../conference/conference';
import type { DirectiveKind } from '../conference/directive';
import type { DecisionMethod } from '../conference/resolution';

/**
 * A conference file after reading: one bloc and one conference. Its keys, their meaning and what may be left out are
 * in schema/conference-file.schema.json, the only place they are described. Texts are in NFC and trimmed.
 */
export interface ConferenceFile {
  readonly format: string;
  readonly bloc: {
    readonly slug: string;
    readonly kind?: BlocKind;
    readonly name?: Text;
    readonly members?: readonly FileMember[];
  };
  readonly rules?: readonly FileRule[];
  readonly awards?: readonly FileAward[];
  readonly conference: FileConference;
  readonly delegations?: readonly { readonly code: string; readonly name: Text; readonly member?: string }[];
  readonly delegates?: readonly FileDelegate[];
  readonly agenda?: readonly { readonly code: string; readonly session?: AgendaSession; readonly title: Text }[];
  readonly indicators?: readonly FileIndicator[];
  readonly results?: readonly FileResult[];
  readonly movements?: readonly FileMovement[];
  readonly directives?: readonly FileDirective[];
  readonly keyTasks?: readonly { readonly code: string; readonly text: Text; readonly flags?: readonly FileFlag[] }[];
  readonly resolutions?: readonly { readonly code: string; readonly method: DecisionMethod; readonly text: Text }[];
  readonly proposals?: readonly FileProposal[];
  readonly leadership?: readonly FileLeadership[];
  readonly pact?: FilePact;
}

/** Vietnamese alone, or with English beside it. */
export type Text = string | { readonly vi: string; readonly en?: string };

export interface FileMember {
  readonly code: string;
  readonly ordinal?: number;
  readonly officialName?: Text;
  readonly shortName?: Text;
  readonly aliases?: readonly string[];
  readonly memberships?: readonly FileSpan[];
}

/** Emulation years in the bloc; open at an end that is left out. */
export interface FileSpan {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface FileRule {
  readonly year?: number;
  readonly subject: string;
  readonly electorate: Electorate;
  readonly quorum: string;
  readonly pass: string;
  readonly strict?: boolean;
  readonly base: RuleBase;
  readonly seats?: number;
  readonly floor?: number;
}

export interface FileAward {
  readonly code: string;
  readonly family?: AwardFamily;
  readonly name?: Text;
  readonly grantor?: Text;
  readonly aliases?: readonly string[];
}

export interface FileConference {
  readonly slug: string;
  readonly kind: ConferenceKind;
  readonly nature: ConferenceNature.RECORD | ConferenceNature.LIVE;
  readonly visibility?: Visibility;
  readonly name: Text;
  readonly closes?: number;
  readonly opens?: number;
  readonly heldOn?: string;
  readonly heldText?: Text;
  readonly place?: Text;
  readonly host?: string;
  readonly agendaNote?: Text;
  readonly source?: {
    readonly title: string;
    readonly publisher?: string;
    readonly publishedRaw?: string;
    readonly url?: string;
    readonly caption?: string;
  };
}

export interface FileDelegate {
  readonly code: string;
  readonly name: Text;
  readonly member?: string;
  readonly posts?: readonly {
    readonly title: Text;
    readonly aliases?: readonly string[];
    readonly from?: string;
    readonly to?: string;
  }[];
  readonly mayVote?: boolean;
  readonly maySign?: boolean;
  readonly proxyFor?: string;
  readonly attended?: boolean;
}

export interface FileIndicator {
  readonly code: string;
  readonly ordinal?: number;
  readonly name?: Text;
  readonly unit?: Text;
}

export interface FileResult {
  readonly indicator: string;
  readonly member?: string;
  readonly year?: number;
  readonly key?: string;
  readonly raw?: string;
  readonly unit?: string;
  readonly statement?: Text;
  readonly printed?: string;
  readonly text?: Text;
  readonly flags?: readonly FileFlag[];
}

export interface FileFlag {
  readonly code: string;
  readonly raw: string;
  readonly reason: Text;
  readonly suggestion?: string;
}

export interface FileMovement {
  readonly code: string;
  readonly year?: number;
  readonly field: Text;
  readonly member?: string;
  readonly emphasised?: boolean;
  readonly text?: Text;
}

export interface FileDirective {
  readonly code: string;
  readonly kind: DirectiveKind;
  readonly number?: string;
  readonly issuer?: Text;
  readonly delegate?: string;
  readonly text: Text;
}

export interface FileProposal {
  readonly award: string;
  readonly member: string;
  readonly year?: number;
  readonly reason?: Text;
  readonly addressee?: Text;
  readonly agreed?: 'CONSENSUS';
}

export interface FileLeadership {
  readonly role: LeadershipRole;
  readonly ordinal?: number;
  readonly member: string;
  readonly year?: number;
  readonly mode?: AppointmentMode;
}

export interface FilePact {
  readonly year?: number;
  readonly title: Text;
  readonly preamble?: Text;
  readonly articles?: readonly { readonly heading: Text; readonly text: Text }[];
  readonly targets?: readonly {
    readonly indicator: string;
    readonly member?: string;
    readonly raw: string;
    readonly unit?: string;
  }[];
  readonly signatures?: readonly { readonly member: string; readonly signer?: Text; readonly signedAt?: string }[];
}

/** Something in a file that does not hold, and what to do about it. */
export interface Problem {
  /** JSON pointer (RFC 6901) to the place in the file; empty for the file as a whole. */
  readonly path: string;
  /** Line in the file, from 1, where it is known. */
  readonly line?: number;
  /** What stands there, shortened; null where nothing does. */
  readonly value: string | null;
  readonly problem: string;
  readonly cure: string;
}

import { Field, Int, ObjectType } from 'type-graphql';
import { ProposalState } from '../award/proposal';
import { PactRule } from '../bloc/pact-rule';
import { AgendaSession, AgendaState } from '../conference/agenda-item';
import { ConferenceState } from '../conference/conference';
import { Authorisation } from '../conference/delegate';
import { DecisionMethod } from '../conference/resolution';
import { ListSize } from '../graphql/loading/list-size';
import { Instant } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';
import { PactState } from '../pact/pact';
import { SignatureMethod } from '../pact/signature';
import { PollKind, PollState, Secrecy } from '../poll/poll';
import { Tally } from '../poll/tally';
import type { RecordState } from './replay/state';

@ObjectType({ description: 'An agenda item as it read at one position of the log.' })
export class AgendaItemAsOf {
  itemId: string;

  @Field(() => String, { description: 'Its code.' })
  code: string;

  @Field(() => TextPair, { description: 'What it was about.' })
  title: TextPair;

  @Field(() => AgendaSession, { description: 'Part of the conference.' })
  session: AgendaSession;

  @Field(() => AgendaState, { description: 'Where it stood.' })
  state: AgendaState;
}

@ObjectType({ description: 'A delegate as the list read at one position of the log.' })
export class DelegateAsOf {
  delegateId: string;
  memberId: string | null;
  proxyForId: string | null;

  @Field(() => String, { description: 'Code, unique within the conference.' })
  code: string;

  @Field(() => TextPair, { description: 'Name.' })
  name: TextPair;

  @ListSize(2)
  @Field(() => [TextPair], { description: 'Titles of the posts held.' })
  posts: readonly TextPair[];

  @Field(() => Boolean, { description: "Whether they cast the member's vote." })
  mayVote: boolean;

  @Field(() => Boolean, { description: 'Whether they signed the pact for the member.' })
  maySign: boolean;

  @Field(() => Boolean, { description: 'Whether they were in the hall.' })
  present: boolean;

  @Field(() => Authorisation, { nullable: true, description: 'The paper by which they stood in.' })
  authorisation: Authorisation | null;

  @Field(() => Instant, { nullable: true, description: 'When the desk had entered that they would not come.' })
  withdrawnAt: Date | null;
}

@ObjectType({ description: 'A poll as it stood at one position of the log.' })
export class PollAsOf {
  pollId: string;

  @Field(() => Int, { description: 'Its number within its conference, from 1.' })
  ordinal: number;

  @Field(() => TextPair, { description: 'The question as it was put.' })
  question: TextPair;

  @Field(() => PollKind, { description: 'What a ballot looked like.' })
  kind: PollKind;

  @Field(() => Secrecy, { description: 'Who could learn how somebody voted.' })
  secrecy: Secrecy;

  @Field(() => PollState, { description: 'Where it stood.' })
  state: PollState;

  @Field(() => Tally, { description: 'Its tally as everybody saw it: what was not shown then is not shown here.' })
  tally: Tally;
}

@ObjectType({ description: 'A signature that stood under a pact.' })
export class SignatureAsOf {
  delegateId: string | null;

  @Field(() => SignatureMethod, { description: 'How it was given.' })
  method: SignatureMethod;

  @Field(() => String, { nullable: true, description: 'Who signed, as the log names them.' })
  signer: string | null;

  @Field(() => String, { nullable: true, description: 'Hash of the text that was signed; null for a recorded one.' })
  textHash: string | null;
}

@ObjectType({ description: 'A party of a pact, and whether it had signed.' })
export class SignatureSlotAsOf {
  memberId: string;

  @Field(() => SignatureAsOf, { nullable: true, description: 'Its signature; null while it had not signed.' })
  signature: SignatureAsOf | null;
}

@ObjectType({ description: 'A pact and its signature wall as they stood at one position of the log.' })
export class PactAsOf {
  pactId: string;

  @Field(() => TextPair, { description: 'Title.' })
  title: TextPair;

  @Field(() => PactState, { description: 'Where it stood.' })
  state: PactState;

  @Field(() => String, {
    nullable: true,
    description: 'Hash of the text that was open for signature; null of a draft.',
  })
  textHash: string | null;

  @Field(() => Int, { description: 'Parties that had signed.' })
  signed: number;

  @Field(() => Int, { description: 'Parties there were.' })
  parties: number;

  @Field(() => PactRule, {
    description: 'How it was to come into force; of a draft, which has none of its own yet, all parties.',
  })
  rule: PactRule;

  @Field(() => Int, { description: 'Signatures it needed for that.' })
  needed: number;

  @Field(() => Int, { description: 'Signatures that were still missing for that; 0 once it had them.' })
  missing: number;

  @ListSize(20)
  @Field(() => [SignatureSlotAsOf], { description: 'Every party in the order of the bloc.' })
  slots: readonly SignatureSlotAsOf[];
}

@ObjectType({ description: 'An award proposal as it stood at one position of the log.' })
export class AwardProposalAsOf {
  proposalId: string;
  awardCode: string;
  memberId: string;

  @Field(() => Int, { description: 'Emulation year the award is for.' })
  year: number;

  @Field(() => TextPair, { nullable: true, description: 'Grounds for it, as they were told then.' })
  reason: TextPair | null;

  @Field(() => ProposalState, { description: 'How far it had come.' })
  state: ProposalState;

  @Field(() => DecisionMethod, { nullable: true, description: 'How the conference had settled whether to propose it.' })
  method: DecisionMethod | null;
}

@ObjectType({
  description:
    'A conference as everybody who followed it saw it at one position of its log, computed from the log. It says nothing of what was secret, or not shown yet.',
})
export class ConferenceAsOf {
  conferenceId: string;
  recorded: RecordState;

  @Field(() => Int, { description: 'The position.' })
  sequence: number;

  @Field(() => Instant, { nullable: true, description: 'Time of the entry there; null at 0, before the first.' })
  at: Date | null;

  @Field(() => ConferenceState, { description: 'Where the conference stood.' })
  state: ConferenceState;
}

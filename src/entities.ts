import { Account } from './auth/account';
import { Badge } from './auth/badge';
import { Session } from './auth/session';
import { Award } from './award/award';
import { Decision } from './award/decision';
import { Proposal } from './award/proposal';
import { Bloc } from './bloc/bloc';
import { LeadershipTerm } from './bloc/leadership-term';
import { Member } from './bloc/member';
import { Membership } from './bloc/membership';
import { VotingRule } from './bloc/voting-rule';
import { AgendaItem } from './conference/agenda-item';
import { Conference } from './conference/conference';
import { Delegate } from './conference/delegate';
import { Delegation } from './conference/delegation';
import { Directive } from './conference/directive';
import { KeyTask } from './conference/key-task';
import { Presence } from './conference/presence';
import { Resolution } from './conference/resolution';
import { Indicator } from './indicator/indicator';
import { Result } from './indicator/result';
import { Event } from './log/event';
import { LogHead } from './log/log-head';
import { Movement } from './movement/movement';
import { Article } from './pact/article';
import { Pact } from './pact/pact';
import { Signature } from './pact/signature';
import { Target } from './pact/target';
import { Elector } from './poll/elector';
import { NamedBallot } from './poll/named-ballot';
import { Option } from './poll/option';
import { Poll } from './poll/poll';
import { RollEntry } from './poll/roll-entry';
import { UnlinkedBallot } from './poll/unlinked-ballot';

/** Every table, for the DataSource. */
export const entities = [
  Bloc,
  Member,
  Membership,
  LeadershipTerm,
  VotingRule,
  Indicator,
  Result,
  Movement,
  Conference,
  AgendaItem,
  Delegation,
  Delegate,
  Presence,
  Directive,
  KeyTask,
  Resolution,
  Pact,
  Article,
  Target,
  Signature,
  Poll,
  Option,
  Elector,
  RollEntry,
  NamedBallot,
  UnlinkedBallot,
  Award,
  Proposal,
  Decision,
  Account,
  Badge,
  Session,
  Event,
  LogHead,
] as const;

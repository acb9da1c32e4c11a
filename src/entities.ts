import { Account } from './auth/account';
import { Badge } from './auth/badge';
import { Identity } from './auth/oidc/identity';
import { Session } from './auth/session';
import { Award } from './award/award';
import { Decision } from './award/decision';
import { MemberBar } from './award/member-bar';
import { Proposal } from './award/proposal';
import { Bloc } from './bloc/bloc';
import { Emblem } from './bloc/emblem';
import { HeldRole } from './bloc/held-role';
import { LeadershipTerm } from './bloc/leadership-term';
import { Member } from './bloc/member';
import { Membership } from './bloc/membership';
import { YearPactRule } from './bloc/pact-rule';
import { VotingRule } from './bloc/voting-rule';
import { AgendaItem } from './conference/agenda-item';
import { Conference } from './conference/conference';
import { Delegate } from './conference/delegate';
import { Delegation } from './conference/delegation';
import { Directive } from './conference/directive';
import { KeyTask } from './conference/key-task';
import { MemberAtClosing } from './conference/member-at-closing';
import { Presence } from './conference/presence';
import { Resolution } from './conference/resolution';
import { PendingAct } from './confirmation/pending-act';
import { Deadline } from './deadline/deadline';
import { ReceivedReport } from './deadline/received-report';
import { HallView } from './hall/hall-view';
import { Speaker } from './hall/speaker';
import { Indicator } from './indicator/indicator';
import { Result } from './indicator/result';
import { Checkpoint } from './log/checkpoint';
import { Event } from './log/event';
import { FactVersionRow } from './log/fact-version';
import { LogHead } from './log/log-head';
import { Movement } from './movement/movement';
import { Article } from './pact/article';
import { Pact } from './pact/pact';
import { Party } from './pact/party';
import { Signature } from './pact/signature';
import { Target } from './pact/target';
import { Version } from './pact/version';
import { AdoptedPaper } from './paper/adopted-paper';
import { BallotChange } from './poll/ballot-change';
import { Elector } from './poll/elector';
import { NamedBallot } from './poll/named-ballot';
import { Option } from './poll/option';
import { Poll } from './poll/poll';
import { RollEntry } from './poll/roll-entry';
import { SealedBallot } from './poll/sealed-ballot';
import { UnlinkedBallot } from './poll/unlinked-ballot';
import { ReportedFigure } from './report/reported-figure';
import { ResultReport } from './report/result-report';
import { MemberScore } from './score/member-score';
import { ScoreEntry } from './score/score-entry';
import { ScoreRemark } from './score/score-remark';
import { YearTable } from './score/year-table';
import { Webhook, WebhookBloc, WebhookConference, WebhookStream } from './webhooks/webhook';

/** Every table, for the DataSource. */
export const entities = [
  Emblem,
  Bloc,
  Member,
  Membership,
  LeadershipTerm,
  VotingRule,
  YearPactRule,
  HeldRole,
  Indicator,
  ResultReport,
  ReportedFigure,
  Deadline,
  ReceivedReport,
  Result,
  Movement,
  Conference,
  AgendaItem,
  Delegation,
  Delegate,
  MemberAtClosing,
  Presence,
  Directive,
  KeyTask,
  Resolution,
  Pact,
  Article,
  Target,
  Party,
  Version,
  Signature,
  Poll,
  Option,
  Elector,
  RollEntry,
  NamedBallot,
  BallotChange,
  SealedBallot,
  UnlinkedBallot,
  HallView,
  Speaker,
  AdoptedPaper,
  Award,
  Proposal,
  Decision,
  MemberBar,
  Account,
  Badge,
  Identity,
  Session,
  PendingAct,
  YearTable,
  MemberScore,
  ScoreEntry,
  ScoreRemark,
  Webhook,
  WebhookConference,
  WebhookBloc,
  WebhookStream,
  Event,
  LogHead,
  Checkpoint,
  FactVersionRow,
] as const;

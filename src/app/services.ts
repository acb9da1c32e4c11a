import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { Registry } from 'prom-client';
import { Authenticator } from '../auth/authenticate';
import { LastUse } from '../auth/last-use';
import { OidcSignIn } from '../auth/oidc/oidc-sign-in';
import { Provider } from '../auth/oidc/provider';
import { limitSignIns, type SignInLimiter, usualLimits } from '../auth/sign-in-limiter';
import { decisionCorrection } from '../award/correct-decision';
import { pollSubjects } from '../award/poll-subjects';
import type { Config } from '../config/config';
import { PendingActKind } from '../confirmation/pending-act';
import type { Database } from '../database/database';
import type { Report } from '../errors/report';
import { type Allowance, unlimited } from '../graphql/budget';
import { maxAgeMs, ResultCache } from '../graphql/cache/result-cache';
import { ConferenceSnapshots } from '../graphql/conference-snapshot';
import type { ContextServices } from '../graphql/context';
import { Documents } from '../graphql/documents';
import { Executor } from '../graphql/execute';
import { type LaneOptions, Lanes, usualLanes } from '../graphql/lanes';
import { Pacer } from '../graphql/pacer';
import { Pipeline, type PipelineLimits } from '../graphql/pipeline';
import { readScoreTable } from '../import/read-score-table';
import { resultCorrection } from '../indicator/correct-result';
import { ConnectionLimiter } from '../limits/connection-limiter';
import { SpendingLimiter } from '../limits/spending-limiter';
import { LogVersion } from '../log/log-version';
import type { Notifier } from '../log/notify/notification';
import { startNotifier } from '../log/notify/notifier';
import { LogTailer } from '../log/tailer';
import { measureBatches, measureLatency, measureTries } from '../observability/delivery-metrics';
import { Operations, type Traces } from '../observability/operations';
import { hasSigned } from '../pact/has-signed';
import { paperSigning } from '../pact/sign-on-paper';
import { BallotBox } from '../poll/ballot-box';
import { handVoting } from '../poll/cast-by-hand';
import { conferencePolls } from '../poll/conference-polls';
import { paperCounting } from '../poll/record-paper-ballots';
import { resultRecording } from '../poll/record-poll-result';
import { BallotKeys } from '../poll/seal/ballot-keys';
import { usesVote } from '../poll/uses-vote';
import { pollVoiding } from '../poll/void-poll';
import { Checkpoints } from '../record/replay/checkpoints';
import { Rehearsals } from '../rehearsal/rehearsals';
import { Spreadsheets } from '../spreadsheet/spreadsheets';
import { SubscriptionBroker } from '../subscriptions/broker';
import { ConnectedAccounts } from '../subscriptions/connected-accounts';
import { DeliveryLatency, type LatencyObserver } from '../subscriptions/delivery-latency';
import { FollowedStates } from '../subscriptions/followed-states';
import { Connections } from '../transport/connections';
import type { TransportServices } from '../transport/services';
import { Post } from '../webhooks/post';
import { Reachable } from '../webhooks/reachable';
import { WebhookSender } from '../webhooks/sender';
import { listedDocuments } from './listed-documents';

/** Everything that exists once for each app. Nothing of it is global: two apps in one process share nothing. */
export interface AppServices extends TransportServices, ContextServices {
  readonly schema: GraphQLSchema;
  readonly tailer: LogTailer;
  readonly notifier: Notifier;
  readonly logVersion: LogVersion;
  readonly lastUse: LastUse;
  /** Null when every query is to be executed. */
  readonly results: ResultCache | null;
  readonly lanes: Lanes;
  readonly sender: WebhookSender;
  /** Keeps checkpoints of the logs. */
  readonly checkpoints: Checkpoints;
  /** Of metrics; prom-client's own is shared by all apps of a process. */
  readonly registry: Registry;
}

/** Protections that a test leaves out, to see that its checks fail then. */
export interface Without {
  /** No limit to what one execution or caller may use. */
  readonly budget?: boolean;
  /** No lanes: reads use the connections of acts, as many at once as ask. */
  readonly lanes?: boolean;
}

export interface ServiceParts {
  readonly config: Config;
  readonly db: Database;
  /** Address of the database, for a connection that listens. */
  readonly databaseUrl: string;
  readonly schema: GraphQLSchema;
  readonly log: FastifyBaseLogger;
  readonly report: Report;
  readonly traces: Traces | null;
  /** Protections left out by a test. */
  readonly without: Without;
  /** One of so many workers of this machine: they share out what is limited by the minute. */
  readonly workers: number;
}

/** Bytes of a log that may wait in one connection; of a state never more than one message waits. */
const socketBufferBytes = 65_536;
/** How long a connection may hold something back before it is cut, in milliseconds. */
const socketStallMs = 30_000;
/** Bytes of an answer, for the public and for who has signed in: serialising takes up to 23 ms a megabyte. */
const answerBytes = { public: 1_000_000, signedIn: 2_000_000 };
/** How many seconds of its rate a caller may use at once. */
const burstSeconds = 10;

export interface ContextOptions {
  readonly signInTriesPerMinute?: number;
  readonly workers?: number;
  /** Told how many ballots each transaction took. */
  readonly onBatch?: (ballots: number) => void;
  readonly latencyObserver?: LatencyObserver;
  /** Webhooks are sent by https only. */
  readonly production?: boolean;
  /** Folder of the keys of secret polls. */
  readonly ballotKeys: string;
}

/** What acts and resolvers use; for tests and commands without a server, too. */
export function contextServices(db: Database, options: ContextOptions): ContextServices {
  const { signInTriesPerMinute = usualLimits.perAddress, workers = 1, onBatch = () => undefined } = options;
  const { production = false } = options;
  const share = (perMinute: number) => Math.ceil(perMinute / workers);
  const ballotKeys = new BallotKeys(options.ballotKeys);
  return {
    ballotBox: new BallotBox(db, { together: true, onBatch }),
    signInLimiter: limitSignIns({
      perBadge: share(usualLimits.perBadge),
      perAddress: share(signInTriesPerMinute),
      overall: share(5 * signInTriesPerMinute),
    }),
    connectedAccounts: new ConnectedAccounts(),
    followedStates: new FollowedStates(),
    deliveryLatency: new DeliveryLatency(db, options.latencyObserver),
    rehearsals: new Rehearsals(db),
    pollSubjects,
    ballotKeys,
    scoreTableFiles: { read: readScoreTable },
    twoKeyActs: {
      [PendingActKind.VOID_POLL]: pollVoiding({ subjects: pollSubjects, keys: ballotKeys }),
      [PendingActKind.RECORD_RESULT]: resultRecording(ballotKeys),
      [PendingActKind.CAST_BY_HAND]: handVoting,
      [PendingActKind.COUNT_PAPERS]: paperCounting,
      [PendingActKind.SIGN_ON_PAPER]: paperSigning,
      [PendingActKind.CORRECT_DECISION]: decisionCorrection,
      [PendingActKind.CORRECT_RESULT]: resultCorrection,
    },
    conferencePolls,
    mandateUse: { votes: usesVote, signs: hasSigned },
    spreadsheets: new Spreadsheets(),
    webhooks: { httpsOnly: production },
  };
}

/** Makes everything that exists once, in order; starts nothing but what listens to the logs. */
export function makeServices(parts: ServiceParts): AppServices {
  const { config, db, schema, report, without } = parts;
  if (without.lanes) db.reads = db;
  const registry = new Registry();
  const lanes = new Lanes(without.lanes ? noLanes : usualLanes);
  const sender = senderFor(parts, lanes, registry);
  const checkpoints = new Checkpoints({ db, lanes, staleMs: config.staleMs, report });
  const ofContext = contextServices(db, {
    ...config,
    workers: parts.workers,
    onBatch: measureBatches(registry),
    latencyObserver: measureLatency(registry),
  });
  const { followedStates: followed } = ofContext;
  const tailer = new LogTailer(db, { staleMs: config.staleMs, report });
  const operations = new Operations(parts.log, parts.traces, registry);
  const shared = {
    db,
    schema,
    report,
    documents: new Documents(schema, config),
    executor: new Executor(schema, { compiled: config.jit, hideSuggestions: !config.introspection }),
    lanes,
    pacer: new Pacer(),
  };
  const logVersion = new LogVersion(db);
  const readVersion = (streams: readonly string[]) => logVersion.read(streams);
  const results = resultsFor(config, readVersion);
  const limited = limitsOf(config, without);
  const pipeline = new Pipeline({ ...shared, ...limited, services: ofContext, results, operations });
  const onServed = (stream: string, at: Date) => ofContext.deliveryLatency.served(stream, at);
  const lastUse = new LastUse(db);
  const authenticator = new Authenticator(db, lastUse);
  return {
    ...ofContext,
    config,
    db,
    schema,
    report,
    tailer,
    notifier: notifierFor([tailer, sender, checkpoints], parts),
    logVersion,
    results,
    registry,
    lanes,
    sender,
    checkpoints,
    oidc: oidcFor(parts, ofContext.signInLimiter),
    operations,
    pipeline,
    lastUse,
    broker: new SubscriptionBroker({ ...shared, pipeline, tailer, onServed, followed, ...brokerLimits(config) }),
    snapshots: new ConferenceSnapshots({ ...shared, pipeline, readVersion }),
    whoAsks: authenticator.whoAsks.bind(authenticator),
    connections: new Connections(config.socketsPerSession, ofContext.connectedAccounts),
    connectionLimiter: new ConnectionLimiter(config),
    origins: config.publicUrl === null ? config.origins : [config.publicUrl, ...config.origins],
  };
}

function resultsFor({ resultCacheBytes: maxBytes }: Config, readVersion: LogVersion['read']): ResultCache | null {
  return maxBytes > 0 ? new ResultCache({ readVersion, maxBytes, maxAgeMs }) : null;
}

function oidcFor({ config, db, log }: ServiceParts, limiter: SignInLimiter): OidcSignIn | null {
  const { oidcIssuer, oidcClientId, oidcClientSecret, publicUrl } = config;
  // All or none: config/config.
  if (oidcIssuer === null || oidcClientId === null || oidcClientSecret === null || publicUrl === null) return null;
  const provider = new Provider({
    issuer: oidcIssuer,
    clientId: oidcClientId,
    clientSecret: oidcClientSecret,
    redirectUri: `${publicUrl}/oidc/callback`,
    homeUri: `${publicUrl}/chair`,
  });
  return new OidcSignIn(db, provider, limiter, (line) => log.warn(line));
}

function senderFor(
  { config: { webhookNetworks, production, staleMs }, db, report }: ServiceParts,
  lanes: Lanes,
  registry: Registry,
): WebhookSender {
  const post = new Post(new Reachable(webhookNetworks), production);
  return new WebhookSender({ db, lanes, post, staleMs, report, onTry: measureTries(registry) });
}

/** @param told of each log that has grown */
function notifierFor(
  told: readonly { notify: Parameters<typeof startNotifier>[0]['onNotification'] }[],
  { config, db, databaseUrl, log }: ServiceParts,
): Notifier {
  return startNotifier({
    databaseUrl,
    redisUrl: config.redisUrl,
    db,
    onNotification: (stream, sequence) => {
      for (const each of told) each.notify(stream, sequence);
    },
    warn: (line) => log.warn(line),
  });
}

function brokerLimits(config: Config) {
  return {
    coalesceMs: config.coalesceMs,
    bufferBytes: socketBufferBytes,
    stallMs: socketStallMs,
    maxGroups: config.liveGroups,
    maxPublicGroups: config.publicLiveGroups,
  };
}

const many = Number.POSITIVE_INFINITY;
const noLanes: LaneOptions = { quick: many, slow: many, publicShare: 1, payloads: many };
const noLimits: PipelineLimits = {
  maxCost: many,
  publicAllowance: unlimited,
  allowance: unlimited,
  isListed: () => true,
};
const noRates = { perSession: { burst: 1e12, perSecond: 1e12 }, perAddress: { burst: 1e12, perSecond: 1e12 } };

/** What callers may use at once and in the long run. */
function limitsOf(config: Config, { budget: isLeftOut = false }: Without) {
  return {
    spending: new SpendingLimiter(isLeftOut ? noRates : spendingRates(config)),
    limits: isLeftOut ? noLimits : pipelineLimits(config),
  };
}

function pipelineLimits(config: Config): PipelineLimits {
  const allowance = (units: number, bytes: number): Allowance => ({ units, bytes });
  return {
    maxCost: config.maxCost,
    publicAllowance: allowance(config.publicBudget, answerBytes.public),
    allowance: allowance(config.budget, answerBytes.signedIn),
    isListed: config.publicDocuments === 'any' ? () => true : listedDocuments(),
  };
}

function spendingRates({ sessionUnitsPerSecond, addressUnitsPerSecond }: Config) {
  const rate = (perSecond: number) => ({ perSecond, burst: burstSeconds * perSecond });
  return { perSession: rate(sessionUnitsPerSecond), perAddress: rate(addressUnitsPerSecond) };
}

import type { GraphQLSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import type { Config } from '../config/config';
import type { ResultCache } from '../graphql/cache/result-cache';
import type { Costs } from '../graphql/costs';
import type { Documents } from '../graphql/documents';
import type { Executor } from '../graphql/execute';
import type { Report } from '../graphql/format-error';
import type { ConnectionLimiter } from '../limits/connection-limiter';
import type { LogVersion } from '../log/log-version';
import type { Notifier } from '../log/notify/notification';
import type { LogTailer } from '../log/tailer';
import type { Operations } from '../observability/operations';
import type { SubscriptionBroker } from '../subscriptions/broker';
import type { Connections } from './connections';

/** What all transports need; made once by app.ts. */
export interface Services {
  readonly config: Config;
  readonly schema: GraphQLSchema;
  readonly db: DataSource;
  readonly tailer: LogTailer;
  readonly broker: SubscriptionBroker;
  readonly notifier: Pick<Notifier, 'isUp'>;
  /** What was done, counted and on the log. */
  readonly operations: Operations;
  readonly logVersion: LogVersion;
  /** Answers to queries; null when every query is to be executed. */
  readonly results: ResultCache | null;
  /** Of all transports, who has said who they are and who has not. */
  readonly connectionLimiter: ConnectionLimiter;
  /** The origins whose pages may open sockets and streams, beside the host asked for. */
  readonly origins: readonly string[];
  /** Of all transports: what one session may hold open is counted together. */
  readonly connections: Connections;
  /** One for all transports: equal subscriptions are told by their document. */
  readonly documents: Documents;
  readonly costs: Costs;
  readonly executor: Executor;
  readonly report: Report;
}

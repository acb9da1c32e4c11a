import type { GraphQLSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import type { Config } from '../config/config';
import type { Follower } from '../log/tailer';
import type { Hub } from '../subscriptions/broker';
import type { ResultCache } from '../graphql/cache/result-cache';
import type { Doorbell } from '../log/notify/notification';
import type { LogVersion } from '../log/log-version';
import type { Executor } from '../graphql/execute';
import type { Costs } from '../graphql/costs';
import type { Documents } from '../graphql/documents';
import type { Report } from '../graphql/format-error';
import type { Admission } from '../limits/connection-limiter';
import type { Connections } from './connections';
import type { Operations } from '../observability/operations';

/** What all transports need; made once by app.ts. */
export interface Services {
  readonly config: Config;
  readonly schema: GraphQLSchema;
  readonly db: DataSource;
  readonly follower: Follower;
  readonly hub: Hub;
  readonly doorbell: Pick<Doorbell, 'isUp'>;
  /** What was done, counted and on the log. */
  readonly operations: Operations;
  readonly logVersion: LogVersion;
  /** Answers to queries; null when every query is to be executed. */
  readonly results: ResultCache | null;
  /** Of all transports, who has said who they are and who has not. */
  readonly admission: Admission;
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

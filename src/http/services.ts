import type { GraphQLSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import type { Config } from '../config/config';
import type { Follower } from '../live/follower';
import type { Hub } from '../live/hub';
import type { ResultCache } from '../live/result-cache';
import type { Doorbell } from '../live/ring';
import type { LogVersion } from '../log/log-version';
import type { Executor } from '../request/compiled';
import type { Costs } from '../request/costs';
import type { Documents } from '../request/documents';
import type { Report } from '../request/format-error';
import type { Admission } from './admission';
import type { Connections } from './connections';
import type { Operations } from './operations';

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

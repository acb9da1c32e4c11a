import type { Config } from '../config/config';
import type { Database } from '../database/database';
import type { Report } from '../errors/report';
import type { Authenticated, Credentials } from '../graphql/authorize/viewer';
import type { Pipeline } from '../graphql/pipeline';
import type { ConnectionLimiter } from '../limits/connection-limiter';
import type { Notifier } from '../log/notify/notification';
import type { Operations } from '../observability/operations';
import type { SubscriptionBroker } from '../subscriptions/broker';
import type { Connections } from './connections';
import type { OidcSignIn } from './oidc-sign-in';
import type { SnapshotCache } from './snapshot';

/** What transports need; made once for each app (app/services). */
export interface TransportServices {
  readonly config: Config;
  readonly db: Database;
  /** The one way of queries and mutations. */
  readonly pipeline: Pipeline;
  /** The one way of subscriptions, once they are prepared. */
  readonly broker: SubscriptionBroker;
  /** Who asks, by what a request shows. @throws Refusal UNAUTHENTICATED */
  readonly whoAsks: (credentials: Credentials, onStaleCookie?: () => void) => Promise<Authenticated>;
  /** What was done, counted and on the log. */
  readonly operations: Operations;
  /** Of all transports, who has said who they are and who has not. */
  readonly connectionLimiter: ConnectionLimiter;
  /** Of all transports: what one session may hold open is counted together. */
  readonly connections: Connections;
  /** The origins whose pages may open sockets and streams, beside the host asked for. */
  readonly origins: readonly string[];
  readonly notifier: Pick<Notifier, 'isUp'>;
  readonly snapshots: SnapshotCache;
  readonly report: Report;
  /** Sign-in by the organisation's OpenID provider; null where none is configured. */
  readonly oidc: OidcSignIn | null;
}

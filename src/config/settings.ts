import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { isIssuer } from './issuer';
import { projectFolder } from './project-folder';

/** One row of the table of settings. */
export interface Setting<T> {
  /** Name of the environment variable. */
  readonly name: string;
  /** What holds when it is not set, as the documentation words it; `read` is not asked then. */
  readonly default: { readonly value: T; readonly words: string };
  /** What a number counts; for other values their form. */
  readonly unit: string;
  /** What it is for, in one or two sentences. */
  readonly meaning: string;
  /** True when the value must not be shown, not even to say that it is wrong. */
  readonly secret?: boolean;
  /** The value of a text, or what to write instead. */
  read(text: string): { readonly value: T } | { readonly cure: string };
}

type Read<T> = Setting<T>['read'];

/** Names of log levels, from the quietest. */
const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * Every setting there is, by its name in `Config`; docs/settings.md is printed from it. Null as a default: it follows
 * from other settings or from where the server runs, as its words say.
 */
export const settings = {
  // Where it listens
  host: {
    ...text('HOST', '127.0.0.1', 'address'),
    meaning: 'Address to listen on. `0.0.0.0` lets other machines in.',
  },
  port: { ...count('PORT', 4000, 'port', 0, 65_535), meaning: 'Port to listen on; 0 takes any free one.' },
  publicUrl: {
    ...optional('PUBLIC_URL', 'the address listened on', 'URL', readOrigin),
    meaning: 'Address people open, when a proxy stands before the server: scheme, host and port, no path.',
  },
  origins: {
    ...setting('ORIGINS', { value: [], words: 'PUBLIC_URL, or the host asked for' }, 'URLs, with commas', readOrigins),
    meaning: 'Other web sites whose pages may use the API from a browser.',
  },
  production: {
    ...optional('PRODUCTION', 'on when HOST lets other machines in or PUBLIC_URL is set', 'on or off', readSwitch),
    meaning:
      'Whether unsafe settings stop the start. `off` is for a rehearsal in an office without TLS: whoever is in that network can read badge codes and ballots on their way.',
  },
  proxies: {
    ...setting('PROXIES', { value: [], words: 'nobody' }, 'addresses or networks, with commas', readNetworks),
    meaning:
      'Proxies whose X-Forwarded-For is believed, such as `127.0.0.1` or `172.16.0.0/12`. Without it all who come through one count as one address in SIGN_IN_TRIES_PER_MINUTE.',
  },
  secureCookie: {
    ...optional('SECURE_COOKIE', 'on when PUBLIC_URL is https', 'on or off', readSwitch),
    meaning: 'Whether browsers send the session cookie over https only.',
  },
  // Where the data is
  databaseUrl: {
    ...optional('DATABASE_URL', 'an embedded PostgreSQL', 'postgres:// URL', readDatabaseUrl),
    secret: true,
    meaning: 'PostgreSQL to use. Without it one is started on DATA_DIR.',
  },
  dataDir: {
    ...setting(
      'DATA_DIR',
      { value: join(projectFolder, '.giaouoc'), words: '`.giaouoc` in the folder of the project' },
      'folder',
      (given) => ({ value: resolve(given) }),
    ),
    meaning: 'Folder of the embedded PostgreSQL; one server at a time may use it.',
  },
  ballotKeys: {
    ...optional('BALLOT_KEYS', 'the name of DATA_DIR with `-ballot-keys` behind it', 'folder', (given) => ({
      value: resolve(given),
    })),
    meaning:
      'Folder of the private keys of secret polls that are open: outside DATA_DIR and in no backup, the same for all processes that serve. Best in memory that is not swapped, where a power cut may cost the ballots of an open secret poll.',
  },
  actPoolSize: {
    ...count('ACT_POOL_SIZE', 4, 'connections', 2, 100),
    meaning:
      'Connections to the database that acts and sign-ins have for themselves, per process. All processes together want WORKERS × (ACT_POOL_SIZE + READ_POOL_SIZE + 1), one being that of the notifier, and the `max_connections` of the database must allow for them: the start checks it.',
  },
  readPoolSize: {
    ...count('READ_POOL_SIZE', 8, 'connections', 6, 200),
    meaning: 'Connections to the database that queries and live groups share, per process.',
  },
  // Live
  workers: {
    ...setting('WORKERS', { value: 1, words: '1' }, 'processes, or `auto`', readWorkers),
    meaning: 'Processes that serve on the one port; `auto` takes one for each core. Each is a node of its own.',
  },
  redisUrl: {
    ...optional('REDIS_URL', 'the NOTIFY of PostgreSQL', 'redis:// or rediss:// URL', readRedisUrl),
    secret: true,
    meaning:
      'Redis (from 6) or Valkey through which nodes tell each other that a log has grown; the same for all nodes. It holds no data, and while it is away NOTIFY does its work.',
  },
  coalesceMs: {
    ...count('COALESCE_MS', 50, 'ms', 0, 60_000),
    meaning: 'Least time between two states sent to one group of equal subscriptions.',
  },
  staleMs: {
    ...count('STALE_MS', 2_000, 'ms', 100, 600_000),
    meaning: 'Longest time before the log is read even though no notification came.',
  },
  socketsPerSession: {
    ...count('SOCKETS_PER_SESSION', 20, 'sockets', 1, 10_000),
    meaning: 'WebSockets and event streams one session may hold open, in each process.',
  },
  subscriptionsPerSocket: {
    ...count('SUBSCRIPTIONS_PER_SOCKET', 50, 'subscriptions', 1, 10_000),
    meaning: 'Operations one WebSocket may carry at once.',
  },
  maxConnections: {
    ...count('CONNECTIONS', 20_000, 'connections', 1, 1_000_000),
    meaning:
      'WebSockets and event streams all callers together may hold open, in each process; a thousand more connections are taken for requests.',
  },
  connectionsPerAddress: {
    ...count('CONNECTIONS_PER_ADDRESS', 5_000, 'connections', 1, 1_000_000),
    meaning:
      'WebSockets and event streams one address may hold open, in each process. Loose, because a hall stands behind one address.',
  },
  messagesPerSecond: {
    ...count('MESSAGES_PER_SECOND', 50, 'messages a second', 1, 100_000),
    meaning:
      'Messages and pings one WebSocket may send; four times as many at once after a silence. One that sends more is closed with 4429.',
  },
  liveGroups: {
    ...count('LIVE_GROUPS', 10_000, 'groups', 1, 1_000_000),
    meaning:
      'Different subscriptions served at once, in each process. Equal ones are one group, however many follow; a group too many is refused, and who joins one that is there never is.',
  },
  publicLiveGroups: {
    ...count('PUBLIC_LIVE_GROUPS', 40, 'groups', 0, 1_000_000),
    meaning:
      'Of LIVE_GROUPS, how many the public may open. The pages of one conference in session need some ten for all who look on.',
  },
  publicDocuments: {
    ...setting<'any' | 'listed'>('PUBLIC_DOCUMENTS', { value: 'any', words: '`any`' }, 'any or listed', readDocuments),
    meaning:
      'Which documents are answered to those who have not signed in: any, or only those listed in schema/page-documents.json, to the byte: the queries and subscriptions the pages of this server send. Sessions and API keys are not bound; GraphiQL then needs one.',
  },
  publicBudget: {
    ...count('PUBLIC_BUDGET', 20_000, 'units', 1_000, 10_000_000),
    meaning:
      'What one execution may use for those who have not signed in: a unit for each field, item of a list and row. Its answer may have 1 MB.',
  },
  budget: {
    ...count('BUDGET', 50_000, 'units', 1_000, 10_000_000),
    meaning: 'The same for those who have signed in; the answer may have 2 MB.',
  },
  addressUnitsPerSecond: {
    ...count('ADDRESS_UNITS_PER_SECOND', 100_000, 'units', 1_000, 100_000_000),
    meaning:
      'What one address may use without signing in, in the long run; ten seconds of it at once. A hall stands behind one address, so it is loose; who has signed in does not count.',
  },
  sessionUnitsPerSecond: {
    ...count('SESSION_UNITS_PER_SECOND', 50_000, 'units', 1_000, 100_000_000),
    meaning: 'What one session may use in the long run; ten seconds of it at once.',
  },
  webhookNetworks: {
    ...setting(
      'WEBHOOK_NETWORKS',
      { value: [], words: 'the Internet alone' },
      'addresses or networks, with commas',
      readNetworks,
    ),
    meaning:
      'Private networks that webhooks may be sent to, such as `10.1.2.0/24`. Whoever administers the server can send to all of them.',
  },
  // Sign-in by the organisation
  oidcIssuer: {
    ...optional('OIDC_ISSUER', 'badges alone', 'URL', readIssuer),
    meaning:
      'OpenID provider by which staff and officers may sign in beside badges (docs/oidc.md); with it OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and PUBLIC_URL must be set. It sends browsers back to PUBLIC_URL/oidc/callback.',
  },
  oidcClientId: {
    ...optional('OIDC_CLIENT_ID', 'badges alone', 'text', readClient),
    meaning: 'Name of this server at the OpenID provider.',
  },
  oidcClientSecret: {
    ...optional('OIDC_CLIENT_SECRET', 'badges alone', 'text', readClient),
    secret: true,
    meaning: 'Secret of this server at the OpenID provider.',
  },
  // What one request may ask
  maxDepth: { ...count('MAX_DEPTH', 12, 'levels', 1, 100), meaning: 'Deepest nesting of fields in a document.' },
  maxCost: {
    ...count('MAX_COST', 50_000, 'units', 1, 10_000_000),
    meaning:
      'Highest cost of a document before it is executed: a unit a field, times the usual or asked number of items of each list; what execution merges counts once.',
  },
  maxTokens: { ...count('MAX_TOKENS', 1_000, 'tokens', 10, 100_000), meaning: 'Longest document.' },
  maxAliases: { ...count('MAX_ALIASES', 50, 'aliases', 0, 1_000), meaning: 'Most aliases in a document.' },
  bodyLimitBytes: {
    ...count('BODY_LIMIT_BYTES', 65_536, 'bytes', 1_024, 67_108_864),
    meaning:
      'Largest HTTP body. Raise it to import large conference files through the API; `giaouoc import` has no such limit. A WebSocket message has 64 KiB at most, whatever is set here.',
  },
  requestTimeoutMs: {
    ...count('REQUEST_TIMEOUT_MS', 15_000, 'ms', 1_000, 600_000),
    meaning: 'Longest time a request may take to arrive whole; a connection that is slower is closed within a second.',
  },
  introspection: {
    ...setting('INTROSPECTION', { value: true, words: 'on' }, 'on or off', readSwitch),
    meaning:
      'Whether callers may ask for the schema. Off also hides suggestions in errors, `/graphiql` and `/schema.graphql`.',
  },
  // How it answers
  jit: {
    ...setting('JIT', { value: true, words: '`on`' }, 'on or off', readSwitch),
    meaning: 'Whether queries that come again are compiled (graphql-jit). Both ways give the same answers.',
  },
  resultCacheBytes: {
    ...count('RESULT_CACHE_BYTES', 33_554_432, 'bytes', 0, 4_294_967_296),
    meaning:
      'Memory for answers to queries, given again for as long as no log they depend on has grown; 0 executes every query. A change made by hand in the database is seen after 10 s at the latest, an act at once.',
  },
  signInTriesPerMinute: {
    ...count('SIGN_IN_TRIES_PER_MINUTE', 300, 'tries a minute', 1, 100_000),
    meaning:
      'Failed sign-ins from one address before it is told to wait; five times as many from all such addresses together, and five times as many from all that were told to wait, whose right codes are let in until then. Loose, because a hall stands behind one address. Counted by each node; the WORKERS of one machine have an equal part of it each.',
  },
  // The rest
  metrics: {
    ...setting('METRICS', { value: true, words: 'on' }, 'on or off', readSwitch),
    meaning:
      'Whether `/metrics` answers in the text format of Prometheus: to requests from this machine itself, and to those that show METRICS_TOKEN.',
  },
  metricsToken: {
    ...optional('METRICS_TOKEN', 'nobody from elsewhere', 'at least 20 characters', readToken),
    secret: true,
    meaning: 'Bearer token by which Prometheus on another machine reads `/metrics`.',
  },
  tracesUrl: {
    ...optional('OTEL_EXPORTER_OTLP_ENDPOINT', 'no traces', 'URL', readCollector),
    meaning:
      'OpenTelemetry collector that is told of each operation by OTLP over HTTP: its name, kind, time and code, never variables or answers. `OTEL_EXPORTER_OTLP_HEADERS` and `OTEL_SERVICE_NAME` mean what they mean everywhere.',
  },
  demo: {
    ...optional('DEMO', 'on without DATABASE_URL, but not in production', 'on or off', readSwitch),
    meaning: 'Whether a start prepares a rehearsal to play in and prints badge codes for it.',
  },
  logLevel: {
    ...setting<LogLevel>('LOG_LEVEL', { value: 'info', words: '`info`' }, logLevels.join(', '), readLogLevel),
    meaning: 'How much the server says.',
  },
} as const satisfies Record<string, Setting<unknown>>;

type Settings = typeof settings;
type Value<S> = S extends Setting<infer T> ? T : never;

/** The settings as given: null where `settings` says that the value follows from elsewhere. */
export type Given = { readonly [K in keyof Settings]: Value<Settings[K]> };

function setting<T>(name: string, ifUnset: Setting<T>['default'], unit: string, read: Read<T>) {
  return { name, default: ifUnset, unit, read };
}

function optional<T>(name: string, words: string, unit: string, read: Read<T>) {
  return setting<T | null>(name, { value: null, words }, unit, read);
}

function text(name: string, value: string, unit: string) {
  return setting(name, { value, words: `\`${value}\`` }, unit, (given) => ({ value: given }));
}

function count(name: string, value: number, unit: string, least: number, most: number) {
  return setting(name, { value, words: String(value) }, unit, (given) => {
    const number = /^\d{1,12}$/.test(given) ? Number(given) : Number.NaN;
    if (number >= least && number <= most) return { value: number };
    return { cure: `write a whole number from ${least} to ${most}` };
  });
}

function readSwitch(given: string) {
  if (/^(on|true|yes|1)$/i.test(given)) return { value: true };
  if (/^(off|false|no|0)$/i.test(given)) return { value: false };
  return { cure: 'write on or off' };
}

function readDocuments(given: string) {
  const value = (['any', 'listed'] as const).find((each) => each === given.toLowerCase());
  return value ? { value } : { cure: 'write any or listed' };
}

function readLogLevel(given: string) {
  const level = logLevels.find((each) => each === given.toLowerCase());
  return level ? { value: level } : { cure: `write one of ${logLevels.join(', ')}` };
}

function readWorkers(given: string) {
  if (given.toLowerCase() === 'auto') return { value: availableParallelism() };
  const number = /^\d{1,3}$/.test(given) ? Number(given) : 0;
  return number >= 1 && number <= 256 ? { value: number } : { cure: 'write a whole number from 1 to 256, or auto' };
}

function readOrigin(given: string) {
  const url = URL.canParse(given) ? new URL(given) : null;
  const bare =
    url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username;
  return bare ? { value: url.origin } : { cure: 'write an address such as https://hoinghi.example.vn, without a path' };
}

function readCollector(given: string) {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.search) return { value: url.href };
  return { cure: 'write an address such as http://localhost:4318' };
}

function readIssuer(given: string) {
  return isIssuer(given)
    ? { value: given }
    : { cure: 'write the address of the provider, such as https://id.example.vn/realms/tinh' };
}

function readClient(given: string) {
  return given.length <= 1_000 ? { value: given } : { cure: 'write at most 1,000 characters' };
}

function readOrigins(given: string): { readonly value: readonly string[] } | { readonly cure: string } {
  const origins: string[] = [];
  for (const part of given.split(',').map((each) => each.trim())) {
    const origin = readOrigin(part);
    if ('cure' in origin) return { cure: `${origin.cure}; several with commas between them` };
    origins.push(origin.value);
  }
  return { value: origins };
}

function readNetworks(given: string): { readonly value: readonly string[] } | { readonly cure: string } {
  const networks = given.split(',').map((each) => each.trim());
  const sound = networks.every((each) => {
    const [address = '', bits, ...more] = each.split('/');
    const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
    return most > 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
  });
  return sound ? { value: networks } : { cure: 'write addresses such as 127.0.0.1, 172.16.0.0/12, with commas' };
}

function readToken(given: string) {
  return /^[\x21-\x7e]{20,200}$/.test(given)
    ? { value: given }
    : { cure: 'write 20 to 200 characters without spaces, such as those `openssl rand -hex 24` prints' };
}

function readDatabaseUrl(given: string) {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url && /^postgres(ql)?:$/.test(url.protocol)) return { value: given };
  return { cure: 'write an address such as postgres://user:password@localhost:5432/giaouoc' };
}

function readRedisUrl(given: string) {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url && /^rediss?:$/.test(url.protocol) && url.hostname && /^(\/\d*)?$/.test(url.pathname))
    return { value: given };
  return { cure: 'write an address such as redis://user:password@localhost:6379' };
}

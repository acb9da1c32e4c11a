import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { type ExecutionArgs, GraphQLError } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type Context as SocketContext } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Authenticated, authenticate } from '../auth/authenticate';
import { codes } from '../errors/codes';
import { Refusal } from '../errors/refusal';
import { tooSlow } from '../live/mailbox';
import { type Context, type Door, makeContext } from '../request/context';
import { formatError } from '../request/format-error';
import { addresses } from './address';
import { bearerOf, type Credentials, credentialsOf } from './credentials';
import { drained } from './drain';
import { Heartbeat } from './heartbeat';
import { noteOf } from './operations';
import { originAllowed } from './origin';
import { Pace, tooMany } from './pace';
import type { Services } from './services';
import { SocketWire, sendTogether } from './socket-wire';

/** Why the server closes a socket. 44xx are graphql-ws's own meanings, 45xx are this server's; docs/live.md lists them. */
const closeCodes = {
  /** The session ended, was revoked, or its token is not valid. */
  forbidden: 4403,
  /** Too many sockets of one session, operations on one socket, or messages. */
  tooMany,
  /** The server is going down; connect again, to another node if there is one. */
  goingAway: 1001,
} as const;

/** What is kept of each connection; the upgrade request itself is let go. */
interface Peer {
  readonly socket: WebSocket;
  readonly pace: Pace;
  readonly address: string;
  /** What the upgrade request showed. */
  readonly shown: Credentials;
  viewer?: Authenticated;
}
type Connection = SocketContext<Record<string, unknown>, Peer>;

interface SocketArgs extends ExecutionArgs {
  readonly wire: SocketWire;
  readonly requestId: string;
  readonly startedAtMs: number;
}

/** A WebSocket message holds one operation; imports go over HTTP. */
const maxPayloadBytes = 65_536;
const initWaitMs = 3_000;
/** How long a socket may take to answer a close, in milliseconds. The types of `ws` do not know of it yet. */
const unknownToTypes: object = { closeTimeout: 2_000 };
/** How long sockets get to answer the close when the server goes down. */
const farewellMs = 1_000;
const heartbeat = { everyMs: 5_000, perSecond: 200 };
/** Bytes of answers that may wait for one client that goes on asking. */
const unreadBytes = 4 * 1_048_576;
/** As how many messages a question about the whole schema counts. */
const schemaMessages = 20;
/** How long clients should wait, at random in between, before they connect again; told when they connect. */
const reconnect = { minMs: 100, maxMs: 3_000 };

/**
 * `ws /graphql` with the graphql-transport-ws protocol: subscriptions through the hub, queries and mutations directly.
 * Sockets of a session that ends are closed (http/connections).
 * Returns what closes all sockets, so that clients reconnect; those that wait for an answer a moment later.
 */
export async function serveWebsocket(server: Server, services: Services): Promise<() => Promise<void>> {
  const { config, schema, db, hub, documents, costs, connections, admission, origins } = services;
  const addressOf = addresses(config.proxies);
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: maxPayloadBytes,
    perMessageDeflate: false,
    // Pings are answered within the socket's pace.
    autoPong: false,
    ...unknownToTypes,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });
  const report = (error: unknown) => services.report(error, randomUUID());
  const pulse = new Heartbeat(wss.clients, heartbeat);
  const introduced = new Set<Connection>();

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node has taken its own listener off; a peer that resets the connection now would end the process.
    socket.on('error', ignore);
    const refuse = (line: string) =>
      void socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\n\r\n`, () => socket.destroy());
    if (request.url?.split('?', 1)[0] !== '/graphql') return refuse('404 Not Found');
    if (!originAllowed(request, origins)) return refuse('403 Forbidden');
    try {
      socket.once('close', admission.enter(addressOf(request)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status } = codes[error.code];
      return refuse(`${status} ${STATUS_CODES[status]}\r\nRetry-After: 1`);
    }
    wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request));
  };
  server.on('upgrade', upgrade);

  const protocol = makeServer<Record<string, unknown>, Peer>({
    schema,
    connectionInitWaitTimeout: initWaitMs,
    async onConnect(connection) {
      const viewer = await viewerOf(connection);
      const { socket } = connection.extra;
      // One that closed meanwhile has been removed already; added now, it would count for its session for ever.
      if (!viewer || socket.readyState !== socket.OPEN) return false;
      connection.extra.viewer = viewer;
      const end = (reason: string) => connection.extra.socket.close(closeCodes.forbidden, reason);
      if (!connections.add(connection, viewer, end)) {
        connection.extra.socket.close(closeCodes.tooMany, 'too many sockets');
        return undefined;
      }
      introduced.add(connection);
      // Asked again now that a revocation would be heard: one in between was not.
      return viewer.sessionId && !(await viewerOf(connection))?.sessionId ? false : { reconnect };
    },
    onClose: (connection) => {
      introduced.delete(connection);
      connections.remove(connection);
    },
    async onSubscribe(connection, id, payload) {
      if (Object.keys(connection.subscriptions).length > config.subscriptionsPerSocket) {
        connection.extra.socket.close(closeCodes.tooMany, 'too many subscriptions');
        return [new GraphQLError('too many subscriptions', { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } })];
      }
      return prepare(connection, id, payload);
    },
    subscribe: async (args) => {
      const seat = await hub.subscribe(args, (args as SocketArgs).wire);
      // graphql-ws holds `args` for as long as the subscription lives; what this viewer has loaded need not live as long.
      const { requestId } = args.contextValue as Context;
      return Object.assign(args, { contextValue: { requestId }, variableValues: null }) && seat;
    },
    onOperation: (_connection, _id, _payload, args, result) => {
      const { requestId, startedAtMs } = args as SocketArgs;
      const errors = 'errors' in result ? (result.errors ?? []) : [];
      services.operations.done({
        ...noteOf(
          args.document,
          args.operationName,
          errors.map((error) => formatError(error, requestId, () => undefined)),
        ),
        requestId,
        transport: 'socket',
        ms: performance.now() - startedAtMs,
      });
    },
    onError: (_connection, _id, _payload, errors) =>
      errors.map((error) => formatError(error, randomUUID(), services.report)),
    onNext: (_connection, _id, _payload, args, { data, errors }) => {
      if (!errors) return undefined;
      const { requestId } = args.contextValue as Context;
      return { data: data ?? null, errors: errors.map((error) => formatError(error, requestId, services.report)) };
    },
  });

  wss.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const shown = credentialsOf(request.headers, config.secureCookie);
    const pace = new Pace(socket, config.messagesPerSecond);
    const closed = protocol.opened(new SocketPort(socket, pace, report), {
      socket,
      pace,
      address: addressOf(request),
      shown,
    });
    pulse.add(socket);
    socket.on('ping', (data) => {
      if (pace.allows()) socket.pong(data, false, ignore);
    });
    socket.on('pong', () => pace.allows());
    socket.on('error', ignore);
    socket.once('close', (code, reason) => {
      closed(code, String(reason)).catch(report);
    });
  });

  return async () => {
    server.off('upgrade', upgrade);
    pulse.stop();
    const leaveBut = (staying: ReadonlySet<WebSocket>) => {
      for (const client of wss.clients) if (!staying.has(client)) client.close(closeCodes.goingAway, 'going away');
      return staying.size === 0;
    };
    // A vote under way will be written: closed now, its sender would not be told so.
    await drained(() => leaveBut(new Set([...introduced].filter(isAnswering).map(({ extra }) => extra.socket))));
    leaveBut(new Set());
    await goodbyes(wss.clients);
    wss.close();
  };

  async function viewerOf({ connectionParams, extra: { shown } }: Connection): Promise<Authenticated | null> {
    const given = bearerOf(connectionParams?.authorization ?? connectionParams?.Authorization);
    try {
      return await authenticate(db, given ?? shown.token);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // An old cookie makes a browser a member of the public again, as over HTTP; a token given on purpose must hold.
      return given === null && shown.by === 'cookie' ? authenticate(db, null) : null;
    }
  }

  function prepare(
    { extra }: Connection,
    id: string,
    payload: {
      query: string;
      operationName?: string | null | undefined;
      variables?: Record<string, unknown> | null | undefined;
    },
  ): SocketArgs | GraphQLError[] {
    const read = documents.read(payload.query);
    if ('errors' in read) return [...read.errors];
    // Thousands of fields that are read from no table, and so have no cost, keep everybody else waiting all the same.
    if (/\b__schema\b/.test(payload.query) && !extra.pace.allows(schemaMessages)) return [tooManyMessages()];
    const expensive = costs.errorOf(read.document, payload.operationName, payload.variables);
    if (expensive) return [expensive];
    const viewer = extra.viewer as Authenticated;
    const requestId = randomUUID();
    return {
      schema,
      document: read.document,
      operationName: payload.operationName,
      variableValues: payload.variables,
      contextValue: makeContext({ db, viewer, requestId, door: doorOf(extra) }),
      hideSuggestions: !config.introspection,
      wire: new SocketWire(extra.socket, id),
      requestId,
      startedAtMs: performance.now(),
    };
  }
}

/** Whether an answer is still to come. Of a subscription that has begun, graphql-ws keeps what it is read from. */
function isAnswering({ subscriptions }: Connection): boolean {
  return Object.values(subscriptions).some((source) => source === null);
}

/** Told to nobody: the socket is being closed. */
function tooManyMessages(): GraphQLError {
  return new GraphQLError('too many messages', { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } });
}

/** A socket's headers are long sent, so it can carry no cookie: signing in over it gives the token only. */
function doorOf({ address }: Peer): Door {
  return { address, setSession: () => undefined, clearSession: () => undefined };
}

/** What graphql-ws talks to a socket through. */
class SocketPort {
  constructor(
    private readonly socket: WebSocket,
    private readonly pace: Pace,
    private readonly report: (error: unknown) => void,
  ) {}

  get protocol(): string {
    return this.socket.protocol;
  }

  send(data: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    sendTogether(this.socket);
    this.socket.send(data, ignore);
  }

  close(code?: number, reason?: string): void {
    this.socket.close(code, reason);
  }

  onMessage(heard: (text: string) => Promise<void>): void {
    this.socket.on('message', (data) => {
      if (!this.pace.allows()) return;
      // Whoever asks on and on without reading the answers would fill the memory with them.
      if (this.socket.bufferedAmount > unreadBytes) this.socket.close(tooSlow, 'too slow');
      else heard(String(data)).catch((error: unknown) => this.fail(error));
    });
  }

  private fail(error: unknown): void {
    // A type of message that only servers send: graphql-ws throws, though the fault is the client's.
    if (error instanceof Error && /^Unexpected message of type/.test(error.message)) {
      this.socket.close(CloseCode.BadRequest, 'Invalid message');
      return;
    }
    this.report(error);
    this.socket.close(CloseCode.InternalServerError, 'Internal server error');
  }
}

function ignore(): void {
  // `ws` closes the socket by itself, with the code that fits.
}

/** Waits until all have answered the close, and ends those that do not. */
async function goodbyes(sockets: ReadonlySet<WebSocket>): Promise<void> {
  const giveUpAtMs = performance.now() + farewellMs;
  while (sockets.size > 0 && performance.now() < giveUpAtMs) await delay(10);
  for (const socket of sockets) socket.terminate();
}

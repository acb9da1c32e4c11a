import { randomUUID } from 'node:crypto';
import { type ExecutionArgs, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { makeServer, type Context as SocketContext, type SubscribePayload } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { Refusal } from '../../errors/refusal';
import type { Authenticated, Credentials } from '../../graphql/authorize/viewer';
import { noOperation, readParams } from '../../graphql/params';
import type { Caller, Prepared } from '../../graphql/pipeline';
import type { Result } from '../../graphql/result';
import { bearerOf } from '../credentials';
import type { TransportServices } from '../services';
import { closeCodes } from './close-codes';
import type { SocketPort } from './port';
import { SocketSink } from './socket-sink';

/** What is kept of each connection; the upgrade request itself is let go. */
export interface Peer {
  readonly socket: WebSocket;
  readonly address: string;
  /** What the upgrade request showed. */
  readonly shown: Credentials;
  viewer?: Authenticated;
}
export type Connection = SocketContext<Record<string, unknown>, Peer>;

/** What graphql-ws carries from the message to its execution. */
interface SocketArgs extends ExecutionArgs {
  readonly prepared: Prepared;
  readonly sink: SocketSink;
}

const initWaitMs = 3_000;
/** How long clients should wait, at random in between, before they connect again; told when they connect. */
const reconnect = { minMs: 100, maxMs: 3_000 };

/** The graphql-transport-ws protocol, by graphql-ws: what a message asks for goes to the pipeline and the broker. */
export class SocketProtocol {
  /** Connections that have said who they are. */
  readonly introduced = new Set<Connection>();
  private readonly server;

  constructor(private readonly services: TransportServices) {
    this.server = makeServer<Record<string, unknown>, Peer>({
      connectionInitWaitTimeout: initWaitMs,
      onConnect: (connection) => this.introduce(connection),
      onClose: (connection) => {
        this.introduced.delete(connection);
        services.connections.remove(connection);
      },
      onSubscribe: (connection, id, payload) => this.prepare(connection, id, payload),
      execute: (args) => this.run(args as unknown as SocketArgs),
      subscribe: (args) => this.subscribe(args as unknown as SocketArgs),
      // Results and errors of the pipeline are formatted already; other errors are those of a message.
      onNext: (_connection, _id, _payload, _args, result) => result as never,
      onError: (_connection, _id, _payload, errors) => errors.map((error) => this.shown(error)),
    });
  }

  opened(port: SocketPort, peer: Peer) {
    return this.server.opened(port, peer);
  }

  private async introduce(connection: Connection): Promise<boolean | Record<string, unknown> | undefined> {
    const viewer = await this.viewerOf(connection);
    const { socket } = connection.extra;
    // One that closed meanwhile has been removed already; added now, it would count for its session for ever.
    if (!viewer || socket.readyState !== socket.OPEN) return false;
    connection.extra.viewer = viewer;
    const end = (reason: string) => socket.close(closeCodes.forbidden, reason);
    if (!this.services.connections.add(connection, viewer, end)) {
      socket.close(closeCodes.tooMany, 'too many sockets');
      return undefined;
    }
    this.introduced.add(connection);
    // Asked again now that a revocation would be heard: one in between was not.
    return viewer.sessionId && !(await this.viewerOf(connection))?.sessionId ? false : { reconnect };
  }

  private async viewerOf({ connectionParams, extra: { shown } }: Connection): Promise<Authenticated | null> {
    const given = bearerOf(connectionParams?.authorization ?? connectionParams?.Authorization);
    try {
      return await this.services.whoAsks(given === null ? shown : { token: given, by: 'bearer' });
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  /** What graphql-ws is to execute, or the errors of the operation; its types know neither. */
  private async prepare({ extra, subscriptions }: Connection, id: string, payload: SubscribePayload): Promise<never> {
    return (await this.argsOf(extra, Object.keys(subscriptions).length, id, payload)) as never;
  }

  private async argsOf(
    extra: Peer,
    open: number,
    id: string,
    payload: SubscribePayload,
  ): Promise<SocketArgs | readonly GraphQLError[]> {
    const { pipeline, config } = this.services;
    const caller = callerOf(extra);
    const most = config.subscriptionsPerSocket;
    if (open > most) {
      // After the refusal, which is sent before this turn of the event loop ends.
      setImmediate(() => extra.socket.close(closeCodes.tooMany, 'too many subscriptions'));
      return errorsOf(
        pipeline.refuse([new Refusal('TOO_MANY_SUBSCRIPTIONS', { subscriptionsPerSocket: most })], caller),
      );
    }
    const params = readParams(payload);
    if (!params) return errorsOf(pipeline.refuse([new Refusal('BAD_REQUEST', noOperation)], caller));
    const prepared = await pipeline.prepare(params, caller);
    if ('body' in prepared) return errorsOf(prepared);
    const { document, node } = prepared.operation;
    const sink = new SocketSink(extra.socket, id);
    return { schema: {} as never, document, operationName: node.name?.value, prepared, sink };
  }

  /** Errors of the pipeline are formatted already; what else there is are those of a message. */
  private shown(error: GraphQLError | GraphQLFormattedError): GraphQLFormattedError {
    if (error instanceof FormattedError) return error.formatted;
    return this.services.pipeline.format([error], randomUUID())[0] as GraphQLFormattedError;
  }

  /** Sends the result past graphql-ws, in the bytes it has on every transport; what is returned is only its end. */
  private async run({ prepared, sink }: SocketArgs): Promise<never> {
    const result = await this.services.pipeline.run(prepared);
    if (!result.isExecuted) return { errors: result.errors } as never;
    if (sink.isOpen) sink.sendNext(result.body);
    return nothing() as never;
  }

  private async subscribe(args: SocketArgs): Promise<never> {
    const { prepared, sink } = args;
    const subscription = await this.services.broker.subscribe(prepared, sink);
    // graphql-ws holds `args` for as long as the subscription lives; what it was prepared from need not live as long.
    Object.assign(args, { prepared: null, sink: null });
    return ('body' in subscription ? { errors: subscription.errors } : subscription) as never;
  }
}

/** The errors of a refusal, as graphql-ws takes them. */
function errorsOf({ errors }: Result): readonly GraphQLError[] {
  return errors.map((error) => new FormattedError(error));
}

/** An error that is sent as it is; graphql-ws takes only instances of GraphQLError. */
class FormattedError extends GraphQLError {
  constructor(readonly formatted: GraphQLFormattedError) {
    super(formatted.message);
  }
}

async function* nothing(): AsyncGenerator<never> {}

/** Whether an answer is still to come. Of a subscription that has begun, graphql-ws keeps what it is read from. */
export function isAnswering({ subscriptions }: Connection): boolean {
  return Object.values(subscriptions).some((source) => source === null);
}

/** A socket's headers are long sent, so it can carry no cookie: signing in over it gives the token only. */
function callerOf({ address, viewer }: Peer): Caller {
  return {
    viewer: viewer as Authenticated,
    connection: { address, setSession: () => undefined, clearSession: () => undefined },
    requestId: randomUUID(),
    transport: 'socket',
    carries: { mutations: true, subscriptions: true },
    startedAtMs: performance.now(),
  };
}

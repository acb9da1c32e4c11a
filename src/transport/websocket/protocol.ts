import { randomUUID } from 'node:crypto';
import type { ExecutionArgs, GraphQLError, GraphQLFormattedError } from 'graphql';
import { makeServer, type SubscribePayload } from 'graphql-ws';
import { Refusal } from '../../errors/refusal';
import { noOperation, readParams } from '../../graphql/params';
import type { Prepared } from '../../graphql/pipeline';
import type { TransportServices } from '../services';
import { closeCodes } from './close-codes';
import { errorsOf, FormattedError } from './formatted-error';
import { type Connection, callerOf, Introductions, type Peer } from './introduction';
import type { SocketPort } from './port';
import { SocketSink } from './socket-sink';

/** What graphql-ws carries from the message to its execution. */
interface SocketArgs extends ExecutionArgs {
  readonly prepared: Prepared;
  readonly sink: SocketSink;
}

const initWaitMs = 3_000;

/** The graphql-transport-ws protocol, by graphql-ws: what a message asks for goes to the pipeline and the broker. */
export class SocketProtocol {
  readonly introductions: Introductions;
  private readonly server;

  constructor(private readonly services: TransportServices) {
    this.introductions = new Introductions(services);
    this.server = makeServer<Record<string, unknown>, Peer>({
      connectionInitWaitTimeout: initWaitMs,
      onConnect: (connection) => this.introductions.introduce(connection),
      onClose: (connection) => this.introductions.forget(connection),
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

  /** What graphql-ws is to execute, or the errors of the operation; its types know neither. */
  private async prepare(connection: Connection, id: string, payload: SubscribePayload): Promise<never> {
    return (await this.argsOf(connection, id, payload)) as never;
  }

  private async argsOf(
    connection: Connection,
    id: string,
    payload: SubscribePayload,
  ): Promise<SocketArgs | readonly GraphQLError[]> {
    const { pipeline, config } = this.services;
    const { extra, subscriptions } = connection;
    const caller = callerOf(extra);
    const most = config.subscriptionsPerSocket;
    if (Object.keys(subscriptions).length > most) {
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
    const sink = new SocketSink(extra.socket, id, connection);
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

async function* nothing(): AsyncGenerator<never> {}

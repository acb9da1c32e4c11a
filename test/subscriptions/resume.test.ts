import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { SerializedResult } from '../../src/graphql/serialized-result';
import type { Entry } from '../../src/log/read-since';
import type { Listener, LogTailer } from '../../src/log/tailer';
import { topics } from '../../src/log/topics';
import { OutboundQueue } from '../../src/subscriptions/outbound-queue';
import { SharedQuery } from '../../src/subscriptions/shared-query';
import type { Sink } from '../../src/subscriptions/sink';
import { stateSource } from '../../src/subscriptions/source';
import { YieldingLoop } from '../../src/subscriptions/yielding-loop';
import { anOpenPoll, vote } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';
import { Inbox } from '../support/inbox';
import { aServerProcess, type ServerProcess } from '../support/process';
import { until } from '../support/until';

/** graphql-ws takes its listeners off a socket that it ends while it is still connecting, whose fault is then nobody's. */
class AbandonedSocket extends WebSocket {
  constructor(address: string, protocols?: string | string[]) {
    super(address, protocols);
    this.on('error', () => undefined);
  }
}

const tally = 'subscription ($id: ID!) { pollTally(pollId: $id) { sequence poll { tally { cast } } } }';

describe('a tailer who comes back', () => {
  const voters = 60;
  let database: TestDatabase;
  let nodes: ServerProcess[];
  let hall: Hall;
  beforeAll(async () => {
    database = await freshDatabase();
    nodes = await Promise.all([0, 1].map(() => aServerProcess({ DATABASE_URL: database.url, PORT: '0' })));
    hall = await aHall(database.db, { members: voters });
  });
  afterAll(async () => {
    for (const node of nodes) await node.kill();
    await database.drop();
  });

  const socketAddress = (node: ServerProcess) => `${node.url.replace('http', 'ws')}/graphql`;

  /** Restarts a node on the port it had. */
  async function restart(index: number): Promise<void> {
    const { port } = new URL(nodes[index]!.url);
    await nodes[index]!.kill();
    nodes[index] = await aServerProcess({ DATABASE_URL: database.url, PORT: port });
  }

  /** A counter of a node's metrics. */
  async function metric(node: ServerProcess, name: string): Promise<number> {
    const text = await (await fetch(`${node.url}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  }

  it('has every entry of the log once, across lost sockets, a killed node and a change of node', async () => {
    const pollId = await anOpenPoll(hall);
    const seen: number[] = [];
    let stop = false;
    // As a careful client does: goes on after the last entry it has, on whichever node answers.
    const follow = async () => {
      for (let turn = 0; !stop; turn += 1) {
        const client = createClient({
          url: socketAddress(nodes[turn % 2]!),
          webSocketImpl: AbandonedSocket,
          retryAttempts: 0,
          lazy: false,
          onNonLazyError: () => undefined,
        });
        const query =
          'subscription ($id: ID!, $after: Int!) { conferenceEvents(conferenceId: $id, after: $after) { sequence } }';
        const inbox = new Inbox<{ conferenceEvents: { sequence: number } }>(client, {
          query,
          variables: { id: hall.conference.id, after: seen.at(-1) ?? 0 },
        });
        // A few entries on each socket, then off without a word.
        await until(() => stop || inbox.all.length >= 4 || inbox.failures.length > 0);
        client.terminate();
        seen.push(...inbox.all.map(({ conferenceEvents }) => conferenceEvents.sequence));
        await Promise.resolve(client.dispose()).catch(() => undefined);
      }
    };
    const following = follow();
    for (let n = 0; n < voters; n += 1) {
      await vote(hall, pollId, n, ['YES']);
      if (n === 20) await restart(0);
      if (n === 40) await restart(1);
    }
    const end = voters + 2;
    await until(() => seen.length >= end - 4);
    stop = true;
    await following;
    const rest = new Inbox<{ conferenceEvents: { sequence: number } }>(
      createClient({ url: socketAddress(nodes[1]!), webSocketImpl: WebSocket, lazy: true }),
      {
        query:
          'subscription ($id: ID!, $after: Int!) { conferenceEvents(conferenceId: $id, after: $after) { sequence } }',
        variables: { id: hall.conference.id, after: seen.at(-1) ?? 0 },
      },
    );
    await rest.until(() => seen.length + rest.all.length >= end);
    rest.close();
    seen.push(...rest.all.map(({ conferenceEvents }) => conferenceEvents.sequence));
    expect(seen).toEqual(Array.from({ length: end }, (_, n) => n + 1));
  });

  it('costs one execution, with all the others who come back after a node was killed', async () => {
    const big = await aHall(database.db, { members: 5 });
    const pollId = await anOpenPoll(big);
    await vote(big, pollId, 0, ['YES']);
    const { port } = new URL(nodes[0]!.url);
    const latest: number[] = [];
    const pauses: { minMs: number; maxMs: number }[] = [];
    let stop = false;
    const sockets = new Set<WebSocket>();
    const connect = (index: number): void => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
      sockets.add(socket);
      socket.on('open', () => socket.send('{"type":"connection_init"}'));
      socket.on('message', (data) => {
        const message = JSON.parse(String(data));
        if (message.type === 'connection_ack') {
          pauses[index] = message.payload.reconnect;
          const payload = { query: tally, variables: { id: pollId } };
          socket.send(JSON.stringify({ id: randomUUID(), type: 'subscribe', payload }));
        } else if (message.type === 'next') latest[index] = message.payload.data.pollTally.poll.tally.cast;
      });
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        // A tenth of the pause it was told, so that the test need not last as long.
        const { minMs = 0, maxMs = 0 } = pauses[index] ?? {};
        if (!stop) setTimeout(connect, (minMs + Math.random() * (maxMs - minMs)) / 10, index);
      });
    };
    const followers = 300;
    const executions = () => metric(nodes[0]!, 'giaouoc_live_executions_total');
    const before = await executions();
    for (let index = 0; index < followers; index += 1) connect(index);
    await until(() => latest.length === followers && latest.every((cast) => cast === 1));
    expect(pauses.every(({ minMs, maxMs }) => minMs >= 0 && maxMs >= 1_000)).toBe(true);
    expect((await executions()) - before).toBe(1);
    const gone = Promise.all([...sockets].map((socket) => once(socket, 'close')));
    await nodes[0]!.kill();
    await gone;
    await vote(big, pollId, 1, ['YES']);
    nodes[0] = await aServerProcess({ DATABASE_URL: database.url, PORT: port });
    await until(() => latest.every((cast) => cast === 2));
    expect(await executions()).toBe(1);
    expect(await metric(nodes[0]!, 'giaouoc_live_groups')).toBe(1);
    stop = true;
    for (const socket of sockets) socket.terminate();
    await until(async () => (await metric(nodes[0]!, 'giaouoc_live_groups')) === 0);
  });

  it('is told by a node that goes down to come back', async () => {
    const node = await aServerProcess({ DATABASE_URL: database.url, PORT: '0' }, 'start');
    const socket = new WebSocket(socketAddress(node), 'graphql-transport-ws');
    await once(socket, 'open');
    const closed = once(socket, 'close');
    expect(await node.terminate()).toBe(0);
    expect((await closed)[0]).toBe(1001);
  });
});

/** Keeps the numbers it is sent. */
class FakeWire implements Sink {
  readonly line = this;
  readonly isOpen = true;
  readonly bufferedBytes = 0;
  readonly got: number[] = [];
  sendNext(body: SerializedResult): void {
    this.got.push(Number(body.text));
  }
  onceDrained(): void {}
  cut(): void {}
}

describe('SharedQuery', () => {
  let tell: Listener;
  let following: number;
  const tailer = {
    follow: async (_stream: string, listener: Listener) => {
      tell = listener;
      following += 1;
      return {
        position: 0,
        leave: () => {
          following -= 1;
        },
      };
    },
  } as unknown as LogTailer;
  const grow = (sequence: number) =>
    tell([{ sequence, topics: [topics.poll('t')], at: new Date(), stream: 's', kind: 'k', body: '' } satisfies Entry]);

  /** Answers come when the test gives them. */
  function aGroup() {
    const reads: ((sequence: number) => void)[] = [];
    const emptied = jest.fn();
    const group = new SharedQuery(stateSource('s', [topics.poll('t')]), {
      lost: async () => null,
      loop: new YieldingLoop(),
      coalesceMs: 0,
      read: () =>
        new Promise((resolve) => {
          reads.push((sequence) => resolve({ sequence, body: new SerializedResult(String(sequence)) }));
        }),
      report: (error) => {
        throw error;
      },
      onServed: () => undefined,
      onEmpty: emptied,
    });
    const join = () => {
      const sink = new FakeWire();
      const member = new OutboundQueue(sink, { bufferBytes: 0, stallMs: 1_000 });
      group.join(member);
      return { sink, member };
    };
    return { group, reads, emptied, join };
  }
  beforeEach(() => {
    following = 0;
  });

  it('shows a joiner nothing from before a change this node has heard of, while the others go on', async () => {
    const { group, reads, join } = aGroup();
    const early = join();
    await group.start(tailer);
    reads[0]!(5);
    await until(() => early.sink.got.length === 1);
    grow(6);
    await until(() => reads.length === 2);
    grow(7);
    const late = join();
    // Read before 7 was written: news to one, a step back to the other.
    reads[1]!(6);
    await until(() => reads.length === 3);
    expect([early.sink.got, late.sink.got]).toEqual([[5, 6], []]);
    reads[2]!(7);
    await until(() => late.sink.got.length === 1);
    expect([early.sink.got, late.sink.got]).toEqual([[5, 6, 7], [7]]);
    for (const { member } of [early, late]) group.leave(member);
  });

  it('takes nobody back when a database answers from further back than before', async () => {
    const { group, reads, join } = aGroup();
    const { sink, member } = join();
    await group.start(tailer);
    reads[0]!(5);
    await until(() => sink.got.length === 1);
    grow(6);
    await until(() => reads.length === 2);
    reads[1]!(4);
    await until(() => reads.length === 3);
    reads[2]!(6);
    await until(() => sink.got.length === 2);
    expect(sink.got).toEqual([5, 6]);
    group.leave(member);
  });

  it('is over when the last member leaves, even while it starts or reads, and follows nothing after that', async () => {
    const starting = aGroup();
    const first = starting.join();
    const started = starting.group.start(tailer);
    starting.group.leave(first.member);
    await started;
    expect(starting.emptied).toHaveBeenCalledTimes(1);
    expect(starting.reads).toHaveLength(0);
    const reading = aGroup();
    const { sink, member } = reading.join();
    await reading.group.start(tailer);
    reading.group.leave(member);
    reading.reads[0]!(5);
    await Promise.resolve();
    expect(reading.emptied).toHaveBeenCalledTimes(1);
    expect(sink.got).toEqual([]);
    expect(following).toBe(0);
  });
});

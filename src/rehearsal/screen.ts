import { createHash } from 'node:crypto';
import { createClient, type Client as Socket } from 'graphql-ws';
import WebSocket from 'ws';
import { OperatorError } from '../errors/operator-error';
import { leafHash } from '../log/canonical';
import { clockMs } from './client';
import {
  type ConferenceSeen,
  followConference,
  followLog,
  followPact,
  followPoll,
  type LogLine,
  type PactSeen,
  type TallySeen,
} from './documents';

/** When a state came, and the position of the log it is true at. */
export interface Arrival {
  readonly sequence: number;
  readonly atMs: number;
}

export interface ScreenOptions {
  /** Address of the server, `http://…`. */
  readonly url: string;
  readonly token: string;
  /** Whose screen it is. */
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
}

/** How long something that must come is waited for, in milliseconds. */
const patienceMs = 30_000;

/**
 * One person's screen: a WebSocket of its own, what it was sent, and when. It trusts nothing: entries of the log must
 * come in order without a gap, each with the digest its body has.
 */
export class Screen {
  readonly name: string;
  /** Position of the last entry of the log that came. */
  position = 0;
  /** What was wrong with what came; it goes on all the same, and the verdict tells. */
  readonly faults: string[] = [];
  conference: ConferenceSeen | null = null;
  pact: PactSeen | null = null;
  readonly tallies = new Map<string, TallySeen>();
  /** When each entry of the log came; place 0 is entry 1. */
  readonly logArrivals: number[] = [];
  /** When each state came, by what it is of: the id of a poll or pact, or `conference`. */
  readonly stateArrivals = new Map<string, Arrival[]>();
  /** Told of each state that came. */
  onState: () => void = () => undefined;

  private readonly socket: Socket;
  private readonly bodies = createHash('sha256');
  private readonly waiting = new Set<() => void>();
  private readonly signal: AbortSignal | undefined;
  /** Why nothing more will come, or null. */
  private broken: string | null = null;

  constructor({ url, token, name, signal }: ScreenOptions) {
    this.name = name;
    this.signal = signal;
    this.socket = createClient({
      url: `${url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 10,
      shouldRetry: () => true,
    });
  }

  /** Follows the conference and its whole log; resolves when both have begun to come. */
  async follow(conferenceId: string): Promise<void> {
    this.watch<{ conferenceChanged: ConferenceSeen }>(
      followConference,
      { id: conferenceId },
      ({ conferenceChanged }) => {
        this.conference = conferenceChanged;
        this.noteState('conference', conferenceChanged.sequence);
      },
    );
    const screen = this;
    const variables = {
      id: conferenceId,
      // Read anew when the socket was lost and the client subscribes again: it goes on after what it has.
      get after() {
        return screen.position;
      },
    };
    this.watch<{ conferenceEvents: LogLine }>(followLog, variables, ({ conferenceEvents }) =>
      this.note(conferenceEvents),
    );
    await this.until(() => this.conference !== null && this.position > 0, 'the conference and its log');
  }

  /** Follows a poll; resolves when its first state has come. */
  async followPoll(pollId: string): Promise<void> {
    this.watch<{ pollTally: TallySeen }>(followPoll, { id: pollId }, ({ pollTally }) => {
      this.tallies.set(pollId, pollTally);
      this.noteState(pollId, pollTally.sequence);
    });
    await this.until(() => this.tallies.has(pollId), 'the first tally');
  }

  /** Follows the signatures of a pact; resolves when the first state has come. */
  async followPact(pactId: string): Promise<void> {
    this.watch<{ pactSignatures: PactSeen }>(followPact, { id: pactId }, ({ pactSignatures }) => {
      this.pact = pactSignatures;
      this.noteState(pactId, pactSignatures.sequence);
    });
    await this.until(() => this.pact !== null, 'the first signature board');
  }

  /** Resolves when the log, and the state named if any, are at a position or beyond. */
  async reached(sequence: number, state?: string): Promise<void> {
    const stateAt = () => (state === undefined ? sequence : (this.stateArrivals.get(state)?.at(-1)?.sequence ?? 0));
    await this.until(
      () => this.position >= sequence && stateAt() >= sequence,
      `entry ${sequence}${state ? ' and the state after it' : ''}`,
    );
  }

  /** SHA-256 of the bodies of all entries that came, one after the other, each with a line feed behind it. */
  digest(): string {
    return this.bodies.copy().digest('hex');
  }

  async close(): Promise<void> {
    await this.socket.dispose();
  }

  private watch<T>(query: string, variables: Record<string, unknown>, next: (data: T) => void): void {
    this.socket.subscribe<T>(
      { query, variables },
      {
        next: ({ data, errors }) => {
          if (errors?.length) this.broken = errors.map((error) => error.message).join('; ');
          else if (data) next(data);
          this.stir();
        },
        error: (error) => {
          this.broken = `subscription refused: ${wordsOf(error)}`;
          this.stir();
        },
        complete: () => undefined,
      },
    );
  }

  private note({ sequence, body, digest }: LogLine): void {
    if (sequence !== this.position + 1) {
      this.faults.push(`entry ${sequence} came after entry ${this.position}`);
      if (sequence <= this.position) return;
    }
    if (leafHash(body) !== digest) this.faults.push(`entry ${sequence}: its digest is not that of its body`);
    this.position = sequence;
    this.logArrivals[sequence - 1] = clockMs();
    this.bodies.update(`${body}\n`);
  }

  private noteState(of: string, sequence: number): void {
    const arrivals = this.stateArrivals.get(of) ?? [];
    const before = arrivals.at(-1)?.sequence ?? 0;
    if (sequence < before) this.faults.push(`a state at ${sequence} came after one at ${before}`);
    arrivals.push({ sequence, atMs: clockMs() });
    this.stateArrivals.set(of, arrivals);
    this.onState();
  }

  private stir(): void {
    for (const look of this.waiting) look();
  }

  private until(holds: () => boolean, what: string): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const end = (error?: unknown) => {
        clearTimeout(timer);
        this.waiting.delete(look);
        this.signal?.removeEventListener('abort', stop);
        if (error === undefined) resolve();
        else reject(error);
      };
      const look = () => {
        if (holds()) end();
        else if (this.broken !== null) end(new OperatorError(`The screen of ${this.name}: ${this.broken}`));
      };
      const stop = () => end(this.signal?.reason);
      const late = `The screen of ${this.name} waited ${patienceMs / 1_000} s for ${what}`;
      const timer = setTimeout(() => end(new OperatorError(`${late}; it has entry ${this.position}.`)), patienceMs);
      this.waiting.add(look);
      this.signal?.addEventListener('abort', stop);
      if (this.signal?.aborted) stop();
      else look();
    });
  }
}

function wordsOf(error: unknown): string {
  if (Array.isArray(error)) return error.map((each) => (each as { message?: string }).message).join('; ');
  if (error instanceof Error) return error.message;
  const { code, reason } = error as { code?: unknown; reason?: unknown };
  return code === undefined ? String(error) : `socket closed with ${code} ${reason ?? ''}`.trim();
}

import { setTimeout as delay } from 'node:timers/promises';
import type { Company } from './admit-players';
import type { Acknowledged, Client } from './client';
import type { Programme } from './documents';
import type { Narrator } from './narrator';
import type { Screen } from './screen';

/** An acknowledged act, and the state that must change with it: the id of a poll or pact, or `conference`. */
export interface Done extends Acknowledged {
  readonly state: string | null;
}

/** A poll that was played, and what was acknowledged in it. */
export interface PlayedPoll {
  readonly id: string;
  readonly ordinal: number;
  readonly question: string;
  readonly secrecy: 'NAMED' | 'UNLINKED';
  /** The choice of each ballot whose receipt came. */
  readonly acknowledged: string[];
}

/** Everything the scenes share. */
export interface Stage extends Company {
  readonly conferenceId: string;
  readonly programme: Programme;
  /** The screen of the hall first, then that of each player in their order. */
  readonly screens: readonly Screen[];
  readonly hallScreen: Screen;
  readonly narrator: Narrator;
  readonly pace: MessageRate;
  readonly seed: number;
  /** Whether flags are voted UNLINKED. */
  readonly secret: boolean;
  readonly done: Done[];
  readonly polls: PlayedPoll[];
}

/** How long people take to do things. */
export class MessageRate {
  /** @param speed 1 for people who watch, 2 for twice as fast; 0 for no pause at all */
  constructor(
    private readonly speed: number,
    private readonly signal: AbortSignal,
  ) {}

  get isInstant(): boolean {
    return this.speed === 0;
  }

  async pause(ms: number): Promise<void> {
    this.signal.throwIfAborted();
    if (this.speed > 0) await delay(ms / this.speed, undefined, { signal: this.signal });
  }
}

/** Does one act over HTTP, as `by`, and notes when it was acknowledged. */
export async function perform(
  stage: Stage,
  by: Client,
  act: string,
  input: Readonly<Record<string, unknown>>,
  state: string | null = 'conference',
  makes?: string,
): Promise<Done> {
  const done = { ...(await by.act(act, input, makes)), state };
  stage.done.push(done);
  return done;
}

/** Waits until each screen shows what was done. */
export async function everybodySees(
  stage: Stage,
  { sequence, state }: Pick<Done, 'sequence' | 'state'>,
): Promise<void> {
  await Promise.all(stage.screens.map((screen) => screen.reached(sequence, state ?? undefined)));
}

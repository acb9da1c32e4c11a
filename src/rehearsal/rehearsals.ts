import type { Database } from '../database/database';
import { OperatorError } from '../errors/operator-error';
import { Refusal } from '../errors/refusal';
import type { Rehearsal } from './clone-conference';
import { type PlayOptions, playRehearsal } from './play';

declare module '../graphql/context' {
  interface ContextServices {
    readonly rehearsals: Rehearsals;
  }
}

interface Playing {
  readonly id: string;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/**
 * The rehearsals this process plays for people at the desk: one at a time, in the background, over its own HTTP and
 * sockets like any other client. A play ends by itself, when it is stopped, or when its rehearsal is closed under it.
 */
export class Rehearsals {
  private stage: { readonly url: string; readonly report: (error: unknown) => void } | null = null;
  private playing: Playing | null = null;

  constructor(private readonly db: Database) {}

  /** Where this process is reached, known once it listens. `report` is told what ends a play before its end. */
  playAt(url: string, report: (error: unknown) => void): void {
    this.stage = { url, report };
  }

  /** @throws Refusal REHEARSAL_RUNNING */
  requireFree(): void {
    if (this.playing) throw new Refusal('REHEARSAL_RUNNING', { conferenceId: this.playing.id });
  }

  /** Starts to play; does not wait for the end. @throws Refusal REHEARSAL_RUNNING */
  play(rehearsal: Rehearsal, options: Pick<PlayOptions, 'by' | 'speed' | 'secret' | 'seed'>): void {
    this.requireFree();
    if (!this.stage) throw new Error('rehearsals: the server does not listen yet');
    const { url, report } = this.stage;
    const abort = new AbortController();
    const silent = { print: () => undefined, say: () => undefined };
    const ended = playRehearsal(rehearsal, { db: this.db, url, ...options, ...silent, signal: abort.signal })
      .then(({ faults }) => {
        if (faults.length) report(new Error(`rehearsal ${rehearsal.slug}: ${faults.join('; ')}`));
      })
      // Stopped at the desk, the play finds its conference closed: that is no fault.
      .catch((error) => (error instanceof OperatorError ? undefined : report(error)))
      .finally(() => {
        this.playing = null;
      });
    this.playing = { id: rehearsal.id, abort, ended };
  }

  /** Ends the play of this rehearsal, or whichever is played, and waits until its players have left. */
  async stop(conferenceId?: string): Promise<void> {
    const { playing } = this;
    if (!playing || (conferenceId !== undefined && playing.id !== conferenceId)) return;
    playing.abort.abort(new OperatorError('The rehearsal was stopped.'));
    await playing.ended;
  }
}

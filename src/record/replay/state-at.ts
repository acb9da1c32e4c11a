import type { EntityManager } from 'typeorm';
import { Refusal } from '../../errors/refusal';
import { checkpointBefore, type KeptCheckpoint } from '../../log/keep-checkpoint';
import { type Entry, positions, readSince } from '../../log/read-since';
import { replay } from './replay';
import { nothingYet, type RecordState, stateVersion, type Told } from './state';

/** Entries one call reads at most. Checkpoints are twice as close (checkpoints), where they could be kept in time. */
export const mostEntries = 1_000;

/** Asked before so many entries are gone through; what it gives is awaited. */
export type Turn = (entries: number) => Promise<unknown> | null;

/** Entries gone through at once. */
const slice = 100;

/**
 * What the log of a conference had come to at a position.
 * @throws Refusal LOG_POSITION_AHEAD for a position the log has not reached, or none; POSITION_NOT_KEPT for one before the
 *   first that is kept; BUSY while checkpoints are behind
 */
export async function stateAt(read: EntityManager, stream: string, sequence: number, turn: Turn): Promise<RecordState> {
  const end = (await positions(read, [stream])).get(stream) ?? 0;
  if (sequence < 0 || sequence > end) throw new Refusal('LOG_POSITION_AHEAD', { after: sequence, end });
  const checkpoint = await checkpointBefore(read, stream, sequence);
  if (!checkpoint) return beforeTheFirst(read, stream, sequence);
  if (sequence - checkpoint.sequence > mostEntries) throw new Refusal('BUSY', { kept: checkpoint.sequence, sequence });
  const state = stateOf(checkpoint);
  await bringOn(state, await readSince(read, stream, state.sequence, sequence - state.sequence), turn);
  return state;
}

/**
 * The state before the first checkpoint, where that came with the first entry: the one that made the conference.
 * @throws Refusal POSITION_NOT_KEPT
 */
async function beforeTheFirst(read: EntityManager, stream: string, sequence: number): Promise<RecordState> {
  const [first] = await readSince(read, stream, 0, 1);
  if (sequence > 0 || !first || toldBy(first).data.state === undefined) {
    throw new Refusal('POSITION_NOT_KEPT', { sequence });
  }
  return nothingYet();
}

/** @throws Error for a checkpoint of another version */
export function stateOf({ sequence, at, state }: KeptCheckpoint): RecordState {
  const kept = JSON.parse(state) as RecordState;
  if (kept.v !== stateVersion) throw new Error(`checkpoint ${sequence}: it has version ${kept.v}`);
  return Object.assign(kept, { sequence, at: at?.toISOString() ?? null });
}

/** Brings a state on by the entries that follow it. */
export async function bringOn(state: RecordState, entries: readonly Entry[], turn: Turn): Promise<void> {
  for (let begin = 0; begin < entries.length; begin += slice) {
    const part = entries.slice(begin, begin + slice);
    await turn(part.length);
    for (const entry of part) replay(state, toldBy(entry));
  }
}

const toldBy = ({ body }: Pick<Entry, 'body'>): Told => JSON.parse(body) as Told;

import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { canonicalText, sha256 } from '../log/canonical';
import type { KeptCheckpoint } from '../log/keep-checkpoint';
import type { Said } from './read-log';
import { readState } from './replay/read-state';
import { replay } from './replay/replay';
import { keptOf, type PactLine, type PollLine, type RecordState } from './replay/state';
import { stateOf } from './replay/state-at';

/**
 * Replays the log of a conference as `Conference.asOf` does, and says what is wrong: checkpoints that are not what the log
 * comes to, or not what an entry names, and tables that are not what it comes to in the end.
 */
export async function checkReplay(
  read: EntityManager,
  stream: string,
  said: readonly Said[],
): Promise<readonly string[]> {
  const faults: string[] = [];
  const checkpoints = await readCheckpoints(read, stream);
  let state = checkpoints.has(0) ? stateOf(checkpoints.get(0) as KeptCheckpoint) : null;
  for (const entry of said) {
    try {
      if (state) replay(state, entry);
    } catch (error) {
      return [...faults, `entry ${entry.sequence} does not follow from those before: ${(error as Error).message}`];
    }
    const checkpoint = checkpoints.get(entry.sequence);
    const fault = checkpointFault(entry, checkpoint, state);
    if (fault) faults.push(`checkpoint ${entry.sequence}: ${fault}`);
    if (checkpoint) state = stateOf(checkpoint);
  }
  return state ? [...faults, ...differences(state, await readState(read, stream))] : faults;
}

async function readCheckpoints(read: EntityManager, stream: string): Promise<ReadonlyMap<number, KeptCheckpoint>> {
  const rows = await read.query<(Omit<KeptCheckpoint, 'sequence'> & { sequence: string })[]>(
    `select c.sequence, c.state, e.at from log_checkpoint c
     left join event e on e.stream = c.stream and e.sequence = c.sequence where c.stream = $1`,
    [stream],
  );
  return new Map(rows.map((row) => [Number(row.sequence), { ...row, sequence: Number(row.sequence) }]));
}

function checkpointFault(
  { data }: Said,
  checkpoint: KeptCheckpoint | undefined,
  state: RecordState | null,
): string | null {
  if (data.state !== undefined && typeof data.state === 'string' && data.state.length === 64) {
    if (!checkpoint) return 'the log names it, and it is gone';
    return sha256(checkpoint.state) === data.state ? null : 'it is not the one the log names';
  }
  if (!checkpoint || !state) return null;
  return canonicalText(keptOf(state)) === checkpoint.state ? null : 'it is not what the log comes to';
}

const parts = {
  state: 'state',
  agenda: 'agenda',
  delegates: 'list of delegates',
  present: 'list of who is in the hall',
  polls: 'polls',
  pacts: 'pacts',
  proposals: 'award proposals',
} as const;

/** What of the tables is not what the log comes to. */
function differences(replayed: RecordState, stored: RecordState): readonly string[] {
  const [from, to] = [comparable(replayed), comparable(stored)];
  return (Object.keys(parts) as (keyof typeof parts)[])
    .filter((part) => !isDeepStrictEqual(from[part], to[part]))
    .map((part) => `${parts[part]}: the tables hold what the log does not come to`);
}

/** A draft has the parties that the bloc has at the moment; the time of an entry is not to the millisecond that of a row. */
function comparable({ pacts, polls, ...state }: RecordState): RecordState {
  const fixed = ([id, pact]: [string, PactLine]) => [id, pact.state === 'DRAFT' ? { ...pact, parties: [] } : pact];
  const timeless = ([id, poll]: [string, PollLine]) => [
    id,
    { ...poll, tieDecision: poll.tieDecision && { ...poll.tieDecision, decidedAt: '' } },
  ];
  return {
    ...state,
    polls: Object.fromEntries(Object.entries(polls).map(timeless)),
    pacts: Object.fromEntries(Object.entries(pacts).map(fixed)),
  };
}

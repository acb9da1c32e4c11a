import { isDeepStrictEqual } from 'node:util';
import type { Said } from './read-log';

/** A ballot of a named poll that was changed, as the tables hold it. */
export interface ChangeRow {
  readonly electorId: string;
  readonly delegateId: string;
  readonly sequence: number;
  readonly former: readonly string[];
  readonly choices: readonly string[];
}

interface NamedRow {
  readonly electorId: string;
  readonly choices: readonly string[];
}

/**
 * What is wrong with the changes of a poll's ballots: each follows from the one before, the last is what the ballot says,
 * and log and tables tell the same.
 * @param said entries of the log about this poll, in order
 */
export function checkChanges(
  poll: { readonly mayChange: boolean; readonly named: readonly NamedRow[]; readonly changes: readonly ChangeRow[] },
  said: readonly Said[],
): readonly string[] {
  const entries = said.filter(({ kind }) => kind === 'ballotChanged');
  const faults: string[] = [];
  if (!poll.mayChange && entries.length + poll.changes.length)
    faults.push('ballots were changed, and it was not made so that they may be');
  const places = (list: readonly { readonly sequence: number }[]) => list.map(({ sequence }) => sequence);
  if (!isDeepStrictEqual(places(entries), places(poll.changes)))
    faults.push(
      `the tables tell of ${poll.changes.length} changed ballots, the log of ${entries.length}, or of others`,
    );
  for (const { sequence, data } of entries) {
    const row = poll.changes.find((each) => each.sequence === sequence);
    if (
      row &&
      Object.entries(data).some(([key, value]) => key in row && !isDeepStrictEqual(row[key as keyof ChangeRow], value))
    )
      faults.push(`the change ${sequence} of a ballot is not the one the log tells of`);
  }
  const closed = said.find(({ kind }) => kind === 'pollClosed');
  // Sets of choices are listed at closing only where every ballot is.
  if (closed?.data.ballots && !isDeepStrictEqual(closed.data.changes ?? [], poll.changes))
    faults.push('the changes are not those the log lists at closing');
  return [...faults, ...brokenChains(poll, said)];
}

/** By elector: what was cast first, where the log says it, and each change on top of what was there. */
function brokenChains(
  { named, changes }: Parameters<typeof checkChanges>[0],
  said: readonly Said[],
): readonly string[] {
  const now = new Map<string, unknown>(
    said.flatMap(({ kind, data }) =>
      (kind === 'ballotCast' || kind === 'ballotCastByHand') && data.choices
        ? [[data.electorId as string, data.choices] as const]
        : [],
    ),
  );
  const faults: string[] = [];
  for (const { electorId, sequence, former, choices } of changes) {
    if (now.has(electorId) && !isDeepStrictEqual(now.get(electorId), former))
      faults.push(`the change ${sequence} of a ballot does not follow from what it said before`);
    now.set(electorId, choices);
  }
  for (const { electorId, choices } of named)
    if (now.has(electorId) && !isDeepStrictEqual(now.get(electorId), choices))
      faults.push('the ballots are not those the log tells of as they were cast and changed');
  return [...new Set(faults)];
}

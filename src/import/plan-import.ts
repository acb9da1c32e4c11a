import type { ConferenceFile, Problem } from './conference-file';
import type { Conflict } from './freeze';
import type { Held } from './existing-rows';
import { type Action, type Entry, Ledger, type Write } from './change-set';
import { planBloc } from './plan-bloc';
import { planConference } from './plan-conference';
import { planOutcome } from './plan-outcome';
import { planPact } from './plan-pact';

/** What importing a file comes to, before anything is written. */
export interface Plan {
  readonly entries: readonly Entry[];
  /** In the order they can be written. */
  readonly writes: readonly Write[];
  /** Where file and database do not fit; nothing may be written while there is one. */
  readonly problems: readonly Problem[];
  /** What a live conference already rests on; nothing may be written while there is one. */
  readonly conflicts: readonly Conflict[];
  readonly counts: Readonly<Record<Action, number>>;
  readonly conferenceId: string;
  /** True when the conference is not in the database yet. */
  readonly isNew: boolean;
  /** Whoever follows a part of the conference, as it was before. */
  readonly topics: readonly string[];
}

/**
 * Compares a file with the database and says what would be created, changed, left and flagged. Pure, but for the ids
 * of new rows and the time of new steps. Things are found again by their keys, so ids last: the slug of the bloc and of
 * the conference, the code of a member, delegate, item or award, and for the rest what makes it one of its kind.
 * What the database holds and the file does not is left alone, keys the file leaves out too; but lists that are one
 * thing, articles and targets of a pact and the spans of a membership, are replaced whole where the file has them.
 */
export function planImport(file: ConferenceFile, held: Held): Plan {
  const ledger = new Ledger([...held.members, ...held.awards, ...held.indicators, ...held.delegates]);
  const scene = planBloc(file, held, ledger);
  const standing = planConference(scene);
  planOutcome(scene, standing);
  planPact(scene, standing);
  return {
    entries: ledger.entries,
    writes: [...ledger.retired, ...ledger.inserts, ...ledger.updates],
    problems: ledger.problems,
    conflicts: ledger.conflicts,
    counts: {
      CREATE: ledger.count('CREATE'),
      CHANGE: ledger.count('CHANGE'),
      REMOVE: ledger.count('REMOVE'),
      LEAVE: ledger.count('LEAVE'),
      FLAG: ledger.count('FLAG'),
    },
    conferenceId: standing.conference.id,
    isNew: held.conference === null,
    topics: [`conference:${standing.conference.id}`, `bloc:${scene.bloc.id}`, ...partTopics(held)],
  };
}

/**
 * What those wait for who follow one pact, poll or proposal of the conference: all of them, since any shows names that
 * an import may change. A part that is new is followed by nobody yet.
 */
function partTopics({ pacts, polls, proposals }: Held): string[] {
  return [
    ...pacts.map(({ id }) => `pact:${id}`),
    ...polls.map(({ id }) => `poll:${id}`),
    ...proposals.map(({ id }) => `proposal:${id}`),
  ];
}

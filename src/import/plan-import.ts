import { type Topic, topics } from '../log/topics';
import { type Action, type Change, ChangeSet, type Write } from './change-set';
import type { ConferenceFile, Problem } from './conference-file';
import type { ExistingRows } from './existing-rows';
import type { Conflict } from './freeze';
import { planBloc } from './plan-bloc';
import { planConference } from './plan-conference';
import { planOutcome } from './plan-outcome';
import { planPact } from './plan-pact';

/** What importing a file comes to, before anything is written. */
export interface Plan {
  readonly entries: readonly Change[];
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
  readonly topics: readonly Topic[];
}

/**
 * Compares a file with the database and says what would be created, changed, left and flagged. Pure, but for the ids
 * of new rows and the time of new steps. Things are found again by their keys, so ids last: the slug of the bloc and of
 * the conference, the code of a member, delegate, item or award, and for the rest what makes it one of its kind.
 * What the database holds and the file does not is left alone, keys the file leaves out too; but lists that are one
 * thing, articles and targets of a pact and the spans of a membership, are replaced whole where the file has them.
 */
export function planImport(file: ConferenceFile, existing: ExistingRows): Plan {
  const changes = new ChangeSet([
    ...existing.members,
    ...existing.awards,
    ...existing.indicators,
    ...existing.delegates,
  ]);
  const scene = planBloc(file, existing, changes);
  const standing = planConference(scene);
  planOutcome(scene, standing);
  planPact(scene, standing);
  return {
    entries: changes.entries,
    writes: [...changes.retired, ...changes.inserts, ...changes.updates],
    problems: changes.problems,
    conflicts: changes.conflicts,
    counts: {
      CREATE: changes.count('CREATE'),
      CHANGE: changes.count('CHANGE'),
      REMOVE: changes.count('REMOVE'),
      LEAVE: changes.count('LEAVE'),
      FLAG: changes.count('FLAG'),
    },
    conferenceId: standing.conference.id,
    isNew: existing.conference === null,
    topics: [topics.conference(standing.conference.id), topics.bloc(scene.bloc.id), ...partTopics(existing)],
  };
}

/**
 * What those wait for who follow one pact, poll or proposal of the conference: all of them, since any shows names that
 * an import may change. A part that is new is followed by nobody yet.
 */
function partTopics({ pacts, polls, proposals }: ExistingRows): Topic[] {
  return [
    ...pacts.map(({ id }) => topics.pact(id)),
    ...polls.map(({ id }) => topics.poll(id)),
    ...proposals.map(({ id }) => topics.proposal(id)),
  ];
}

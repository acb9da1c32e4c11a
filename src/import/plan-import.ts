import type { Conference } from '../conference/conference';
import { partTopics, type Topic, topics } from '../log/topics';
import { type Action, type Change, ChangeSet, type Write } from './change-set';
import type { ConferenceFile, Problem } from './conference-file';
import type { ExistingRows } from './existing-rows';
import type { Conflict } from './freeze';
import type { ParsedFile } from './parse-file';
import { planBars } from './plan-bars';
import { planBloc } from './plan-bloc';
import { planConference } from './plan-conference';
import { planOutcome } from './plan-outcome';
import { planPact } from './plan-pact';
import { planPactRule } from './plan-pact-rule';

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
  readonly blocId: string;
  /** True when the bloc is not in the database yet. */
  readonly isNewBloc: boolean;
  /** Null for a file of a bloc alone. */
  readonly conference: PlannedConference | null;
  /** Whoever follows the bloc, or a part of the conference as it was before. */
  readonly topics: readonly Topic[];
}

/** The conference as it is, or null where it is not in the database yet; and as the file would have it. */
export interface PlannedConference {
  readonly before: Conference | null;
  readonly after: Conference;
}

/**
 * Compares a file with the database and says what would be created, changed, left and flagged. Pure, but for the ids
 * of new rows and the time of new steps. Things are found again by their keys, so ids last: the slug of the bloc and of
 * the conference, the code of a member, delegate, item or award, and for the rest what makes it one of its kind.
 * What the database holds and the file does not is left alone, keys the file leaves out too; but lists that are one
 * thing, articles and targets of a pact and the spans of a membership, are replaced whole where the file has them.
 * @param doubts texts that another program left something in; each gets a flag
 */
export function planImport(file: ConferenceFile, existing: ExistingRows, doubts: ParsedFile['doubts'] = []): Plan {
  const changes = new ChangeSet([
    ...existing.members,
    ...existing.awards,
    ...existing.indicators,
    ...existing.delegates,
  ]);
  const scene = planBloc(file, existing, changes);
  const held = file.conference ? { ...scene, file: { ...file, conference: file.conference } } : null;
  const standing = held && planConference(held);
  if (standing) planOutcome(scene, standing, planBars(scene, standing));
  planPactRule(scene);
  if (standing) planPact(held, standing);
  for (const { path, code, raw } of doubts)
    changes.flag(path, 'text', { code, raw, reason: doubtReasons[code], suggestion: null });
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
    blocId: scene.bloc.id,
    isNewBloc: existing.bloc === null,
    conference: standing && { before: existing.conference, after: standing.conference },
    topics: [
      ...(standing ? whole.map((of) => of(standing.conference.id)) : []),
      topics.bloc(scene.bloc.id),
      ...topicsOfThings(existing),
    ],
  };
}

const doubtReasons = {
  INVISIBLE_CHARACTERS: {
    vi: 'Nội dung có ký tự không nhìn thấy, thường do sao chép từ chương trình khác; đã bỏ các ký tự này.',
    en: 'The text had characters that nobody can see, mostly from copying; they were taken out.',
  },
  HTML_ENTITIES: {
    vi: 'Nội dung còn mã của trang web như "&amp;" hoặc "&#7841;"; hãy gõ lại chữ cần ghi.',
    en: 'The text has marks of a web page, such as "&amp;" or "&#7841;": type the letters that are meant.',
  },
  OLD_ENCODING: {
    vi: 'Nội dung có vẻ dùng bảng mã VNI hoặc TCVN3 (ABC), như "Tröôøng", "Nguyªn"; hãy chuyển sang Unicode.',
    en: 'The text seems to be in VNI or TCVN3 (ABC), such as "Tröôøng" or "Nguyªn": convert it to Unicode.',
  },
};

/** What those wait for who follow a conference, or one of its lists. */
const whole = [topics.conference, ...Object.values(partTopics)];

/**
 * What those wait for who follow one pact, poll or proposal of the conference: all of them, since any shows names that
 * an import may change. A part that is new is followed by nobody yet.
 */
function topicsOfThings({ pacts, polls, proposals }: ExistingRows): Topic[] {
  return [
    ...pacts.map(({ id }) => topics.pact(id)),
    ...polls.map(({ id }) => topics.poll(id)),
    ...proposals.map(({ id }) => topics.proposal(id)),
  ];
}

import type { EntityManager } from 'typeorm';
import { Bloc } from '../bloc/bloc';
import { holdBloc } from '../bloc/hold-role';
import { Conference, ConferenceNature } from '../conference/conference';
import { keepAtClosing } from '../conference/keep-at-closing';
import { forBloc } from '../conference/told-to-bloc';
import type { Database } from '../database/database';
import { inSnapshot } from '../database/transaction';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import { words } from '../graphql/types/words';
import { act } from '../log/act';
import { type DomainEvent, holdHeads, type Receipt, startLog } from '../log/append';
import { type Json, sha256 } from '../log/canonical';
import { topics } from '../log/topics';
import { keepReportedParties } from '../pact/keep-parties';
import { readState } from '../record/replay/read-state';
import { keptOf } from '../record/replay/state';
import { blocChanges, type Resting, restingOn } from './bloc-changes';
import type { Change } from './change-set';
import type { ConferenceFile, Problem } from './conference-file';
import { lockConferenceBySlug, readExistingRows } from './existing-rows';
import { requirePublicity, requireSight } from './key-refusal';
import { requireOffice, requireWithinOffice } from './office-bounds';
import { problemsAtOnce, withLine } from './parse-file';
import { type Plan, type PlannedConference, planImport } from './plan-import';
import { readConferenceFile } from './read-conference-file';
import { type ReadFile, withLines } from './read-shaped-file';
import { visibilityChanged } from './visibility-changed';
import { writePlan } from './write-plan';

export interface ImportRequest {
  /** The file, YAML or JSON. */
  readonly text: string;
  /** True: say what would be done and do nothing. */
  readonly dryRun: boolean;
  /** Why what is known is corrected. */
  readonly reason?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

export interface ImportReport {
  readonly dryRun: boolean;
  readonly created: number;
  readonly changed: number;
  readonly removed: number;
  readonly left: number;
  readonly flagged: number;
  readonly entries: readonly Change[];
  /** Null only after a dry run of a bloc that is not there yet. */
  readonly blocId: string | null;
  /** Null for a file of a bloc alone, and after a dry run of a conference that is not there yet. */
  readonly conferenceId: string | null;
  /** Null when nothing was written: a dry run, or a file that brings nothing new. */
  readonly receipt: Receipt | null;
}

/** Any number all nodes agree on; it only has to differ from other users of the database. */
const importLock = 7_046_829_532;

/**
 * Brings a conference file into the database, all of it or nothing, and appends `conferenceImported` to the log of its
 * conference when anything was written, and to that of its bloc when the conference is public; the log of the bloc is also
 * told whether one in session is still to be seen. Of a file of a bloc alone its log has `blocImported`. Importing the same file again writes nothing and appends nothing. Imports
 * wait for each other, so that of two equal ones at once the second finds everything there.
 * The leader's office of a bloc prepares conferences of its bloc by it, within bounds (import/office-bounds).
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE, FILE_INVALID, FILE_CONFLICT, IDEMPOTENCY_MISMATCH
 */
export async function importConference(db: Database, viewer: Viewer, request: ImportRequest): Promise<ImportReport> {
  requireField(viewer, 'Mutation.importConference');
  const read = readConferenceFile(request.text);
  const { file } = read;
  if (!file) throw invalid(read.problems);
  const isOffice = viewer.role === Role.STAFF;
  const plain = async (tx: EntityManager, hold: 'for share' | '' = '') => {
    const existing = await readExistingRows(tx, file);
    if (isOffice) await requireOffice(tx, viewer, existing, hold);
    else requireSight(viewer, existing.conference);
    const plan = planImport(file, existing, read.doubts);
    return { ...plan, entries: plan.entries.map((entry) => atItsLine(entry, read)) };
  };
  const weigh = async (tx: EntityManager, hold: 'for share' | '' = '') => {
    const plan = holding(await plain(tx, hold), read);
    if (isOffice) requireWithinOffice(plan);
    return plan;
  };
  // A file with faults is compared with the database too, so that one answer tells all that is wrong with it.
  if (read.problems.length > 0) await inSnapshot(db, (tx) => weigh(tx));
  if (request.dryRun) return report(await inSnapshot(db, (tx) => weigh(tx)), request, null);

  const digest = sha256(request.text);
  const reason = request.reason ? words(request.reason) : null;
  const about = { sha256: digest, ...(reason === null ? {} : { reason }) };
  const ask = {
    ...{ act: 'importConference', about, idempotencyKey: request.idempotencyKey },
    // An office holds its bloc before its session, and nobody may wait for the bloc with it and hold the lock of imports.
    ...(isOffice ? { first: (tx: EntityManager) => lockForOffice(tx, file) } : {}),
  };
  let plan: Plan | undefined;
  try {
    const receipt = await act(db, viewer, ask, async (tx) => {
      if (!isOffice) await lockForImport(tx, file);
      plan = await weigh(tx, 'for share');
      if (plan.writes.length === 0) throw new NothingNew();
      requirePublicity(viewer, plan.conference);
      const before = await restingOn(tx, plan);
      await writePlan(tx, plan.writes);
      const told = toldOf(plan, digest, reason);
      const { conference } = plan;
      return conference ? ofConference(tx, plan, conference, told, before) : ofBloc(tx, plan, file, told, before);
    });
    // A retry was answered with the receipt of its first try; the report then says how the file compares now, and
    // refuses nothing, since nothing is asked any more.
    return report(plan ?? (await inSnapshot(db, (tx) => plain(tx))), request, receipt);
  } catch (error) {
    if (error instanceof NothingNew && plan) return report(plan, request, null);
    throw error;
  }
}

/** One import after another, and none while its conference is opened or closed. */
async function lockForImport(tx: EntityManager, file: ConferenceFile): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [importLock]);
  if (file.conference) await lockConferenceBySlug(tx, file.conference.slug);
}

/** The same with the bloc, so that the role by which it is done does not end meanwhile. */
async function lockForOffice(tx: EntityManager, file: ConferenceFile): Promise<void> {
  await lockForImport(tx, file);
  const bloc = await tx.findOneBy(Bloc, { slug: file.bloc.slug });
  if (bloc) await holdBloc(bloc.id)(tx);
}

/** What a file of a conference has changed, for its log, those of others of the bloc that are not over, and that of the bloc. */
async function ofConference(
  tx: EntityManager,
  plan: Plan,
  planned: PlannedConference,
  told: Told,
  before: Resting,
): Promise<readonly DomainEvent[]> {
  const { id, slug, nature } = planned.after;
  if (nature === ConferenceNature.RECORD) await keepRecord(tx, id);
  if (planned.before === null) await startLog(tx, id);
  const happened: DomainEvent = {
    ...{ stream: id, kind: 'conferenceImported', subject: id, data: { slug, ...told }, topics: plan.topics },
    // What the conference is from there on, which no entry before it tells.
    checkpoint: keptOf(await readState(tx, id)),
  };
  const toBloc = [...forBloc(planned.after, happened, [topics.bloc(plan.blocId)]), ...visibilityChanged(planned)];
  if (toBloc.length > 0) await startLog(tx, plan.blocId);
  return [happened, ...(await blocChanges(tx, before)), ...toBloc];
}

/** The same of a file of a bloc alone. */
async function ofBloc(
  tx: EntityManager,
  { blocId, topics: followed }: Plan,
  { bloc: { slug } }: ConferenceFile,
  told: Told,
  before: Resting,
): Promise<readonly DomainEvent[]> {
  await startLog(tx, blocId);
  const changed = await blocChanges(tx, before);
  await holdHeads(
    tx,
    changed.map(({ stream }) => stream),
  );
  const data = { slug, ...told };
  return [{ stream: blocId, kind: 'blocImported', subject: blocId, data, topics: followed }, ...changed];
}

/** A record of the past is closed: what it tells of the bloc stays when later files tell more. */
async function keepRecord(tx: EntityManager, conferenceId: string): Promise<void> {
  const conference = await tx.findOneByOrFail(Conference, { id: conferenceId });
  await keepAtClosing(tx, conference);
  await keepReportedParties(tx, conference);
}

/** Ends the transaction of an import that has nothing to write: the log takes no entry of nothing. */
class NothingNew extends Error {}

/** What both logs are told of an import. */
type Told = Readonly<Record<string, Json>>;

function toldOf(plan: Plan, sha256: string, reason: string | null): Told {
  const { CREATE: created, CHANGE: changed, REMOVE: removed, LEAVE: left, FLAG: flagged } = plan.counts;
  return {
    ...{ sha256, created, changed, removed, left, flagged },
    ...(reason === null ? {} : { reason }),
    changes: plan.entries.filter(({ action }) => action === 'CHANGE' || action === 'REMOVE').map(changeOf),
  };
}

/** What it was and is now; what is taken away is nothing. */
const changeOf = ({ thing, before = null, after = null }: Change): Json => ({ thing, before, after });

/** What is flagged says in which line it stands: somebody has to look at it there. */
const atItsLine = (entry: Change, { lineOf }: ReadFile<ConferenceFile>): Change =>
  entry.action === 'FLAG' ? withLine(entry, lineOf(entry.path)) : entry;

/** The plan, if file and database fit. @throws Refusal FILE_INVALID, FILE_CONFLICT */
function holding(plan: Plan, read: ReadFile<ConferenceFile>): Plan {
  const problems = [...read.problems, ...read.toldOfFile(plan.problems)];
  if (problems.length > 0) throw invalid(problems);
  if (plan.conflicts.length > 0)
    throw new Refusal('FILE_CONFLICT', { conflicts: withLines(plan.conflicts, read.lineOf) });
  return plan;
}

function invalid(problems: readonly Problem[]): Refusal {
  const byLine = problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return new Refusal('FILE_INVALID', { problems: byLine.slice(0, problemsAtOnce) });
}

function report(plan: Plan, { dryRun }: ImportRequest, receipt: Receipt | null): ImportReport {
  return {
    dryRun,
    created: plan.counts.CREATE,
    changed: plan.counts.CHANGE,
    removed: plan.counts.REMOVE,
    left: plan.counts.LEAVE,
    flagged: plan.counts.FLAG,
    entries: plan.entries,
    blocId: dryRun && plan.isNewBloc ? null : plan.blocId,
    conferenceId: (dryRun ? plan.conference?.before?.id : plan.conference?.after.id) ?? null,
    receipt,
  };
}

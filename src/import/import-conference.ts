import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database';
import { inSnapshot } from '../database/transaction';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { act } from '../log/act';
import { type DomainEvent, type Receipt, startLog } from '../log/append';
import { sha256 } from '../log/canonical';
import type { Change } from './change-set';
import type { ConferenceFile, Problem } from './conference-file';
import { lockConferenceBySlug, readExistingRows } from './existing-rows';
import { type Plan, planImport } from './plan-import';
import { type ReadFile, readConferenceFile, withLines } from './read-conference-file';
import { writePlan } from './write-plan';

export interface ImportRequest {
  /** The file, YAML or JSON. */
  readonly text: string;
  /** True: say what would be done and do nothing. */
  readonly dryRun: boolean;
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
  /** Null only after a dry run of a conference that is not there yet. */
  readonly conferenceId: string | null;
  /** Null when nothing was written: a dry run, or a file that brings nothing new. */
  readonly receipt: Receipt | null;
}

/** Any number all nodes agree on; it only has to differ from other users of the database. */
const importLock = 7_046_829_532;

/**
 * Brings a conference file into the database, all of it or nothing, and appends `conferenceImported` to the log of its
 * conference when anything was written. Importing the same file again writes nothing and appends nothing. Imports wait
 * for each other, so that of two equal ones at once the second finds everything there.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, FILE_INVALID, FILE_CONFLICT, IDEMPOTENCY_MISMATCH
 */
export async function importConference(db: Database, viewer: Viewer, request: ImportRequest): Promise<ImportReport> {
  requireField(viewer, 'Mutation.importConference');
  const { file, lineOf } = readable(readConferenceFile(request.text));
  const plain = async (tx: EntityManager) => planImport(file, await readExistingRows(tx, file));
  const weigh = async (tx: EntityManager) => holding(await plain(tx), lineOf);
  if (request.dryRun) return report(await inSnapshot(db, weigh), request, null);

  const digest = sha256(request.text);
  const ask = { act: 'importConference', about: { sha256: digest }, idempotencyKey: request.idempotencyKey };
  let plan: Plan | undefined;
  try {
    const receipt = await act(db, viewer, ask, async (tx) => {
      await tx.query('select pg_advisory_xact_lock($1)', [importLock]);
      await lockConferenceBySlug(tx, file.conference.slug);
      plan = await weigh(tx);
      if (plan.writes.length === 0) throw new NothingNew();
      await writePlan(tx, plan.writes);
      if (plan.isNew) await startLog(tx, plan.conferenceId);
      return conferenceImported(plan, file, digest);
    });
    // A retry was answered with the receipt of its first try; the report then says how the file compares now, and
    // refuses nothing, since nothing is asked any more.
    return report(plan ?? (await inSnapshot(db, plain)), request, receipt);
  } catch (error) {
    if (error instanceof NothingNew && plan) return report(plan, request, null);
    throw error;
  }
}

/** Ends the transaction of an import that has nothing to write: the log takes no entry of nothing. */
class NothingNew extends Error {}

function conferenceImported(plan: Plan, file: ConferenceFile, digest: string): DomainEvent {
  const { CREATE: created, CHANGE: changed, REMOVE: removed, LEAVE: left, FLAG: flagged } = plan.counts;
  return {
    stream: plan.conferenceId,
    kind: 'conferenceImported',
    subject: plan.conferenceId,
    data: { slug: file.conference.slug, sha256: digest, created, changed, removed, left, flagged },
    topics: plan.topics,
  };
}

function readable(read: ReadFile): Exclude<ReadFile, { problems: unknown }> {
  if ('problems' in read) throw invalid(read.problems);
  return read;
}

/** The plan, if file and database fit. @throws Refusal FILE_INVALID, FILE_CONFLICT */
function holding(plan: Plan, lineOf: (path: string) => number | undefined): Plan {
  if (plan.problems.length > 0) throw invalid(withLines(plan.problems, lineOf));
  if (plan.conflicts.length > 0) throw new Refusal('FILE_CONFLICT', { conflicts: withLines(plan.conflicts, lineOf) });
  return plan;
}

function invalid(problems: readonly Problem[]): Refusal {
  return new Refusal('FILE_INVALID', { problems });
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
    conferenceId: dryRun && plan.isNew ? null : plan.conferenceId,
    receipt,
  };
}

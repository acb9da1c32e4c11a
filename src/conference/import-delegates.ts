import { createHash } from 'node:crypto';
import { IsOptional, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { Member } from '../bloc/member';
import type { Database } from '../database/database';
import { inSnapshot } from '../database/transaction';
import { Refusal } from '../errors/refusal';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, exactlyOne, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { DomainEvent, Receipt } from '../log/append';
import { fault, problemAt, type Said } from '../spreadsheet/problem';
import { most } from '../spreadsheet/sheet';
import type { Spreadsheets } from '../spreadsheet/spreadsheets';
import { findTable, type Table } from '../spreadsheet/table';
import { Conference } from './conference';
import { Delegate, mostDelegates } from './delegate';
import { type DelegateColumn, delegateColumns, membersByName, readDelegateRow } from './delegate-sheet';
import { delegateAdded, delegateCorrected } from './events';
import { lockDelegates, requireListOpen } from './hold-delegates';
import { takeConference } from './lock-conference';
import { mandatesChange, type PlannedRow, planDelegates } from './plan-delegates';
import type { MandateUse } from './polls';

declare module '../graphql/context' {
  interface ContextServices {
    readonly spreadsheets: Spreadsheets;
  }
}

/** Base64 takes four letters for three bytes. */
const mostLetters = Math.ceil(most.bytes / 3) * 4;

@InputType({ description: 'A list of delegates from a spreadsheet: either `file` or `text`.' })
export class ImportDelegatesInput extends ActInput {
  @Field(() => ID, { description: 'The conference.' })
  conferenceId: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The bytes of an .xlsx or a CSV in UTF-8, as Base64: up to 4 MiB, and with the rest of the request at most `BODY_LIMIT_BYTES`, 64 KiB unless raised.',
  })
  @IsOptional()
  @MaxLength(mostLetters)
  file?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cells as they are copied from a spreadsheet, with tabs between them.',
  })
  @IsOptional()
  @MaxLength(most.bytes)
  text?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'True: say what would be done and do nothing.',
  })
  dryRun: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Why, 3 to 2,000 characters, for everybody to read; needed where member or mandates of somebody change.',
  })
  @IsOptional()
  @Words(3, 2000)
  reason?: string | null;
}

/** What a list of delegates comes to at a conference. */
interface DelegatesPlan {
  readonly rows: readonly PlannedRow[];
  /** How many delegates of the conference the file does not name; they stay. */
  readonly unlisted: number;
  /** Members of the bloc by id. */
  readonly members: ReadonlyMap<string, Member>;
}

export interface ImportedDelegates extends DelegatesPlan {
  readonly conferenceId: string;
  readonly dryRun: boolean;
  readonly notes: readonly Said[];
  /** Null when nothing was written: a dry run, or a file that brings nothing new. */
  readonly receipt: Receipt | null;
}

/**
 * Brings a list of delegates into a conference that is planned or in session: adds and corrects, all of it or nothing, with
 * the entries that `addDelegate` and `correctDelegate` write. The same list again writes nothing.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE, BAD_USER_INPUT, FILE_INVALID, BUSY,
 *   IDEMPOTENCY_MISMATCH
 */
export async function importDelegates(
  db: Database,
  viewer: Viewer,
  input: ImportDelegatesInput,
  { spreadsheets, mandateUse }: { readonly spreadsheets: Spreadsheets; readonly mandateUse: MandateUse },
): Promise<ImportedDelegates> {
  const conferenceId = asId(input.conferenceId);
  // Nobody else has files read here.
  const { blocId } = await listOpenTo(db.manager, viewer, conferenceId);
  const bytes = bytesOf(input);
  const table = tableOf(await spreadsheets.read(bytes));
  const plan = (tx: EntityManager) => planned(tx, { conferenceId, blocId }, table, mandateUse);
  const told = { conferenceId, dryRun: input.dryRun, notes: table.notes };
  const weigh = () =>
    inSnapshot(db, async (tx) => {
      await listOpenTo(tx, viewer, conferenceId);
      return plan(tx);
    });
  if (input.dryRun) return { ...told, ...(await weigh()), receipt: null };

  const reason = input.reason ? words(input.reason) : null;
  const about = { conferenceId, sha256: createHash('sha256').update(bytes).digest('hex'), reason };
  const ask = { act: 'importDelegates', about, idempotencyKey: input.idempotencyKey };
  let done: DelegatesPlan | undefined;
  try {
    const receipt = await act(db, viewer, ask, async (tx) => {
      requireListOpen(viewer, 'Mutation.importDelegates', await takeConference(tx, conferenceId));
      done = await heldPlan(tx, conferenceId, plan);
      const problems = done.rows.flatMap((row) => row.problems);
      if (problems.length > 0) throw new Refusal('FILE_INVALID', { problems });
      if (done.rows.every(({ effect }) => effect === 'UNCHANGED')) throw new NothingNew();
      const isReasonMissing = reason === null && done.rows.some(needsReason);
      if (isReasonMissing)
        throw new Refusal('BAD_USER_INPUT', { argument: 'reason', cure: 'Say why member or mandates change.' });
      return write(tx, done, reason);
    });
    // A retry gets the receipt of its first try; the report then says how the list compares now.
    return { ...told, ...(done ?? (await weigh())), receipt };
  } catch (error) {
    if (error instanceof NothingNew && done) return { ...told, ...done, receipt: null };
    throw error;
  }
}

/** Whether a row moves somebody to another member or changes their mandates. */
export const needsReason = ({ before, after }: PlannedRow): boolean =>
  before !== null && after !== null && mandatesChange(before, after);

/** Ends the transaction of a list that has nothing to write: the log takes no entry of nothing. */
class NothingNew extends Error {}

/** @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE */
async function listOpenTo(tx: EntityManager, viewer: Viewer, id: string): Promise<Conference> {
  const conference = found(await tx.findOneBy(Conference, { id }));
  requireListOpen(viewer, 'Mutation.importDelegates', conference);
  return conference;
}

/** @throws Refusal BAD_USER_INPUT */
function bytesOf({ file, text }: ImportDelegatesInput): Uint8Array {
  const which = exactlyOne({ file, text });
  if (which === 'text') return Buffer.from(text ?? '', 'utf8');
  const bytes = Buffer.from(file ?? '', 'base64');
  if (bytes.toString('base64').replace(/=+$/, '') === (file ?? '').replace(/=+$/, '')) return bytes;
  throw new Refusal('BAD_USER_INPUT', { argument: 'file', cure: 'Send the bytes of the file as Base64.' });
}

/** @throws Refusal FILE_INVALID for a file without such a table, or with too many rows */
function tableOf(workbook: Parameters<typeof findTable>[0]): Table<DelegateColumn> {
  const table = findTable(workbook, delegateColumns);
  if ('problems' in table) throw new Refusal('FILE_INVALID', { problems: table.problems });
  const problem = table.rows.length === 0 ? faults.noRows : table.rows.length > mostDelegates ? faults.manyRows : null;
  if (problem) throw new Refusal('FILE_INVALID', { problems: [problemAt('', null, problem)] });
  return table;
}

const faults = {
  noRows: fault(
    'Dưới dòng tiêu đề không có đại biểu nào.',
    'There is nobody below the headings.',
    'Ghi mỗi đại biểu một dòng dưới dòng tiêu đề.',
    'Write a row for each delegate below the headings.',
  ),
  manyRows: fault(
    `Danh sách có hơn ${mostDelegates} đại biểu.`,
    `The list has more than ${mostDelegates} delegates.`,
    'Chia danh sách thành nhiều tệp.',
    'Split the list into several files.',
  ),
} as const;

async function planned(
  tx: EntityManager,
  { conferenceId, blocId }: { readonly conferenceId: string; readonly blocId: string },
  table: Table<DelegateColumn>,
  use: MandateUse,
): Promise<DelegatesPlan> {
  const members = await tx.find(Member, { where: { blocId }, order: { ordinal: 'ASC' } });
  const listed = await tx.find(Delegate, { where: { conferenceId }, order: { ordinal: 'ASC' } });
  const byName = membersByName(members);
  const read = table.rows.map((row) => readDelegateRow(row, byName));
  const planFor = (used: Parameters<typeof planDelegates>[3]) => planDelegates(conferenceId, read, listed, used);
  // Asked only of those whose mandates the list would change.
  const used = new Map<string, { readonly vote: boolean; readonly sign: boolean }>();
  for (const { before } of planFor(() => unused).filter(needsReason))
    if (before) used.set(before.id, { vote: await use.votes(tx, before), sign: await use.signs(tx, before.id) });
  const rows = planFor(({ id }) => used.get(id) ?? unused);
  const named = new Set(rows.flatMap(({ before }) => before?.id ?? []));
  return {
    rows,
    unlisted: listed.filter(({ id }) => !named.has(id)).length,
    members: new Map(members.map((member) => [member.id, member])),
  };
}

/** The plan, those whom it corrects held: ballots and signatures under way are written before it is made. */
async function heldPlan(
  tx: EntityManager,
  conferenceId: string,
  plan: (tx: EntityManager) => Promise<DelegatesPlan>,
): Promise<DelegatesPlan> {
  const first = await plan(tx);
  const ids = first.rows.flatMap(({ effect, before }) => (effect === 'CORRECTED' && before ? [before.id] : []));
  if (ids.length === 0) return first;
  await lockDelegates(tx, conferenceId, ids);
  return plan(tx);
}

const unused = { vote: false, sign: false } as const;

/** Writes what is planned. @returns an entry for each delegate, in the order of the list */
async function write(
  tx: EntityManager,
  { rows, members }: DelegatesPlan,
  reason: string | null,
): Promise<readonly DomainEvent[]> {
  const changed = rows.filter(({ effect }) => effect === 'CORRECTED');
  const changes = changed.flatMap(({ before, after }) => (before && after ? [{ before, after }] : []));
  // Who gives a vote up goes first: one mandate is held once at any time.
  for (const { after } of changes.toSorted((one, other) => Number(one.after.mayVote) - Number(other.after.mayVote))) {
    const { name, posts, memberId, mayVote, maySign } = after;
    await tx.update(Delegate, after.id, { name, posts, memberId, mayVote, maySign });
  }
  const added = rows.flatMap(({ effect, after }) => (effect === 'ADDED' && after ? [after] : []));
  if (added.length > 0) await tx.insert(Delegate, added);
  const of = ({ memberId }: Delegate) => members.get(memberId ?? '') ?? null;
  return rows.flatMap(({ effect, before, after }) => {
    if (effect === 'ADDED' && after) return [delegateAdded(after, of(after))];
    if (effect !== 'CORRECTED' || !before || !after) return [];
    const why = mandatesChange(before, after) ? reason : null;
    return [delegateCorrected([before, of(before)], [after, of(after)], why)];
  });
}

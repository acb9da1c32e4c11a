import { createHash } from 'node:crypto';
import { IsOptional, MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { Bloc } from '../bloc/bloc';
import { holdBloc } from '../bloc/hold-role';
import type { Database } from '../database/database';
import { inTransaction } from '../database/transaction';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import { BlocRole, type Viewer } from '../graphql/authorize/viewer';
import { exactlyOne, found } from '../graphql/context';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { fault, problemAt, type Said } from '../spreadsheet/problem';
import { most } from '../spreadsheet/sheet';
import type { Spreadsheets } from '../spreadsheet/spreadsheets';
import { findTable, type Table } from '../spreadsheet/table';
import { mostEntries } from './entry-input';
import { scoresEntered } from './events';
import { type HeldScore, holdScore, type Named, namedIn, OneScoreInput } from './hold-score';
import { type PlannedScore, planSheet } from './plan-sheet';
import { ScorePart } from './score-entry';
import { type ScoreColumn, scoreColumns, sheetSlots } from './score-sheet';
import { writeEntries } from './write-entries';

/** Base64 takes four letters for three bytes. */
const mostLetters = Math.ceil(most.bytes / 3) * 4;

@InputType({ description: 'The self-score of a member from a spreadsheet: either `file` or `text`.' })
export class ImportScoresInput extends OneScoreInput {
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
}

export interface ImportedScores {
  readonly named: Named;
  readonly dryRun: boolean;
  /** Rows that say something, in the order of the file. */
  readonly rows: readonly PlannedScore[];
  readonly notes: readonly Said[];
  /** Null when nothing was written: a dry run, or a file that brings nothing new. */
  readonly receipt: Receipt | null;
}

/**
 * Enters the self-score of a member from a spreadsheet, all of it or nothing, with the entry of the log that `enterScores`
 * writes. What a row leaves empty stays; the same file again writes nothing.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, SCORE_TABLE_NOT_FROZEN, BAD_USER_INPUT, SCORE_STAGE, FILE_INVALID,
 *   BUSY, IDEMPOTENCY_MISMATCH
 */
export async function importScores(
  db: Database,
  viewer: Viewer,
  input: ImportScoresInput,
  { spreadsheets }: { readonly spreadsheets: Spreadsheets },
): Promise<ImportedScores> {
  requireField(viewer, 'Mutation.importScores');
  const named = namedIn(input);
  // Nobody else has files read here.
  await heldOnly(db, viewer, named, () => []);
  const bytes = bytesOf(input);
  const table = tableOf(await spreadsheets.read(bytes));
  const told = { named, dryRun: input.dryRun, notes: table.notes };
  const weigh = () => heldOnly(db, viewer, named, (held) => planOf(held, table));
  if (input.dryRun) return { ...told, rows: await weigh(), receipt: null };

  const about = { ...named, sha256: createHash('sha256').update(bytes).digest('hex') };
  const ask = { act: 'importScores', about, idempotencyKey: input.idempotencyKey, first: holdBloc(named.blocId) };
  let rows: readonly PlannedScore[] | undefined;
  try {
    const receipt = await act(db, viewer, ask, async (tx) => {
      const held = await holdScore(tx, viewer, 'importScores', named);
      rows = planOf(held, table);
      const problems = rows.flatMap((row) => row.problems);
      if (problems.length > 0) throw new Refusal('FILE_INVALID', { problems });
      if (rows.every(({ effect }) => effect === 'UNCHANGED')) throw new Undone(rows);
      return write(tx, viewer, held, rows);
    });
    // A retry gets the receipt of its first try; the report then says how the file compares now.
    return { ...told, rows: rows ?? (await weigh()), receipt };
  } catch (error) {
    if (error instanceof Undone) return { ...told, rows: error.rows, receipt: null };
    throw error;
  }
}

/** Ends a transaction that has nothing to write: the log takes no entry of nothing. */
class Undone extends Error {
  constructor(readonly rows: readonly PlannedScore[]) {
    super();
  }
}

/** What would be done to a score that is held as by the act itself; nothing is written, not even that somebody looked. */
async function heldOnly(
  db: Database,
  viewer: Viewer,
  named: Named,
  plan: (held: HeldScore) => readonly PlannedScore[],
): Promise<readonly PlannedScore[]> {
  try {
    return await inTransaction(db, async (tx) => {
      found(await tx.findOneBy(Bloc, { id: named.blocId }));
      throw new Undone(plan(await holdScore(tx, viewer, 'importScores', named)));
    });
  } catch (error) {
    if (error instanceof Undone) return error.rows;
    throw error;
  }
}

const planOf = ({ criteria, standing }: HeldScore, table: Table<ScoreColumn>): readonly PlannedScore[] =>
  planSheet(table, sheetSlots(criteria), standing.rows.SELF);

async function write(tx: EntityManager, viewer: Viewer, held: HeldScore, rows: readonly PlannedScore[]) {
  const { table, score, standing } = held;
  const entries = rows.flatMap(({ effect, key, after }) =>
    after && effect !== 'UNCHANGED' ? [{ key, ...after, role: BlocRole.OFFICER }] : [],
  );
  const digest = await writeEntries(tx, viewer, {
    ...{ score, part: ScorePart.SELF, round: 0, standing: standing.rows.SELF, entries },
  });
  return scoresEntered(table, score, { count: entries.length, digest });
}

/** @throws Refusal BAD_USER_INPUT */
function bytesOf({ file, text }: ImportScoresInput): Uint8Array {
  const which = exactlyOne({ file, text });
  if (which === 'text') return Buffer.from(text ?? '', 'utf8');
  const bytes = Buffer.from(file ?? '', 'base64');
  if (bytes.toString('base64').replace(/=+$/, '') === (file ?? '').replace(/=+$/, '')) return bytes;
  throw new Refusal('BAD_USER_INPUT', { argument: 'file', cure: 'Send the bytes of the file as Base64.' });
}

/** @throws Refusal FILE_INVALID for a file without such a table, or with too many rows */
function tableOf(workbook: Parameters<typeof findTable>[0]): Table<ScoreColumn> {
  const table = findTable(workbook, scoreColumns);
  if ('problems' in table) throw new Refusal('FILE_INVALID', { problems: table.problems });
  if (table.rows.length > mostEntries) throw new Refusal('FILE_INVALID', { problems: [problemAt('', null, manyRows)] });
  return table;
}

const manyRows = fault(
  `Phiếu điểm có hơn ${mostEntries} dòng.`,
  `The score sheet has more than ${mostEntries} rows.`,
  'Dùng tệp phiếu điểm tải từ trang này.',
  'Use the score sheet that this page makes.',
);

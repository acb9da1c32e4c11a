import { Ctx, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { SheetEffect, SheetProblem } from '../conference/delegate-sheet-report';
import type { Context } from '../graphql/context';
import { ListSize } from '../graphql/loading/list-size';
import { ReceiptType } from '../graphql/types/receipt';
import { TextPair } from '../graphql/types/text-pair';
import type { Receipt } from '../log/append';
import type { Entry } from './entry';
import type { Named } from './hold-score';
import type { ImportedScores } from './import-scores';
import type { PlannedScore } from './plan-sheet';
import { memberScoreFor } from './seen-scores';
import { MemberScoreView } from './year-scores';

export enum ScoreSheetColumn {
  TARGET = 'TARGET',
  RESULT = 'RESULT',
  NOT_ASSIGNED = 'NOT_ASSIGNED',
  NOTE = 'NOTE',
}
registerEnumType(ScoreSheetColumn, {
  name: 'ScoreSheetColumn',
  description: 'A column of a score sheet that a member fills.',
  valuesConfig: {
    TARGET: { description: "Chỉ tiêu: the member's own target." },
    RESULT: { description: 'Kết quả: the figure, points, grade, whether it was passed, or how often it happened.' },
    NOT_ASSIGNED: { description: 'Không giao.' },
    NOTE: { description: 'Minh chứng.' },
  },
});

@ObjectType({ description: 'What a row changes of a self-score.' })
export class ScoreSheetChange {
  @Field(() => ScoreSheetColumn, { description: 'Of which column.' })
  column: ScoreSheetColumn;

  @Field(() => String, {
    nullable: true,
    description:
      'As it was: decimals with a point, `true` or `false` of what was passed or not assigned. Null for nothing.',
  })
  before: string | null;

  @Field(() => String, { nullable: true, description: 'As it becomes, in the same form.' })
  after: string | null;
}

@ObjectType({ description: 'What one row of a score sheet does. Rows that say nothing are not among them.' })
export class ScoreSheetRow {
  @Field(() => Int, { description: 'Number of the row, as the spreadsheet shows it.' })
  row: number;

  @Field(() => String, { description: 'Key of the leaf or extra as the row has it; empty where it has none.' })
  key: string;

  @Field(() => SheetEffect, { description: 'What it does.' })
  effect: SheetEffect;

  @ListSize(2)
  @Field(() => [ScoreSheetChange], { description: 'What it changes.' })
  changes: ScoreSheetChange[];

  @ListSize(1)
  @Field(() => [SheetProblem], { description: 'Everything that is wrong with it.' })
  problems: SheetProblem[];
}

@ObjectType({ description: 'What a score sheet did, or would do.' })
export class ScoreSheetReport {
  @Field(() => Boolean, { description: 'True when nothing was done.' })
  dryRun: boolean;

  @Field(() => Int, { description: 'Rows for which nothing stood.' })
  added: number;

  @Field(() => Int, { description: 'Rows that correct what stood.' })
  corrected: number;

  @Field(() => Int, { description: 'Rows that change nothing.' })
  unchanged: number;

  @Field(() => Int, { description: 'Rows with problems.' })
  refused: number;

  @ListSize(3)
  @Field(() => [TextPair], { description: 'What was passed over, or read although it is hidden.' })
  notes: TextPair[];

  @ListSize(200)
  @Field(() => [ScoreSheetRow], { description: 'Each row that says something, in the order of the file, up to 1,000.' })
  rows: ScoreSheetRow[];
}

@ObjectType({ description: 'What `importScores` answers.' })
export class ImportScoresPayload {
  @Field(() => ReceiptType, {
    nullable: true,
    description: 'Proof of its entry; null for a dry run and for a file that brings nothing new.',
  })
  receipt: Receipt | null;

  @Field(() => ScoreSheetReport, { description: 'What each row did, or would do.' })
  report: ScoreSheetReport;

  named: Named;

  @Field(() => MemberScoreView, { nullable: true, description: 'The score of the member as it stands now.' })
  score(@Ctx() ctx: Context): Promise<MemberScoreView | null> {
    return memberScoreFor(ctx, this.named);
  }
}

/** The report as the graph shows it. */
export function scoreSheetReport({ rows, dryRun, notes }: ImportedScores): ScoreSheetReport {
  const count = (effect: PlannedScore['effect']) => rows.filter((row) => row.effect === effect).length;
  return {
    dryRun,
    ...{ added: count('ADDED'), corrected: count('CORRECTED') },
    ...{ unchanged: count('UNCHANGED'), refused: count('REFUSED') },
    notes: [...notes],
    rows: rows.map(({ row, key, effect, before, after, problems }) => ({
      ...{ row, key, effect: effect as SheetEffect, changes: changesOf(before, after) },
      problems: problems.map(({ path, ...problem }) => ({ cell: path, ...problem })),
    })),
  };
}

function changesOf(before: PlannedScore['before'], after: PlannedScore['after']): ScoreSheetChange[] {
  if (!after) return [];
  const [was, is] = [before && shown(before), shown(after)];
  return Object.values(ScoreSheetColumn).flatMap((column) => {
    const change = { column, before: was?.[column] ?? null, after: is[column] };
    return change.before === change.after ? [] : [change];
  });
}

function shown({ entry, note }: { readonly entry: Entry; readonly note: string | null }) {
  const { actual, target, grade, passed, points, times, figures, notAssigned } = entry;
  const result = [actual, grade, points, figures?.join('; ')].find((each) => each !== undefined);
  return {
    TARGET: target ?? null,
    RESULT: result ?? (passed === undefined ? (times === undefined ? null : String(times)) : String(passed)),
    NOT_ASSIGNED: notAssigned ? 'true' : null,
    NOTE: note,
  } satisfies Readonly<Record<ScoreSheetColumn, string | null>>;
}

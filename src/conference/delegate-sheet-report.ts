import { Ctx, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Context } from '../graphql/context';
import { ListSize } from '../graphql/loading/list-size';
import { ReceiptType } from '../graphql/types/receipt';
import { TextPair } from '../graphql/types/text-pair';
import type { Receipt } from '../log/append';
import type { SheetProblem as Problem } from '../spreadsheet/problem';
import { Conference } from './conference';
import type { Delegate } from './delegate';
import { type ImportedDelegates, needsReason } from './import-delegates';
import type { PlannedRow } from './plan-delegates';
import { seenConference } from './visible';

export enum SheetEffect {
  ADDED = 'ADDED',
  CORRECTED = 'CORRECTED',
  UNCHANGED = 'UNCHANGED',
  REFUSED = 'REFUSED',
}
registerEnumType(SheetEffect, {
  name: 'SheetEffect',
  description: 'What a row of a spreadsheet does.',
  valuesConfig: {
    ADDED: { description: 'It is new.' },
    CORRECTED: { description: 'It is known and differs.' },
    UNCHANGED: { description: 'It is known and the same.' },
    REFUSED: { description: 'It has problems; while any row has, nothing of the file is written.' },
  },
});

export enum DelegateSheetColumn {
  NAME = 'NAME',
  POSTS = 'POSTS',
  MEMBER = 'MEMBER',
  MAY_VOTE = 'MAY_VOTE',
  MAY_SIGN = 'MAY_SIGN',
  CODE = 'CODE',
}
registerEnumType(DelegateSheetColumn, {
  name: 'DelegateSheetColumn',
  description: 'A column of a list of delegates.',
  valuesConfig: {
    NAME: { description: 'Họ và tên.' },
    POSTS: { description: 'Chức vụ; several with semicolons between them.' },
    MEMBER: { description: 'Đơn vị, by code, name or alias.' },
    MAY_VOTE: { description: 'Biểu quyết, Có or Không.' },
    MAY_SIGN: { description: 'Ký giao ước, Có or Không.' },
    CODE: { description: 'Mã đại biểu.' },
  },
});

@ObjectType({ description: 'What is wrong with a cell of a spreadsheet, and what to do about it.' })
export class SheetProblem {
  @Field(() => String, { description: 'Such as `C7`; the row alone, `7`, where there is no such column.' })
  cell: string;

  @Field(() => String, {
    nullable: true,
    description: 'What stands there, up to 80 characters; null where nothing does.',
  })
  value: string | null;

  @Field(() => TextPair, { description: 'What is wrong.' })
  problem: TextPair;

  @Field(() => TextPair, { description: 'What to do about it.' })
  cure: TextPair;
}

@ObjectType({ description: 'What a row changes of a delegate.' })
export class DelegateSheetChange {
  @Field(() => DelegateSheetColumn, { description: 'Of which column.' })
  column: DelegateSheetColumn;

  @Field(() => String, {
    nullable: true,
    description:
      'As it was, in Vietnamese; `true` or `false` of a mandate. Null for nothing, and for one who is added.',
  })
  before: string | null;

  @Field(() => String, { nullable: true, description: 'As it becomes, in the same form.' })
  after: string | null;
}

@ObjectType({ description: 'What one row of a list of delegates does.' })
export class DelegateSheetRow {
  @Field(() => Int, { description: 'Number of the row, as the spreadsheet shows it.' })
  row: number;

  @Field(() => String, { description: 'The name as the row has it; empty where it has none.' })
  name: string;

  @Field(() => SheetEffect, { description: 'What it does.' })
  effect: SheetEffect;

  @ListSize(3)
  @Field(() => [DelegateSheetChange], { description: 'What it changes; of one who is added, all that is set.' })
  changes: DelegateSheetChange[];

  @ListSize(1)
  @Field(() => [SheetProblem], { description: 'Everything that is wrong with it.' })
  problems: SheetProblem[];
}

@ObjectType({ description: 'What a list of delegates did, or would do.' })
export class DelegateSheetReport {
  @Field(() => Boolean, { description: 'True when nothing was done.' })
  dryRun: boolean;

  @Field(() => Int, { description: 'Rows that add somebody.' })
  added: number;

  @Field(() => Int, { description: 'Rows that correct somebody.' })
  corrected: number;

  @Field(() => Int, { description: 'Rows that change nothing.' })
  unchanged: number;

  @Field(() => Int, { description: 'Rows with problems.' })
  refused: number;

  @Field(() => Int, { description: 'Delegates of the conference whom the list does not name; they stay.' })
  unlisted: number;

  @Field(() => Boolean, { description: 'Whether a reason has to be given: member or mandates of somebody change.' })
  needsReason: boolean;

  @ListSize(3)
  @Field(() => [TextPair], { description: 'What was passed over, or read although it is hidden.' })
  notes: TextPair[];

  @ListSize(100)
  @Field(() => [DelegateSheetRow], { description: 'Each row in the order of the file, up to 1,000.' })
  rows: DelegateSheetRow[];
}

@ObjectType({ description: 'What `importDelegates` answers.' })
export class ImportDelegatesPayload {
  @Field(() => ReceiptType, {
    nullable: true,
    description: 'Proof of the first of its entries; null for a dry run and for a list that brings nothing new.',
  })
  receipt: Receipt | null;

  @Field(() => DelegateSheetReport, { description: 'What each row did, or would do.' })
  report: DelegateSheetReport;

  conferenceId: string;

  @Field(() => Conference, { nullable: true, description: 'The conference as it stands now.' })
  conference(@Ctx() ctx: Context): Promise<Conference | null> {
    return seenConference(ctx, this.conferenceId);
  }
}

/** The report as the graph shows it. */
export function delegateSheetReport(imported: ImportedDelegates): DelegateSheetReport {
  const { rows, dryRun, notes, unlisted } = imported;
  const count = (effect: PlannedRow['effect']) => rows.filter((row) => row.effect === effect).length;
  return {
    dryRun,
    added: count('ADDED'),
    corrected: count('CORRECTED'),
    unchanged: count('UNCHANGED'),
    refused: count('REFUSED'),
    unlisted,
    needsReason: rows.some(needsReason),
    notes: [...notes],
    rows: rows.map((row) => ({
      row: row.wish.row.number,
      name: row.wish.name,
      effect: row.effect as SheetEffect,
      changes: changesOf(row, imported),
      problems: row.problems.map(problemOf),
    })),
  };
}

const problemOf = ({ path, ...problem }: Problem): SheetProblem => ({ cell: path, ...problem });

function changesOf({ before, after }: PlannedRow, { members }: ImportedDelegates): DelegateSheetChange[] {
  if (!after) return [];
  const was = before && shown(before, members);
  const is = shown(after, members);
  return Object.values(DelegateSheetColumn).flatMap((column) => {
    const [one, other] = [was?.[column] ?? null, is[column]];
    const isSet = before ? one !== other : other !== null && other !== 'false';
    return isSet ? [{ column, before: one, after: other }] : [];
  });
}

function shown(
  { name, posts, memberId, mayVote, maySign, code }: Delegate,
  members: ImportedDelegates['members'],
): Readonly<Record<DelegateSheetColumn, string | null>> {
  return {
    NAME: name.vi,
    POSTS: posts.map(({ title }) => title.vi).join('; ') || null,
    MEMBER: members.get(memberId ?? '')?.shortName.vi ?? null,
    MAY_VOTE: String(mayVote),
    MAY_SIGN: String(maySign),
    CODE: code,
  };
}

import { randomBytes, randomUUID } from 'node:crypto';
import { ArrayMaxSize, ArrayNotEmpty, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { holdBloc, requireOfficerOf } from '../bloc/hold-role';
import { Member } from '../bloc/member';
import { membersOfYear } from '../bloc/read-members';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Words, words } from '../graphql/types/words';
import { doubtsOf, figureOf } from '../indicator/figure';
import { Indicator } from '../indicator/indicator';
import { ResultPeriod } from '../indicator/result';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { resultsReported } from './events';
import { nextSequence } from './next-sequence';
import { ReportedFigure } from './reported-figure';
import { ReportState, ResultReport } from './result-report';
import { type FigureFault, figureFaults } from './rules';

@InputType({ description: "One figure of a member's report." })
export class ReportedFigureInput {
  @Field(() => ID, { description: 'What was measured: an indicator of the bloc.' })
  indicatorId: string;

  @Field(() => String, {
    description:
      'The figure as it is printed, such as `834.875,801` or `7,5 %`, 1 to 200 characters. What cannot be read in one way is stored with a flag.',
  })
  @Words(1, 200)
  raw: string;

  @Field(() => String, {
    nullable: true,
    description: 'Unit as printed, such as `tỉ đồng`; of a figure with a percent sign `%` unless given.',
  })
  @Words(1, 100)
  unit?: string | null;
}

@InputType({ description: "A member's own results for one year and period." })
export class ReportResultsInput extends ActInput {
  @Field(() => ID, { description: 'The member, whose officer the caller is.' })
  memberId: string;

  @Field(() => Int, { description: 'Year the figures are about, 2000 to 2100.' })
  @Min(2000)
  @Max(2100)
  year: number;

  @Field(() => ResultPeriod, { description: 'Part of that year they are about.' })
  period: ResultPeriod;

  @Field(() => [ReportedFigureInput], {
    description:
      'All figures of the report, 1 to 100, each indicator once. It takes the place of the report that waits, as a whole.',
  })
  @ArrayNotEmpty()
  @ArrayMaxSize(100)
  @ValidateNested()
  figures: ReportedFigureInput[];
}

/** A figure as it is asked for: its indicator may be anything yet. */
interface AskedFigure {
  readonly indicatorId: string;
  readonly raw: string;
  readonly unit: string | null;
}

/**
 * Enters the results of a member for a year and period, by its officer. They wait for the leader's office; results that
 * were confirmed before stay as they are until then. A report of the same that waits is superseded.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT with every fault of the request
 */
export async function reportResults(db: Database, viewer: Viewer, input: ReportResultsInput): Promise<Receipt> {
  requireField(viewer, 'Mutation.reportResults');
  const { year, period, idempotencyKey } = input;
  const memberId = asId(input.memberId);
  const figures = input.figures.map(
    ({ indicatorId, raw, unit }): AskedFigure => ({
      ...{ indicatorId: indicatorId.toLowerCase(), raw: words(raw), unit: unit ? words(unit) : null },
    }),
  );
  // A member never changes its bloc.
  const { blocId } = found(await db.manager.findOneBy(Member, { id: memberId }));
  const about = { memberId, year, period, figures: figures.map((figure) => ({ ...figure })) };
  return act(db, viewer, { act: 'reportResults', about, idempotencyKey, first: holdBloc(blocId) }, async (tx) => {
    await requireOfficerOf(tx, viewer, 'Mutation.reportResults', { blocId, memberId });
    const member = await tx.findOneByOrFail(Member, { id: memberId });
    const codes = await requireSound(tx, member, year, figures);
    const report: ResultReport = {
      ...{ id: randomUUID(), blocId, memberId, year, period, number: await nextNumber(tx, memberId, year, period) },
      ...{ state: ReportState.REPORTED, reason: null, salt: randomBytes(16).toString('base64url') },
      ...{ sequence: await nextSequence(tx, blocId), settledSequence: null },
    };
    const superseded = await supersede(tx, report);
    const rows = figures.map((figure, index) => rowOf(report, figure, index));
    await tx.insert(ResultReport, report);
    await tx.insert(ReportedFigure, rows);
    const told = rows.map((row) => ({ ...row, indicator: codes.get(row.indicatorId) as string }));
    return resultsReported(report, member, told, superseded);
  });
}

function rowOf({ id }: ResultReport, { indicatorId, raw, unit }: AskedFigure, index: number): ReportedFigure {
  return { reportId: id, indicatorId, ordinal: index + 1, raw, ...figureOf(raw, unit), flags: [...doubtsOf(raw)] };
}

/**
 * Every fault of the figures and of the year at once.
 * @returns codes of the indicators by id
 * @throws Refusal NOT_FOUND where an indicator is not of the bloc, BAD_USER_INPUT
 */
async function requireSound(
  tx: EntityManager,
  member: Member,
  year: number,
  figures: readonly AskedFigure[],
): Promise<ReadonlyMap<string, string>> {
  const indicators = await tx.find(Indicator, { where: { blocId: member.blocId }, select: { id: true, code: true } });
  const codes = new Map(indicators.map(({ id, code }) => [id, code]));
  const belongs = (await membersOfYear(tx, member.blocId, year)).some(({ id }) => id === member.id);
  const faults = figureFaults(
    figures.map(({ indicatorId }) => indicatorId),
    new Set(codes.keys()),
  );
  if (faults.length > 0 || !belongs) throw refusalFor(faults, belongs, year);
  return codes;
}

function refusalFor(faults: readonly FigureFault[], belongs: boolean, year: number): Refusal {
  const argument = belongs ? 'figures' : 'year';
  const cure = belongs
    ? 'Name each indicator of the bloc once; `faults` has every figure that does not.'
    : `The member does not belong to the bloc in ${year}.`;
  const isMissing = faults.some(({ fault }) => fault === 'NO_INDICATOR');
  return new Refusal(isMissing ? 'NOT_FOUND' : 'BAD_USER_INPUT', { argument, cure, faults });
}

async function nextNumber(tx: EntityManager, memberId: string, year: number, period: ResultPeriod): Promise<number> {
  const last = await tx.maximum(ResultReport, 'number', { memberId, year, period });
  return (last ?? 0) + 1;
}

/** @returns the id of the report that waited until now, or null */
async function supersede(tx: EntityManager, report: ResultReport): Promise<string | null> {
  const { memberId, year, period, sequence } = report;
  const waiting = await tx.findOneBy(ResultReport, { memberId, year, period, state: ReportState.REPORTED });
  if (!waiting) return null;
  await tx.update(ResultReport, waiting.id, { state: ReportState.SUPERSEDED, settledSequence: sequence });
  return waiting.id;
}

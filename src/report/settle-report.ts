import { randomUUID } from 'node:crypto';
import { Field, ID, InputType } from 'type-graphql';
import { type EntityManager, In } from 'typeorm';
import { holdBloc, requireAtBloc } from '../bloc/hold-role';
import { Member } from '../bloc/member';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { type Field as AuthorityField, requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Words, words } from '../graphql/types/words';
import { Indicator } from '../indicator/indicator';
import { Result, ResultKind, reportedKey } from '../indicator/result';
import { act } from '../log/act';
import type { DomainEvent, Receipt } from '../log/append';
import type { Json } from '../log/canonical';
import { resultsConfirmed, resultsReturned } from './events';
import { nextSequence } from './next-sequence';
import { ReportedFigure } from './reported-figure';
import { ReportState, ResultReport } from './result-report';
import { settleRefusal } from './rules';

@InputType({ description: "Which report of a member's results to confirm." })
export class ConfirmResultsInput extends ActInput {
  @Field(() => ID, { description: 'The report, which waits.' })
  reportId: string;
}

@InputType({ description: "Which report of a member's results to give back, and why." })
export class ReturnResultsInput extends ActInput {
  @Field(() => ID, { description: 'The report, which waits.' })
  reportId: string;

  @Field(() => String, { description: 'Why, 3 to 2,000 characters, for those who see the report.' })
  @Words(3, 2000)
  reason: string;
}

/**
 * Confirms a report that waits: each of its figures becomes the member's result for that indicator, year and period, or
 * takes the place of what was confirmed before, which stays as a version. Results that it does not name stay as they are.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, REPORT_SETTLED
 */
export function confirmResults(db: Database, viewer: Viewer, input: ConfirmResultsInput): Promise<Receipt> {
  const about = { reportId: asId(input.reportId) };
  return settle(db, viewer, { ...about, about, act: 'confirmResults', input }, async (tx, report, settledSequence) => {
    await tx.update(ResultReport, report.id, { state: ReportState.CONFIRMED, settledSequence });
    const figures = await tx.find(ReportedFigure, { where: { reportId: report.id }, order: { ordinal: 'ASC' } });
    const indicators = await tx.findBy(Indicator, { id: In(figures.map(({ indicatorId }) => indicatorId)) });
    const codes = new Map(indicators.map(({ id, code }) => [id, code]));
    const results = await writeResults(tx, report, figures);
    const told = figures.map((figure) => ({ ...figure, indicator: codes.get(figure.indicatorId) as string }));
    return resultsConfirmed(report, await memberOf(tx, report), told, results);
  });
}

/**
 * Gives a report that waits back to the member, with a reason. Its figures never become results; the officer enters
 * another report.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, REPORT_SETTLED
 */
export function returnResults(db: Database, viewer: Viewer, input: ReturnResultsInput): Promise<Receipt> {
  const [reportId, reason] = [asId(input.reportId), words(input.reason)];
  const asked = { reportId, about: { reportId, reason }, act: 'returnResults', input } as const;
  return settle(db, viewer, asked, async (tx, report, settledSequence) => {
    await tx.update(ResultReport, report.id, { state: ReportState.RETURNED, reason, settledSequence });
    return resultsReturned(report, await memberOf(tx, report));
  });
}

interface Settling {
  readonly reportId: string;
  readonly act: 'confirmResults' | 'returnResults';
  readonly about: Json;
  readonly input: ActInput;
}

/** @param work does it, with the report held and the position that its entry takes */
async function settle(
  db: Database,
  viewer: Viewer,
  { reportId, act: name, about, input }: Settling,
  work: (tx: EntityManager, report: ResultReport, sequence: number) => Promise<DomainEvent>,
): Promise<Receipt> {
  const field: AuthorityField = `Mutation.${name}`;
  requireField(viewer, field);
  // A report never changes its bloc.
  const { blocId } = found(await db.manager.findOneBy(ResultReport, { id: reportId }));
  const ask = { act: name, about, idempotencyKey: input.idempotencyKey, first: holdBloc(blocId) };
  return act(db, viewer, ask, async (tx) => {
    await requireAtBloc(tx, viewer, field, blocId);
    const report = await tx.findOneByOrFail(ResultReport, { id: reportId });
    const refusal = settleRefusal(report);
    if (refusal) throw new Refusal(refusal, { reportId, state: report.state });
    return work(tx, report, await nextSequence(tx, blocId));
  });
}

const memberOf = (tx: EntityManager, { memberId }: ResultReport): Promise<Member> =>
  tx.findOneByOrFail(Member, { id: memberId });

/** @returns ids of the results, in the order of the figures */
async function writeResults(
  tx: EntityManager,
  report: ResultReport,
  figures: readonly ReportedFigure[],
): Promise<readonly string[]> {
  const { id: reportId, blocId, memberId, year, period } = report;
  const where = { memberId, year, period, key: reportedKey };
  const known = await tx.findBy(Result, { ...where, indicatorId: In(figures.map(({ indicatorId }) => indicatorId)) });
  const byIndicator = new Map(known.map((result) => [result.indicatorId, result.id]));
  const rows = figures.map(
    ({ indicatorId, raw, value, unit, flags }): Result => ({
      ...{
        ...where,
        id: byIndicator.get(indicatorId) ?? randomUUID(),
        blocId,
        indicatorId,
        conferenceId: null,
        reportId,
      },
      ...{ ordinal: null, kind: ResultKind.FIGURE, raw, value, unit, text: null, flags },
    }),
  );
  await tx.save(Result, rows);
  return rows.map(({ id }) => id);
}

import { randomUUID } from 'node:crypto';
import { figureOf } from '../../src/indicator/figure';
import { Indicator } from '../../src/indicator/indicator';
import { Result, ResultKind, ResultPeriod } from '../../src/indicator/result';
import { at, closesYear, type Hall } from './hall';

interface Reported {
  readonly raw: string;
  readonly unit?: string;
  readonly kind?: `${ResultKind}`;
  /** Place of the member among those of the hall; the bloc as a whole unless given. */
  readonly member?: number;
}

/** A result that was reported at the conference of a hall, for an indicator of its own. */
export async function aResult(
  { db, conference, members }: Pick<Hall, 'db' | 'conference' | 'members'>,
  told: Reported,
): Promise<Result> {
  const { raw, unit = null, kind = 'FIGURE' } = told;
  const [id, indicatorId] = [randomUUID(), randomUUID()];
  const name = { vi: 'Thu ngân sách', en: 'Budget revenue' };
  const ofBloc = { blocId: conference.blocId };
  await db.manager.insert(Indicator, { ...ofBloc, id: indicatorId, code: indicatorId, ordinal: 1, name, unit: null });
  await db.manager.insert(Result, {
    ...{ ...ofBloc, id, indicatorId, conferenceId: conference.id, key: id, ordinal: 1, year: closesYear },
    ...{ memberId: told.member === undefined ? null : at(members, told.member).id, period: ResultPeriod.YEAR },
    ...{ kind: ResultKind[kind], raw, text: kind === 'FIGURE' ? null : { vi: raw, en: null }, flags: [] },
    ...(kind === 'FIGURE' ? figureOf(raw, unit) : { value: null, unit: null }),
  });
  return db.manager.findOneByOrFail(Result, { id });
}

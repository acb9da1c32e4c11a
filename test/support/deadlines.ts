import { DeadlineKind } from '../../src/deadline/deadline';
import { type SetDeadlineInput, setDeadline } from '../../src/deadline/set-deadline';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { ResultPeriod } from '../../src/indicator/result';
import type { Receipt } from '../../src/log/append';
import { opensYear } from './hall';
import type { Office } from './reports';

/** Has the first quarter of the year due from every member, by its leader's office unless by another. */
export function aDeadline(
  { hall, leader }: Office,
  changes: Partial<SetDeadlineInput> = {},
  by: Viewer = leader,
): Promise<Receipt> {
  return setDeadline(hall.db, by, {
    ...{ blocId: hall.bloc.id, kind: DeadlineKind.QUARTER_REPORT, year: opensYear, period: ResultPeriod.Q1 },
    dueOn: `${opensYear}-04-15`,
    ...changes,
  });
}

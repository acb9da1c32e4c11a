import type { SetDeadlineMutationVariables, SetupDeadlinesQuery } from './deadlines.documents';

type Bloc = NonNullable<SetupDeadlinesQuery['bloc']>;
export type DeadlineInput = Omit<SetDeadlineMutationVariables['input'], 'idempotencyKey'>;

/** The deadlines of a year as they may be set for a later one: days moved by as many years; those that are set already are left out. */
export function nextDeadlines(bloc: Bloc, from: number, to: number): readonly DeadlineInput[] {
  const known = new Set(bloc.after.nodes.map(keyOf));
  return bloc.before.nodes
    .filter((deadline) => !known.has(keyOf(deadline)))
    .map(({ kind, period, title, dueOn, latestOn, items }) => ({
      ...{ blocId: bloc.id, kind, year: to, title: title && { vi: title.vi, en: title.en ?? null } },
      // Other reports have a period of their own.
      period: kind === 'QUARTER_REPORT' ? (period ?? null) : null,
      dueOn: movedDay(dueOn, to - from),
      latestOn: latestOn ? movedDay(latestOn, to - from) : null,
      // Due from all who belong, unless it was due from some.
      memberIds: items.length < bloc.members.length ? items.map(({ member }) => member.id) : null,
    }));
}

const keyOf = ({ kind, period, title }: Pick<Bloc['after']['nodes'][number], 'kind' | 'period' | 'title'>) =>
  JSON.stringify([kind, period, title?.vi]);

/** The same day so many years later; 29 February becomes the 28th where there is none. */
function movedDay(day: string, years: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
  const two = (number: number) => String(number).padStart(2, '0');
  return `${year + years}-${two(month)}-${two(Math.min(date, last))}`;
}

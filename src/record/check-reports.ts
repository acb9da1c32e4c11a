import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { sealOf, type ToldFigure } from '../report/sealed';
import { checkResults } from './check-results';
import type { Said } from './read-log';

interface VersionRow extends Omit<ToldFigure, 'indicator'> {
  readonly id: string;
  readonly sequence: number;
}

interface ReportRow {
  readonly id: string;
  readonly salt: string;
  readonly state: string;
  readonly sequence: number;
  readonly settledSequence: number | null;
  readonly figures: readonly ToldFigure[];
}

/**
 * What is wrong with the reports of members in the log of a bloc: the tables have each with the figures whose digest the log
 * told when it came, what was confirmed are those figures, and the results they became said so from then on.
 */
export async function checkReports(
  read: EntityManager,
  blocId: string,
  said: readonly Said[],
): Promise<readonly string[]> {
  const came = said.filter(({ kind }) => kind === 'resultsReported');
  const confirmed = said.filter(({ kind }) => kind === 'resultsConfirmed');
  const rows = new Map((await read.query<ReportRow[]>(reportRows, [blocId])).map((row) => [row.id, row]));
  const versions = await read.query<VersionRow[]>(versionRows, [blocId]);
  const own = new Set((await read.query<{ id: string }[]>(reportedResults, [blocId])).map(({ id }) => id));
  const digests = new Map(came.map(({ subject, data }) => [subject, data.digest]));
  return [
    ...came.flatMap((entry) => reportFault(entry, rows.get(entry.subject)) ?? []),
    ...confirmed.flatMap((entry) => confirmationFaults(entry, digests.get(entry.subject), rows.get(entry.subject))),
    ...confirmed.flatMap((entry) => resultFaults(entry, versions)),
    ...(await checkResults(
      read,
      blocId,
      said.filter(({ subject }) => own.has(subject)),
    )),
    ...[...rows.keys()].filter((id) => !digests.has(id)).map((id) => `report ${id}: the log does not tell of it`),
  ];
}

function reportFault({ sequence, subject, data }: Said, row: ReportRow | undefined): string | null {
  if (row?.sequence === sequence && sealOf(row.salt, row.figures) === data.digest) return null;
  return `report ${subject}: its figures are not those of entry ${sequence}`;
}

function confirmationFaults(
  { sequence, subject, data }: Said,
  digest: unknown,
  row: ReportRow | undefined,
): readonly string[] {
  const isSame = sealOf(data.salt as string, data.figures as readonly ToldFigure[]) === digest;
  const isSettled = row?.state === 'CONFIRMED' && row.settledSequence === sequence;
  return [
    ...(isSame ? [] : [`report ${subject}: entry ${sequence} confirms other figures than were reported`]),
    ...(isSettled ? [] : [`report ${subject}: it is not confirmed by entry ${sequence}`]),
  ];
}

/** The last version of each result until an entry is what that entry made of it, or says the same. */
function resultFaults({ sequence, data }: Said, versions: readonly VersionRow[]): readonly string[] {
  const figures = data.figures as readonly ToldFigure[];
  return (data.results as readonly string[]).flatMap((id, index) => {
    const { raw, value, unit } = figures[index] as ToldFigure;
    const version = versions.findLast((row) => row.id === id && row.sequence <= sequence);
    const isSaid = isDeepStrictEqual(version, { id, sequence: version?.sequence, raw, value, unit });
    return isSaid ? [] : [`result ${id}: it does not say what entry ${sequence} confirmed`];
  });
}

const reportRows = `
  select r.id, r.salt, r.state, r.sequence, r.settled_sequence as "settledSequence",
    (select json_agg(json_build_object('indicator', i.code, 'raw', f.raw, 'value', f.value::text, 'unit', f.unit)
       order by f.ordinal)
     from reported_figure f join indicator i on i.id = f.indicator_id where f.report_id = r.id) as figures
  from result_report r where r.bloc_id = $1 order by r.sequence
`;

/** Results of conferences are corrected in the logs of those. */
const reportedResults = 'select id from result where bloc_id = $1 and conference_id is null';

const versionRows = `
  select v.key as id, v.sequence::int as sequence, v.data ->> 'raw' as raw, v.data ->> 'value' as value, v.data ->> 'unit' as unit
  from fact_version v where v.fact = 'result' and v.stream = $1 order by v.key, v.number
`;

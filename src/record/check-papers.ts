import type { EntityManager } from 'typeorm';
import { sha256 } from '../log/canonical';
import type { Said } from './read-log';

interface PaperRow {
  readonly kind: string;
  readonly ordinal: number;
  readonly number: string | null;
  readonly content: string;
  readonly contentHash: string;
  readonly digest: string;
  readonly scanHash: string | null;
}

/** What is wrong with the adopted papers of a conference: each reads as the log says that it was adopted, and none came by no entry. */
export async function checkPapers(
  read: EntityManager,
  conferenceId: string,
  said: readonly Said[],
): Promise<readonly string[]> {
  const rows = await read.query<PaperRow[]>(paperRows, [conferenceId]);
  const of = (kind: string, row: PaperRow) =>
    said.findLast((each) => each.kind === kind && each.data.kind === row.kind && each.data.ordinal === row.ordinal);
  const faults = rows.flatMap((row) => {
    const name = `paper ${row.kind} ${row.ordinal}`;
    const adopted = of('paperAdopted', row);
    if (!adopted) return [`${name}: no entry tells of it`];
    const { contentHash, digest, number } = adopted.data;
    const isSame = contentHash === row.contentHash && digest === row.digest && number === row.number;
    if (!isSame || sha256(row.content) !== contentHash)
      return [`${name}: it does not read as entry ${adopted.sequence} tells`];
    const scanHash = of('paperSigned', row)?.data.scanHash ?? null;
    return scanHash === row.scanHash ? [] : [`${name}: the file that shows its signature is not the one of the log`];
  });
  const entries = said.filter(({ kind }) => kind === 'paperAdopted').length;
  return entries > rows.length
    ? [...faults, `${entries - rows.length} adopted papers of the log are in no table`]
    : faults;
}

const paperRows = `
  select kind, ordinal, number, content, content_hash as "contentHash", digest, scan_hash as "scanHash"
  from adopted_paper where conference_id = $1 order by kind, ordinal
`;

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../config/project-folder';
import type { Database } from '../database/database';
import { operator } from '../graphql/authorize/viewer';
import { sha256 } from '../log/canonical';
import { importConference } from './import-conference';

/** Paths of the conference files that come with the product, in the order they are imported. */
export function shippedConferences(): readonly string[] {
  const folder = join(projectFolder, 'data', 'conferences');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
}

/**
 * Imports each shipped file that was never imported as it now is, earliest year first. What somebody corrected in the
 * database afterwards is not set back at the next start.
 * @returns the paths of the files imported now
 */
export async function loadShipped(db: Database): Promise<readonly string[]> {
  const files = shippedConferences().map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  const known = await importedBefore(db);
  const fresh = files.filter(({ text }) => !known.has(sha256(text)));
  for (const { text } of fresh) await importConference(db, operator, { text, dryRun: false });
  return fresh.map(({ path }) => path);
}

/** SHA-256 of the files that made the records of the past; their logs are short. */
async function importedBefore(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ sha256: string }[]>(
    `select e.body::jsonb -> 'data' ->> 'sha256' as sha256
     from conference c join event e on e.stream = c.id
     where c.nature = 'RECORD' and e.kind = 'conferenceImported'`,
  );
  return new Set(rows.map((row) => row.sha256));
}

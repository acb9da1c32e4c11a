import { readConfig } from '../config/config';
import { migrate } from '../database/migrate';
import type { CommandInput } from './command';
import { withDatabase } from './with-database';

/** Brings the tables up to date and names what was run. */
export async function run({ env, print, say }: CommandInput): Promise<void> {
  const done = await withDatabase(readConfig(env), { say, anyVersion: true }, migrate);
  for (const name of done) print(name);
  say(
    done.length
      ? `đã chạy ${done.length} bước nâng cấp · migrations were run`
      : 'các bảng đã là bản mới nhất · the tables are up to date',
  );
}

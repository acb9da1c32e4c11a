import { existsSync } from 'node:fs';
import 'reflect-metadata';
import type { Config } from '../config/config';
import { connect } from '../database/data-source';
import type { Database } from '../database/database';
import { findRunning, startEmbedded } from '../database/embedded';
import { migrate } from '../database/migrate';
import { entities } from '../entities';
import { OperatorError } from '../errors/operator-error';
import type { InBothLanguages } from '../import/conference-file';

export interface DatabaseOptions {
  /** Hears one line for each step that takes time. */
  readonly say: (line: string) => void;
  /** True: hand over the database whether its tables are up to date or not. */
  readonly anyVersion?: boolean;
  /** True: make no data folder; refuse where there is none. */
  readonly mustExist?: boolean;
}

/**
 * Opens the database for one command and closes it after: the one in DATABASE_URL; else the one a running server has
 * on the data folder; else an embedded one for as long as the command takes. The last is brought up to date first; a
 * database that others use is not changed under them.
 * @throws OperatorError when its tables are older than this program
 */
export async function withDatabase<T>(
  config: Config,
  options: DatabaseOptions,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const { say } = options;
  if (config.databaseUrl !== null) {
    return using(
      config.databaseUrl,
      config,
      options,
      { vi: 'Hãy chạy `giaouoc migrate` trước.', en: 'Run `giaouoc migrate` first.' },
      work,
    );
  }
  const running = await findRunning(config.dataDir);
  if (running) {
    say(
      `dùng cơ sở dữ liệu của máy chủ đang chạy · using the database of the running server (process ${running.ownerPid})`,
    );
    const cure = {
      vi: `Hãy dừng tiến trình ${running.ownerPid} rồi bật lại: khi bật, máy chủ tự nâng cấp các bảng.`,
      en: `Stop process ${running.ownerPid} and start it again: the start brings them up to date.`,
    };
    return using(running.url, config, options, cure, work);
  }
  if (options.mustExist && !existsSync(config.dataDir)) {
    throw new OperatorError(
      `Không có dữ liệu trong ${config.dataDir}: hãy chạy máy chủ một lần, hoặc ghi thư mục bằng DATA_DIR.\n` +
        `There are no data in ${config.dataDir}: start the server once, or name the folder with DATA_DIR.`,
    );
  }
  say(`đang bật PostgreSQL kèm theo · starting the embedded PostgreSQL on ${config.dataDir}`);
  const postgres = await startEmbedded({ dataDir: config.dataDir, say });
  try {
    return await using(postgres.url, config, { ...options, anyVersion: true }, null, async (db) => {
      if (!options.anyVersion) await migrate(db);
      return work(db);
    });
  } finally {
    await postgres.stop();
  }
}

async function using<T>(
  url: string,
  config: Config,
  { anyVersion = false }: DatabaseOptions,
  cure: InBothLanguages | null,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const db = await connect(url, [...entities], config.actPoolSize);
  try {
    if (!anyVersion && (await db.showMigrations())) {
      throw new OperatorError(
        `Các bảng của cơ sở dữ liệu cũ hơn chương trình này. ${cure?.vi ?? ''}\n` +
          `The tables of the database are older than this program. ${cure?.en ?? ''}`,
      );
    }
    return await work(db);
  } finally {
    await db.destroy();
  }
}

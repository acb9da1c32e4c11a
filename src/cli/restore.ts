import { resolve } from 'node:path';
import { countEntitled, revokeEverybody } from '../auth/revoke-everybody';
import { readConfig } from '../config/config';
import { restoreBackup, verifyBackup } from '../database/backup/restore-backup';
import { OperatorError } from '../errors/operator-error';
import { faultsOf, recount } from '../record/recount';
import { linesOf } from './backup';
import type { CommandInput } from './command';
import { checkOpenKeys } from './doctor/database';
import { withDatabase } from './with-database';

/** Restores a backup and recounts it, or only reads it. @throws OperatorError when anything of it does not hold */
export async function run({ env, values, positionals, print, say }: CommandInput): Promise<void> {
  const config = readConfig(env);
  const path = resolve(positionals[0] ?? '');
  if (values.check === true) {
    for (const line of linesOf(await verifyBackup(path))) print(line);
    print(`${path}: còn nguyên · whole`);
    return;
  }
  await withDatabase(config, { say, anyVersion: true }, async (db) => {
    const revokes = values['revoke-sessions'] === true;
    // In the transaction of the restore: whatever fails later, nobody is let in who was shut out since the backup.
    const restored = await restoreBackup(db, path, say, async (tx) => {
      if (revokes) await revokeEverybody(tx);
    });
    for (const line of linesOf(restored)) print(line);
    for (const name of restored.migrated) print(`đã nâng cấp · brought up to date: ${name}`);
    if (revokes) {
      print('đã thu hồi mọi phiên và khóa; mã thẻ chưa dùng không còn giá trị');
      print('every session and key is revoked, and no unused badge code is good any more');
    }
    const { sessions, badges } = await countEntitled(db);
    if (sessions + badges > 0) {
      print(
        `${sessions} phiên và ${badges} mã thẻ chưa dùng còn giá trị như lúc ${restored.header.at}, cả những cái đã thu hồi hoặc ` +
          'đã dùng sau đó: hãy thu hồi lại, hoặc khôi phục với --revoke-sessions',
      );
      print(
        `${sessions} sessions and ${badges} unused badge codes hold as they did at ${restored.header.at}, also those ` +
          'revoked or used since: revoke them again, or restore with --revoke-sessions',
      );
    }
    for (const { found, cure } of await checkOpenKeys(db, config)) print(`${found}. ${cure ?? ''}`);
    const counted = await recount(db, { slug: null, say });
    const faults = faultsOf(counted);
    if (faults.length) {
      throw new OperatorError(
        [
          'Đã khôi phục đúng như bản sao lưu, nhưng kiểm đếm lại thấy khác:',
          'Everything was restored as it was saved, and the recount of it differs:',
          ...faults.map((f) => `  ${f}`),
        ].join('\n'),
      );
    }
    const { polls, logs, pacts } = counted;
    print(
      `đã khôi phục; kiểm đếm lại ${polls.length} phiếu, ${logs.length} nhật ký, ${pacts.length} giao ước: tất cả khớp`,
    );
    print(`restored; ${polls.length} polls, ${logs.length} logs and ${pacts.length} pacts counted again: all agree`);
  });
}

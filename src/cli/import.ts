import { readConfig } from '../config/config';
import { operator } from '../graphql/authorize/viewer';
import type { InBothLanguages } from '../import/conference-file';
import { type ImportReport, importConference } from '../import/import-conference';
import type { CommandInput } from './command';
import { textOfFile } from './text-of-file';
import { withDatabase } from './with-database';

const marks = { CREATE: '+', CHANGE: '~', REMOVE: '-', FLAG: '!', LEAVE: '=' } as const;

/** Imports one file and prints what was done: a line for each thing made, changed, removed or flagged, and the sums. */
export async function run({ env, values, positionals, print, say }: CommandInput): Promise<void> {
  const config = readConfig(env);
  const path = positionals[0] ?? '';
  const text = textOfFile(path, { vi: 'tệp hội nghị', en: 'a conference file' });
  const dryRun = values['dry-run'] === true;
  const reason = typeof values.reason === 'string' ? values.reason : null;
  const report = await withDatabase(config, { say }, async (db) => {
    say(dryRun ? `xem thử · weighing ${path}` : `đang nhập · importing ${path}`);
    return importConference(db, operator, { text, dryRun, reason });
  });
  for (const line of linesOf(report)) print(line);
}

function linesOf(report: ImportReport): string[] {
  const { created, changed, removed, left, flagged, dryRun } = report;
  const shown = report.entries.filter((entry) => entry.action !== 'LEAVE');
  return [
    ...shown.flatMap(entryLines),
    `${dryRun ? 'chạy thử: ' : ''}${created} thêm, ${changed} sửa, ${removed} bỏ, ${left} giữ nguyên, ${flagged} cần xem lại`,
    `${dryRun ? 'dry run: ' : ''}${created} made, ${changed} changed, ${removed} removed, ${left} left as they are, ${flagged} flagged`,
    ...(report.receipt
      ? [`mục ${report.receipt.sequence} của nhật ký · entry of the log, ${report.receipt.digest}`]
      : []),
    ...(!report.receipt && !dryRun ? ['không có gì mới · nothing new: the database has all of it already'] : []),
  ];
}

/** One thing of the file; of what is flagged also which words, and why they are doubted. */
function entryLines({ action, thing, path, line, after }: ImportReport['entries'][number]): string[] {
  const { raw, reason } = (after ?? {}) as { raw?: string; reason?: InBothLanguages };
  const why = action === 'FLAG' && reason ? [`    "${raw}": ${reason.vi}`, `    ${reason.en}`] : [];
  const where = line === undefined ? '' : `  dòng ${line} · line ${line}`;
  return [`${marks[action]} ${thing}  ${path}${where}`, ...why];
}

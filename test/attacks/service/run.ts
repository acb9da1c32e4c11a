import { abuses, guarded } from './abuses';
import { Arena } from './arena';
import { controls, readControl } from './control';
import { bounds, faultsOf, measure, measureQuiet } from './measure';
import { holdBoundMs, measureDocuments } from './measure-documents';
import { documentHead, documentLine, serviceHead, serviceLine } from './table';

export interface ServiceOptions {
  readonly json: boolean;
  /** Only what has these words in its name. */
  readonly only: string;
  readonly print: (line: string) => void;
  /** Is given the arena as soon as there is something to close. */
  readonly told: (arena: Arena) => void;
}

/** The hall of the long run. */
const size = { electors: 500, polls: 30 } as const;
const quietSeconds = 10;
const abuseSeconds = 6;

/**
 * Ballots under each abuse, as a table or one JSON line each.
 * @returns how many failed, and of how many
 */
export async function runService({
  json,
  only,
  told,
  print,
}: ServiceOptions): Promise<readonly [failed: number, of: number]> {
  const chosen = abuses.filter(({ name }) => name.includes(only));
  if (chosen.length === 0) return [0, 0];
  const arena = await Arena.open({ ...size, control: readControl(process.env.ATTACK_CONTROL) }, told);
  let failed = 0;
  try {
    const quiet = await measureQuiet(arena, quietSeconds, bounds);
    if (!json) print(`\n${serviceHead}`);
    for (const abuse of [null, ...chosen]) {
      const row = abuse ? await measure(arena, abuse, abuseSeconds) : quiet;
      const faults = faultsOf(row, quiet, bounds);
      if (faults.length > 0) failed += 1;
      print(json ? JSON.stringify({ ...row, faults }) : serviceLine(row, quiet, bounds));
    }
    if (!json) print(`\nBallots were served through ${chosen.length + 1 - failed} of ${chosen.length + 1}.`);
  } finally {
    await arena.close();
  }
  return [failed, chosen.length + 1];
}

/**
 * Each control under the abuse it guards against, without which the server must be seen to fail: else the checks above
 * would pass whatever the server did.
 */
export async function runControls({
  json,
  only,
  told,
  print,
}: ServiceOptions): Promise<readonly [failed: number, of: number]> {
  let failed = 0;
  let of = 0;
  if (!json) print('\ncontrol | abuse | what the checks found | pass\n--- | --- | --- | ---');
  for (const control of controls) {
    const abuse = guarded[control];
    if (!`${control} ${abuse.name}`.includes(only)) continue;
    of += 1;
    const arena = await Arena.open({ ...size, control }, told);
    try {
      const quiet = await measureQuiet(arena, abuseSeconds, bounds);
      const faults = faultsOf(await measure(arena, abuse, abuseSeconds), quiet, bounds);
      // A busy machine is no proof.
      const pass = faults.length > 0 && faultsOf(quiet, quiet, bounds).length === 0;
      if (!pass) failed += 1;
      const found = faults.join('; ') || 'nothing';
      print(
        json
          ? JSON.stringify({ control, abuse: abuse.name, faults, pass })
          : [control, abuse.name, found, pass ? 'yes' : 'NO'].join(' | '),
      );
    } finally {
      await arena.close();
    }
  }
  return [failed, of];
}

/** Each document once on a server that has nothing else to do. */
export async function runDocuments({
  json,
  only,
  told,
  print,
}: ServiceOptions): Promise<readonly [failed: number, of: number]> {
  const arena = await Arena.open({ ...size, control: readControl(process.env.ATTACK_CONTROL) }, told);
  try {
    if (!json) print(`\n${documentHead}`);
    const rows = await measureDocuments(arena, only, (row) => print(json ? JSON.stringify(row) : documentLine(row)));
    const failed = rows.filter(({ pass }) => !pass).length;
    if (!json)
      print(`\n${rows.length - failed} of ${rows.length} documents held the server ${holdBoundMs} ms or less.`);
    return [failed, rows.length];
  } finally {
    await arena.close();
  }
}

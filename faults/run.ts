import { endOnSignals } from '../test/support/leftovers';
import { experiments, skipped } from './list';
import { openWorld } from './world';

/**
 * `npm run faults [-- --json] [--seed <number>] [--only <words>]`: every experiment as a table, or one JSON line each.
 * Everything is on loopback and in folders that are removed, also when it is interrupted; what needs root or a package is
 * left out and said so. Ends with 1 when one fails.
 */
async function main(argv: readonly string[]): Promise<number> {
  endOnSignals();
  const optionOf = (option: string) => (argv.includes(option) ? argv[argv.indexOf(option) + 1] : undefined);
  const json = argv.includes('--json');
  const seed = Number(optionOf('--seed') ?? 20_261_122);
  const words = optionOf('--only') ?? '';
  const wanted = experiments.filter(({ experiment }) => experiment.includes(words));
  const chosen = wanted.filter(({ missing }) => !missing?.());
  const absent = wanted.flatMap(({ experiment, missing }) => {
    const why = missing?.();
    return why ? [`${experiment}: ${why}`] : [];
  });
  const world = await openWorld({ seed, voters: 80 });
  let failed = 0;
  try {
    if (!json) console.log(`seed ${seed}\n\nexperiment | criterion | figure | pass\n--- | --- | --- | ---`);
    for (const { experiment, criterion, run } of chosen) {
      const { figure, pass } = await run(world).catch((error: unknown) => ({ figure: String(error), pass: false }));
      if (!pass) failed += 1;
      if (json) console.log(JSON.stringify({ experiment, criterion, figure, pass }));
      else console.log(`${experiment} | ${criterion} | ${figure} | ${pass ? 'yes' : 'NO'}`);
    }
    // Beside the lines of --json, which are for a program.
    const tell = json ? console.error : console.log;
    tell(`\n${chosen.length - failed} of ${chosen.length} experiments passed. Not done here:`);
    for (const line of [...absent, ...skipped]) tell(`- ${line}`);
  } finally {
    await world.close();
  }
  return failed ? 1 : 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

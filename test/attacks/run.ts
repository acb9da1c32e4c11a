import setup from '../support/global-setup';
import teardown from '../support/global-teardown';
import { fuzzing } from './fuzz';
import { attacks } from './list';
import { aTarget } from './target';

/**
 * `npm run attacks [-- --json] [--long] [--seed <number>] [--only <words>]`: every attack against servers started for it,
 * as a table or one JSON line each; fuzzing with 6,000 cases, or 120,000 with `--long`. Ends with 1 when one got through.
 */
async function main(argv: readonly string[]): Promise<number> {
  const json = argv.includes('--json');
  const optionOf = (option: string) => (argv.includes(option) ? argv[argv.indexOf(option) + 1] : undefined);
  const fuzz = { seed: Number(optionOf('--seed') ?? 20_261_122), cases: argv.includes('--long') ? 120_000 : 6_000 };
  const words = optionOf('--only') ?? '';
  const chosen = [...attacks, ...fuzzing(fuzz)].filter(({ experiment }) => experiment.includes(words));
  await setup();
  const target = await aTarget();
  let failed = 0;
  try {
    if (!json) console.log('experiment | criterion | figure | pass\n--- | --- | --- | ---');
    for (const { experiment, criterion, run } of chosen) {
      const { figure, pass } = await run(target).catch((error: unknown) => ({ figure: wordsOf(error), pass: false }));
      if (!pass) failed += 1;
      if (json) console.log(JSON.stringify({ experiment, criterion, figure, pass }));
      else console.log(`${experiment} | ${criterion} | ${figure} | ${pass ? 'yes' : 'NO'}`);
    }
    if (!json) console.log(`\n${chosen.length - failed} of ${chosen.length} attacks were repelled.`);
  } finally {
    await target.close();
    await teardown();
  }
  return failed ? 1 : 0;
}

/** In one line, with what is behind it. */
function wordsOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  return `${error}${cause ? ` because ${cause}` : ''}`.replace(/\s+/g, ' ');
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

import setup from '../support/global-setup';
import teardown from '../support/global-teardown';
import { attacks } from './list';
import { aTarget } from './target';

/**
 * `npm run attacks [-- --json] [--long] [--only <words>]`: every attack against servers started for it, as a table or
 * one JSON line each. Ends with 1 when one got through.
 */
async function main(argv: readonly string[]): Promise<number> {
  const json = argv.includes('--json');
  const only = argv[argv.indexOf('--only') + 1];
  const chosen = attacks({ long: argv.includes('--long') }).filter(
    ({ experiment }) => !argv.includes('--only') || experiment.includes(only ?? ''),
  );
  await setup();
  const target = await aTarget();
  let failed = 0;
  try {
    if (!json) console.log('experiment | criterion | figure | pass\n--- | --- | --- | ---');
    for (const { experiment, criterion, run } of chosen) {
      const { figure, pass } = await run(target).catch((error: unknown) => ({ figure: String(error), pass: false }));
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

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

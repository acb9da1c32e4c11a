import setup from '../support/global-setup';
import teardown from '../support/global-teardown';
import { fuzzing } from './fuzz';
import { attacks } from './list';
import { runControls, runDocuments, runService } from './service/run';
import { aTarget } from './target';

const partNames: readonly string[] = ['attacks', 'service', 'documents', 'controls'] satisfies PartName[];
type PartName = 'attacks' | 'service' | 'documents' | 'controls';

/**
 * `npm run attacks [-- --json] [--long] [--seed <number>] [--part <name>] [--only <words>]`: every attack against servers
 * started for it, as a table or one JSON line each; fuzzing with 6,000 cases, or 120,000 with `--long`. Parts: `attacks`,
 * one at a time; `service`, what abuse does to those who vote in a large hall; `documents`, what one document costs there;
 * `controls`, that the service part notices a server without its defences. Without a part, all of them. Ends with 1 when
 * one got through; what it started is gone then, also after SIGINT or SIGTERM.
 */
async function main(argv: readonly string[]): Promise<number> {
  const optionOf = (option: string) => (argv.includes(option) ? argv[argv.indexOf(option) + 1] : undefined);
  const json = argv.includes('--json');
  const only = optionOf('--only') ?? '';
  const part = optionOf('--part');
  const fuzz = { seed: Number(optionOf('--seed') ?? 20_261_122), cases: argv.includes('--long') ? 120_000 : 6_000 };
  if (part !== undefined && !partNames.includes(part))
    throw new Error(`--part ${part}: it may be ${partNames.join(', ')}`);
  const prepared = setup();
  let ending: () => Promise<unknown> = () => Promise.resolve();
  let leaving: Promise<void> | null = null;
  const leave = () => {
    // What is still being started is waited for, so that it can be ended.
    leaving ??= prepared
      .catch(() => undefined)
      .then(() => ending())
      .then(teardown);
    const end = () => process.exit(130);
    leaving.then(end, end);
  };
  process.once('SIGINT', leave).once('SIGTERM', leave);
  const told = (open: Closable) => {
    ending = () => open.close();
  };
  const print = (line: string) => console.log(line);
  const parts: Record<PartName, () => Promise<readonly [failed: number, of: number]>> = {
    attacks: () => runAttacks({ json, only, fuzz, told }),
    service: () => runService({ json, only, told, print }),
    documents: () => runDocuments({ json, only, told, print }),
    controls: () => runControls({ json, only, told, print }),
  };
  let failed = 0;
  try {
    await prepared;
    for (const [name, run] of Object.entries(parts)) {
      if (leaving) break;
      if ((part ?? name) === name) failed += (await run())[0];
    }
  } finally {
    await (leaving ?? teardown());
  }
  return leaving ? 130 : failed ? 1 : 0;
}

interface Closable {
  close(): Promise<unknown>;
}

interface AttackOptions {
  readonly json: boolean;
  readonly only: string;
  readonly fuzz: { readonly seed: number; readonly cases: number };
  readonly told: (open: Closable) => void;
}

async function runAttacks({ json, only, fuzz, told }: AttackOptions): Promise<readonly [failed: number, of: number]> {
  const chosen = [...attacks, ...fuzzing(fuzz)].filter(({ experiment }) => experiment.includes(only));
  if (chosen.length === 0) return [0, 0];
  const opening = aTarget();
  told({
    close: () =>
      opening.then(
        (target) => target.close(),
        () => undefined,
      ),
  });
  const target = await opening;
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
  }
  return [failed, chosen.length];
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

import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { endOnSignals, endWithUs } from '../test/support/leftovers';

/**
 * All benchmarks one after the other, and what was promised beside what was measured, as a table. `--rounds` for more or
 * fewer than three of each; `--quick` for a first look, too short to judge by; `--only fanout,votes` for these alone; `--json`
 * passes every line on as it is printed.
 */

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    json: { type: 'boolean' },
    rounds: { type: 'string' },
    only: { type: 'string' },
  },
});

type Line = Readonly<Record<string, string | number>>;

/** One promise, and what came of it. */
interface Promised {
  readonly what: string;
  readonly figure: string;
  readonly bound: string;
  readonly holds: boolean | null;
}

async function main(): Promise<void> {
  endOnSignals();
  const quick = [...(options.quick ? ['--quick'] : []), ...(options.rounds ? ['--rounds', options.rounds] : [])];
  const followers = options.quick ? '200,2000' : '2000,10000';
  const day = new Date().toISOString().slice(0, 10);
  const parts: Readonly<Record<string, () => Promise<Promised[]>>> = {
    fanout: async () => ofFanout(await lines('fanout', ['--subscribers', followers, ...quick])),
    stalled: async () => ofStalled(await lines('fanout', ['--stalled', '--subscribers', '2000', ...quick])),
    storm: async () => ofStorm(await lines('fanout', ['--storm', '--subscribers', '2000'])),
    votes: async () => ofVotes(await lines('votes', quick)),
    hall: async () => ofHall(await lines('votes', ['--hall'])),
    queries: async () => ofQueries(await lines('queries', quick)),
  };
  const names = Object.keys(parts);
  const wanted = options.only?.split(',') ?? names;
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length) throw new Error(`--only ${unknown.join(',')}: it may be ${names.join(', ')}`);
  if (!options.json) {
    console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, ${day}\n`);
    console.log('what | figure | aimed at | holds\n--- | --- | --- | ---');
  }
  // Each part is printed when it is done: half an hour is long, and what comes later may fail.
  for (const name of wanted) print((await parts[name]?.()) ?? []);
}

/** Runs one benchmark; its lines, passed on as they come where that is wanted. */
async function lines(name: string, args: readonly string[]): Promise<Line[]> {
  if (!options.json) console.error(`running ${name} ${args.join(' ')}`);
  const hook = join(__dirname, '..', 'test', 'support', 'swc-hook.cjs');
  const program = ['-r', hook, join(__dirname, `${name}.ts`), '--json', ...args];
  const child = endWithUs(spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] }), 'SIGTERM');
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const found: Line[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    if (options.json) console.log(text);
    found.push(JSON.parse(text) as Line);
  }
  const code = await ended;
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
  return found;
}

const number = (line: Line | undefined, key: string): number => Number(line?.[key] ?? Number.NaN);

function ofFanout(rows: readonly Line[]): Promised[] {
  const sizes = [...new Set(rows.map((row) => number(row, 'subscribers')))];
  return sizes.flatMap((size) => {
    const of = (server: string) => rows.find((row) => row.server === server && row.subscribers === size);
    const ours = of('ours');
    const cost = number(ours, 'cpuMicrosPerDelivery').toFixed(1);
    const times = (server: string, least: number): Promised => {
      const ratio = number(of(server), 'ofOurs');
      return {
        what: `${size} followers: CPU of ${server} against ours`,
        figure: `${ratio.toFixed(1)} ×`,
        bound: least ? `≥ ${least} ×` : '',
        holds: least ? ratio >= least : null,
      };
    };
    const limit = number(ours, 'ofLimit');
    const memory = number(ours, 'kbPerFollower');
    return [
      {
        what: `${size} followers: CPU per message against the limit (ours ${cost} µs)`,
        figure: `${limit.toFixed(2)} ×`,
        bound: '≤ 1.15 ×',
        holds: limit <= 1.15,
      },
      ...[
        ['documented', 4.5],
        ['mercurius', 0],
        ['yoga', 0],
        ['tutorial', 12],
      ].flatMap(([server, least]) => (of(server as string) ? [times(server as string, least as number)] : [])),
      {
        what: `${size} followers: change → screen, p50 and p99`,
        figure: `${number(ours, 'p50Ms').toFixed(0)} and ${number(ours, 'p99Ms').toFixed(0)} ms`,
        bound: '',
        holds: null,
      },
      {
        what: `${size} followers: memory for each`,
        figure: `${memory.toFixed(1)} KB`,
        bound: size >= 10_000 ? '≤ 25 KB' : '',
        holds: size >= 10_000 ? memory <= 25 : null,
      },
    ];
  });
}

function ofStalled(rows: readonly Line[]): Promised[] {
  const [without, stalled] = rows;
  const grew = number(stalled, 'grewMb');
  const slower = number(stalled, 'p99Ms') / number(without, 'p99Ms');
  return [
    {
      what: `${stalled?.stalled} of ${stalled?.subscribers} readers stalled: memory grew`,
      figure: `${grew.toFixed(1)} MB`,
      bound: '< 100 MB',
      holds: grew < 100,
    },
    { what: "the others' p99", figure: `${slower.toFixed(2)} ×`, bound: '≤ 2 ×', holds: slower <= 2 },
  ];
}

function ofStorm([row]: readonly Line[]): Promised[] {
  const seconds = number(row, 'seconds');
  return [
    {
      what: `${row?.subscribers} sockets come back after a kill: all current, executions`,
      figure: `${seconds.toFixed(1)} s, ${row?.executions}`,
      bound: '≤ 5 s, 1',
      holds: seconds <= 5 && number(row, 'executions') === 1,
    },
  ];
}

function ofVotes(rows: readonly Line[]): Promised[] {
  return rows
    .filter((row) => row.server === 'ours')
    .flatMap((ours) => {
      const at = (server: string) =>
        rows.find((row) => row.server === server && row.transport === ours.transport && row.voters === ours.voters);
      const perSecond = number(ours, 'perSecond');
      const share = perSecond / number(at('noop'), 'perSecond');
      const times = perSecond / number(at('tutorial'), 'perSecond');
      const batched = perSecond / number(at('unbatched'), 'perSecond');
      const many = number(ours, 'voters') >= 64;
      const same = ours.acknowledged === ours.counted && ours.counted === ours.recounted;
      const who = `${ours.transport}, ${ours.voters} at once`;
      return [
        {
          what: `votes, ${who}: ${perSecond.toFixed(0)}/s, p99 ${number(ours, 'p99Ms').toFixed(0)} ms; of doing nothing`,
          figure: `${(100 * share).toFixed(0)} %`,
          bound: many ? '≥ 70 %' : '',
          holds: many ? share >= 0.7 : null,
        },
        {
          what: `votes, ${who}: against the tutorial; against a transaction each`,
          figure: `${times.toFixed(1)} ×; ${batched.toFixed(1)} ×`,
          bound: many ? '≥ 5 ×' : '',
          holds: many ? times >= 5 : null,
        },
        {
          what: `votes, ${who}: acknowledged = counted = recounted`,
          figure: `${ours.acknowledged}, ${ours.counted}, ${ours.recounted}`,
          bound: 'equal',
          holds: same,
        },
      ];
    });
}

function ofHall([row]: readonly Line[]): Promised[] {
  return [
    {
      what: `${row?.voters} vote within ${(number(row, 'tookMs') / 1000).toFixed(1)} s: p99 acknowledged, on every screen`,
      figure: `${row?.acknowledgementP99Ms} and ${row?.everyScreenP99Ms} ms`,
      bound: '',
      holds: null,
    },
    {
      what: 'acknowledged = counted = recounted',
      figure: `${row?.acknowledged}, ${row?.counted}, ${row?.recounted}`,
      bound: 'equal',
      holds: row?.acknowledged === row?.counted && row?.counted === row?.recounted,
    },
  ];
}

function ofQueries(rows: readonly Line[]): Promised[] {
  const documents = [...new Set(rows.map((row) => row.document as string))];
  return documents.flatMap((document) => {
    const at = (server: string) => rows.find((row) => row.document === document && row.server === server);
    const perSecond = number(at('ours'), 'perSecond');
    return ['mercurius', 'yoga'].map((other) => {
      const times = perSecond / number(at(other), 'perSecond');
      return {
        what: `query ${document}: ${perSecond.toFixed(0)}/s against ${other}`,
        figure: `${times.toFixed(1)} ×`,
        bound: '> 1 ×',
        holds: times > 1,
      };
    });
  });
}

function print(rows: readonly Promised[]): void {
  if (options.json) return;
  for (const { what, figure, bound, holds } of rows)
    console.log(`${what} | ${figure} | ${bound || '–'} | ${holds === null ? '–' : holds ? 'yes' : 'NO'}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

#!/usr/bin/env node
// The tables that README.md and docs quote, measured again on this machine: `npm run evidence`, in a short form that takes
// some ten minutes, or `-- --whole`, the form that is quoted, in some forty. `--only fanout,votes` prints these parts alone.
// Prints Markdown as it comes, with the machine, the day and what else the machine did. Ends with 1 when a part failed.
const { spawn, spawnSync } = require('node:child_process');
const { cpus, loadavg, totalmem } = require('node:os');
const { join } = require('node:path');
const { parseArgs } = require('node:util');

const root = join(__dirname, '..');
const hook = join(root, 'test', 'support', 'swc-hook.cjs');

/** Where a table is quoted, the program that prints it, and its options in both forms. */
const bench = (name, more = []) => ({
  program: 'bench/table.ts',
  short: ['--quick', '--only', name, ...more],
  whole: ['--only', name, ...more],
});
const parts = {
  fanout: { quoted: 'README.md; docs/scale.md, One change to many screens', ...bench('fanout') },
  stalled: { quoted: 'README.md; docs/scale.md, One change to many screens', ...bench('stalled') },
  storm: { quoted: 'README.md; docs/scale.md, One change to many screens', ...bench('storm') },
  votes: { quoted: 'README.md; docs/scale.md, Votes', ...bench('votes') },
  hall: { quoted: 'README.md; docs/scale.md, Votes', ...bench('hall') },
  queries: { quoted: 'README.md; docs/scale.md, Queries', ...bench('queries') },
  hops: { quoted: 'docs/architecture.md, The way of a ballot', program: 'scripts/hops.ts', short: [], whole: [] },
  faults: {
    quoted: 'docs/attacks.md, Faults',
    program: 'faults/run.ts',
    short: ['--only', 'control'],
    whole: [],
  },
  attacks: {
    quoted: 'docs/attacks.md',
    program: 'test/attacks/run.ts',
    short: ['--part', 'attacks'],
    whole: ['--long'],
  },
};

const { values: options } = parseArgs({ options: { whole: { type: 'boolean' }, only: { type: 'string' } } });
const chosen = options.only?.split(',') ?? Object.keys(parts);
const unknown = chosen.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length) throw new Error(`--only ${unknown.join(',')}: it may be ${Object.keys(parts).join(', ')}`);

const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';
/** How many processes waited for a core in the last minute; figures of a machine that others use are no evidence. */
const load = () => loadavg()[0].toFixed(1);

function machine() {
  const changed = git('status', '--porcelain') === '' ? '' : ', with changes that are not committed';
  return [
    `# Measured on ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    '',
    `${cpus().length} × ${cpus()[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, ${process.platform}, Node ${process.version}.`,
    `Commit ${git('rev-parse', '--short', 'HEAD') || 'unknown'}${changed}. ${options.whole ? 'The whole form' : 'The short form, which is no basis for a judgement'}.`,
    `Load at the beginning ${load()}; at rest it is below 0.3.`,
  ].join('\n');
}

/** Runs one part; its table goes to our output as it comes. */
function run(name) {
  const { quoted, program, short, whole } = parts[name];
  const given = options.whole ? whole : short;
  console.log(`\n## ${name}\n\nQuoted in ${quoted}. \`${[program, ...given].join(' ')}\`, load before ${load()}\n`);
  const child = spawn(process.execPath, ['-r', hook, program, ...given], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const pass = (signal) => child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      resolve({ code, signal });
    });
  });
}

async function main() {
  console.log(machine());
  const failed = [];
  for (const name of chosen) {
    const { code, signal } = await run(name);
    if (signal || code === 130) return 1;
    if (code !== 0) failed.push(name);
  }
  console.log(
    `\nLoad at the end ${load()}. ${failed.length ? `Failed: ${failed.join(', ')}.` : 'Every part ended well.'}`,
  );
  return failed.length ? 1 : 0;
}

void main().then((code) => {
  process.exitCode = code;
});

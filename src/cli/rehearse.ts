import type { EventEmitter } from 'node:events';
import { Not } from 'typeorm';
import { type App, startApp } from '../app/start';
import { Conference, ConferenceNature } from '../conference/conference';
import { type Config, readConfig } from '../config/config';
import type { Database } from '../database/database';
import { OperatorError } from '../errors/operator-error';
import { play } from '../rehearsal/play';
import { type CommandInput, textOf, UsageError } from './command';
import { ownAddress } from './own-address';
import { withDatabase } from './with-database';

/** The shipped conference with an agenda, award proposals and a pact: the others are known in outline only. */
const shippedSlug = 'cum-5-thanh-pho-2022';

/** With it all is adopted and one flag has just the four votes of five it needs. */
const usualSeed = 13;

/** Delegates one process plays at most: each has a socket of its own. */
const most = 2_000;

/** Plays a rehearsal against the running server, or one started for it. @throws OperatorError when anything differs */
export async function run(input: CommandInput): Promise<void> {
  const { env, print, say, values } = input;
  const config = readConfig(env);
  const options = {
    slug: textOf(input, 'slug') ?? shippedSlug,
    delegates: numberOf(input, 'delegates', 60, most, true),
    speed: values.fast === true ? 0 : numberOf(input, 'speed', 1, 1_000, false),
    seed: numberOf(input, 'seed', usualSeed, 2 ** 31, true),
    secret: values.secret === true,
  };
  const given = textOf(input, 'url');
  const found = await runningServer(config, given);
  const stop = stopSignal(input.signals);
  try {
    await withDatabase(config, { say }, async (db) => {
      await requireConference(db, options.slug);
      const started = found === null ? await startOwn(config, db) : null;
      const url = found ?? (started as App).url;
      say(started ? `no server answers; started one at ${url} for the rehearsal` : `using the server at ${url}`);
      try {
        const { faults } = await play({ ...options, db, url, print, say, signal: stop.signal });
        if (faults.length) throw new OperatorError(`The rehearsal found ${faults.length} differences.`);
      } finally {
        await started?.close();
        if (started) say(`stopped the server at ${url}`);
      }
    });
  } finally {
    stop.hearNoMore();
  }
}

/** @throws OperatorError naming the conferences there are, when the one to rehearse is none of them */
async function requireConference(db: Database, slug: string): Promise<void> {
  if (await db.manager.existsBy(Conference, { slug })) return;
  const where = { nature: Not(ConferenceNature.REHEARSAL) };
  const all = await db.manager.find(Conference, { where, order: { slug: 'ASC' } });
  const there = all.map((each) => each.slug).join(', ') || 'none; import one first';
  throw new OperatorError(`There is no conference ${slug}. There are: ${there}.`);
}

function numberOf(input: CommandInput, name: string, usual: number, greatest: number, whole: boolean): number {
  const text = textOf(input, name);
  if (text === undefined) return usual;
  const number = (whole ? /^\d{1,10}$/ : /^\d{1,4}(\.\d{1,3})?$/).test(text) ? Number(text) : Number.NaN;
  if (number <= greatest) return number;
  throw new UsageError(
    `--${name} is ${JSON.stringify(text)}: write a ${whole ? 'whole ' : ''}number from 0 to ${greatest}.`,
  );
}

/** Address of a server that answers: the one given, or else the one the settings name. @throws OperatorError when the one given does not */
async function runningServer(config: Config, given: string | undefined): Promise<string | null> {
  if (given !== undefined) {
    const url = URL.canParse(given) && /^https?:$/.test(new URL(given).protocol) ? new URL(given).origin : null;
    if (url === null)
      throw new UsageError(`--url is ${JSON.stringify(given)}: write an address such as http://localhost:4000.`);
    if (await answers(url)) return url;
    throw new OperatorError(`No Giao Ước server answers at ${url}. Start it, or leave out --url.`);
  }
  for (const url of [config.publicUrl, ownAddress(config)]) if (url !== null && (await answers(url))) return url;
  return null;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ serverTime }' }),
      signal: AbortSignal.timeout(3_000),
    });
    const answer = (await response.json()) as { data?: { serverTime?: unknown } };
    return typeof answer.data?.serverTime === 'string';
  } catch {
    return false;
  }
}

/** A server for the rehearsal alone, on the same data and a free port of this machine. */
function startOwn(config: Config, db: Database): Promise<App> {
  const { url } = db.options as { url?: string };
  if (url === undefined) throw new Error('the database was not opened by its address');
  const own = {
    host: '127.0.0.1',
    port: 0,
    publicUrl: null,
    databaseUrl: url,
    logLevel: 'error',
    demo: false,
  } as const;
  return startApp({ ...config, ...own });
}

/** Ctrl-C ends the play, and then everything is closed as usual. */
function stopSignal(signals: EventEmitter): { readonly signal: AbortSignal; hearNoMore(): void } {
  const controller = new AbortController();
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const stop = () => controller.abort(new OperatorError('Stopped. The rehearsal stays as far as it was played.'));
  for (const name of names) signals.on(name, stop);
  return {
    signal: controller.signal,
    hearNoMore() {
      for (const name of names) signals.off(name, stop);
    },
  };
}

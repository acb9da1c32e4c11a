import { setMaxListeners } from 'node:events';
import type { Database } from '../database/database';
import { OperatorError } from '../errors/operator-error';
import { operator } from '../graphql/authorize/viewer';
import type { Actor } from '../log/append';
import { admitPlayers, type Company } from './admit-players';
import { Client } from './client';
import { type CloneOptions, cloneConference, type Rehearsal } from './clone-conference';
import { columns, shortened } from './columns';
import { type Programme, type ProgrammePage, readProgramme } from './documents';
import { giveVerdict, type Verdict } from './give-verdict';
import { type Delay, type Delays, measureClockLead, measureDelays, type Percentiles } from './measure-delay';
import { Narrator } from './narrator';
import { closeTheHall, openTheHall, playAgenda } from './scenes';
import { Screen } from './screen';
import { MessageRate, type Stage } from './stage';

export interface PlayOptions {
  /** Database of the server, for making the rehearsal and its badges. Everything else goes over the network. */
  readonly db: Database;
  /** Address of the server, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** 1 for people who watch, 2 for twice as fast; 0 for as quick as the server answers. */
  readonly speed: number;
  /** Who begins it, as the log names who gave the badges; the operator unless given. */
  readonly by?: Actor;
  /** Picks who votes what. */
  readonly seed: number;
  /** Whether flags are voted in secret. */
  readonly secret: boolean;
  /** A line of the play. */
  readonly print: (line: string) => void;
  /** A line of progress. */
  readonly say: (line: string) => void;
  /** Ends the play early. */
  readonly signal?: AbortSignal;
}

export interface CloneAndPlayOptions extends PlayOptions, CloneOptions {}

export interface Play extends Verdict {
  readonly rehearsal: Rehearsal;
  readonly delays: Delays;
}

/**
 * Rehearses a conference: clones it and plays the clone.
 * @throws Refusal NOT_FOUND for a slug that names no conference; and as `playRehearsal`
 */
export async function play(options: CloneAndPlayOptions): Promise<Play> {
  return playRehearsal(await cloneConference(options.db, options), options);
}

/**
 * Plays a rehearsal from check-in to closing against a running server, as so many people with browsers would: each signs
 * in with a badge over HTTP and follows over a WebSocket. Whatever it leaves in the database belongs to the rehearsal;
 * the conference rehearsed is not touched.
 * @returns what was found in the end; `faults` is empty when everything agrees
 * @throws OperatorError when the server does not answer, refuses, or does not show in time what it should
 */
export async function playRehearsal(rehearsal: Rehearsal, options: PlayOptions): Promise<Play> {
  const { db, url, print, say } = options;
  const narrator = new Narrator(print);
  const ending = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, ending.signal]) : ending.signal;
  // Every screen that waits and every request hears it.
  setMaxListeners(0, signal);
  narrator.lines([
    'DIỄN TẬP: mọi lá phiếu và chữ ký dưới đây đều là diễn, không có giá trị.',
    'REHEARSAL: every vote and signature below is played and not real.',
    '',
    `hội nghị (conference)  ${rehearsal.slug}`,
    `máy chủ (server)       ${url}`,
    '',
  ]);
  const server = new Client(url, null, signal);
  let company: Company | undefined;
  const screens: Screen[] = [];
  try {
    company = await admitPlayers(db, options.by ?? operator, rehearsal, server, (count, all) => {
      if (count % 20 === 0 || count === all) say(`signed in ${count} of ${all}`);
    });
    const programme = await programmeOf(company.secretary, rehearsal);
    narrator.step(`ĐĂNG NHẬP (signed in): ${company.players.length} đại biểu, chủ tọa, thư ký, màn hình`);
    screens.push(...screensOf(company, url, signal));
    let following = 0;
    const follow = async (screen: Screen) => {
      await screen.follow(rehearsal.id);
      following += 1;
      if (following % 20 === 0 || following === screens.length) say(`screens ${following} of ${screens.length}`);
    };
    await Promise.all(screens.map(follow));
    narrator.step(`KẾT NỐI (connected): ${screens.length} màn hình qua WebSocket`);
    const stage: Stage = {
      ...company,
      conferenceId: rehearsal.id,
      programme,
      screens,
      hallScreen: screens[0] as Screen,
      narrator,
      pace: new MessageRate(options.speed, signal),
      seed: options.seed,
      secret: options.secret,
      done: [],
      polls: [],
    };
    await openTheHall(stage);
    await playAgenda(stage);
    await closeTheHall(stage);
    const delays = measureDelays(stage.done, screens, await measureClockLead(db));
    const verdict = await giveVerdict(db, stage, rehearsal.slug);
    narrator.lines(['', ...verdictLines(verdict), '', ...delayLines(delays, screens.length)]);
    return { ...verdict, rehearsal, delays };
  } finally {
    // What still waits, on whatever went wrong, ends now and leaves nothing behind.
    ending.abort(new OperatorError('The rehearsal has ended.'));
    await Promise.all(screens.map((screen) => screen.close()));
    await leave(url, company);
  }
}

/** @throws OperatorError when the server does not know the rehearsal: it has another database */
async function programmeOf(client: Client, { id, slug }: Rehearsal): Promise<Programme> {
  const proposals: Programme['proposals'][number][] = [];
  for (let after: string | null = null; ; ) {
    const asked: { slug: string; after: string | null } = { slug, after };
    const answer: { conference: ProgrammePage | null } = await client.ask(readProgramme, asked);
    const { conference } = answer;
    if (conference?.id !== id) throw new OperatorError(`The server does not know ${slug}: it has another database.`);
    proposals.push(...conference.proposals.nodes);
    if (!conference.proposals.pageInfo.hasNextPage) return { ...conference, proposals };
    after = conference.proposals.pageInfo.endCursor;
  }
}

function screensOf({ hall, players }: Company, url: string, signal: AbortSignal): readonly Screen[] {
  const screenOf = (name: string, { token }: Client) => new Screen({ url, token: token ?? '', name, signal });
  return [screenOf('the hall', hall), ...players.map(({ delegate, client }) => screenOf(delegate.name.vi, client))];
}

/** Everybody signs out. */
async function leave(url: string, company: Company | undefined): Promise<void> {
  if (!company) return;
  const { chair, secretary, hall, players } = company;
  const clients = [chair, secretary, hall, ...players.map((player) => player.client)];
  // A server that is gone keeps nobody signed in who would have to be told.
  const signOut = ({ token }: Client) =>
    new Client(url, token).ask('mutation { signOut { receipt { sequence } } }').catch(() => undefined);
  await Promise.all(clients.map(signOut));
}

function verdictLines(verdict: Verdict): readonly string[] {
  const { polls, screens, entries, digest, sameLog, faults } = verdict;
  const head = ['#', 'biểu quyết (vote)', 'báo nhận', 'đã đếm', 'đếm lại', 'màn hình', ''];
  const shown = (converged: readonly number[]): string | number =>
    converged.length === 1 ? (converged[0] as number) : converged.join('/');
  const rows = polls.map((poll) => [
    poll.ordinal,
    `${shortened(poll.question, 70)}${poll.secrecy === 'UNLINKED' ? ' [kín]' : ''}`,
    poll.acknowledged,
    poll.counted,
    poll.recounted,
    shown(poll.converged),
    poll.faults.length ? 'LỆCH' : 'OK',
  ]);
  const sum = (of: (poll: Verdict['polls'][number]) => number) => polls.reduce((all, poll) => all + of(poll), 0);
  const totals = [
    sum((poll) => poll.acknowledged),
    sum((poll) => poll.counted),
    sum((poll) => poll.recounted),
    sum((poll) => (poll.converged.length === 1 ? (poll.converged[0] as number) : 0)),
  ];
  const agree = polls.every((poll) => poll.faults.length === 0);
  return [
    'Phiếu: báo nhận = đã đếm = đếm lại = mọi màn hình (ballots acknowledged = counted = recounted = every screen)',
    ...columns([head, ...rows, ['', 'cộng (total)', ...totals, agree ? 'OK' : 'LỆCH']]),
    '',
    `Nhật ký (log): ${entries} mục, ${sameLog}/${screens} màn hình có đúng từng byte, không khuyết (gapless, same bytes)`,
    `  sha256 ${digest}`,
    ...(faults.length ? ['', 'KHÔNG KHỚP (differences):', ...faults.map((fault) => `  ${fault}`)] : []),
    '',
    faults.length ? `KẾT LUẬN: ${faults.length} điểm lệch (differences)` : 'KẾT LUẬN: tất cả khớp (all agrees)',
  ];
}

function delayLines(delays: Delays, screens: number): readonly string[] {
  const row = (what: string, { count, p50, p99, max }: Percentiles) => [what, ms(p50), ms(p99), ms(max), count];
  const rows = ([title, { acts, answerToLog, answerToState, entryToLog, entryToState }]: readonly [string, Delay]) => [
    [`${title}: ${acts}`, '', '', '', ''],
    row('  trả lời → nhật ký (answer → log)', answerToLog),
    row('  trả lời → trạng thái (answer → state)', answerToState),
    row('  ghi sổ → nhật ký (entry → log), ±1', entryToLog),
    row('  ghi sổ → trạng thái (entry → state), ±1', entryToState),
  ];
  return [
    `Độ trễ đến ${screens} màn hình, mili giây (delay to the screens, ms); số âm: màn hình đi trước câu trả lời`,
    ...columns([
      ['', ms('p50'), ms('p99'), ms('max'), 'n'],
      ...rows(['phiếu và chữ ký (ballots, signatures)', delays.votes]),
      ...rows(['mọi việc (all acts)', delays.all]),
    ]),
  ];
}

const ms = (value: number | string): string => (typeof value === 'number' ? value.toFixed(1) : value).padStart(8);

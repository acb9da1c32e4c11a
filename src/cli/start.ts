import 'reflect-metadata';
import { Not } from 'typeorm';
import { type App, startApp } from '../app/start';
import { firstAdministratorBadge } from '../auth/first-administrator-badge';
import { type DemoBadge, issueDemoBadges } from '../auth/issue-demo-badges';
import { now } from '../clock';
import { Conference, ConferenceNature, ConferenceState } from '../conference/conference';
import { type Config, readConfig } from '../config/config';
import { isLoopback } from '../config/production';
import type { Database } from '../database/database';
import { Role } from '../graphql/authorize/viewer';
import { cloneConference, type Rehearsal } from '../rehearsal/clone-conference';
import type { CommandInput } from './command';
import { requireFreePort } from './free-port';
import { signInLink } from './sign-in-link';
import { startWorkers } from './workers';

/** As much of the app as this file uses. */
export type Serving = Pick<App, 'url' | 'db' | 'close'>;

/** Starts the server, in this process or in as many as WORKERS says, and serves until a signal. */
export async function run(input: CommandInput): Promise<void> {
  const config = readConfig(input.env);
  // One form for whoever collects the log.
  const say = config.production
    ? (msg: string) => input.say(JSON.stringify({ level: 30, time: now().getTime(), msg }))
    : input.say;
  if (!config.production && !isLoopback(config.host)) say(unsafe);
  await requireFreePort(config);
  const start = () => (config.workers === 1 ? startApp(config, { say }) : startWorkers(config, say));
  await serve(start, config, { ...input, say });
}

const unsafe =
  'Cảnh báo: PRODUCTION đang tắt và máy khác vào được máy chủ này mà không có TLS. Ai ở trong mạng cũng đọc được mã thẻ ' +
  'và phiếu. Chỉ dùng để diễn tập.\n' +
  'Warning: PRODUCTION is off and other machines reach this server without TLS. ' +
  'Whoever is in the network can read badge codes and ballots. For a rehearsal only.';

/** Longest a stop may take, in milliseconds; what is not done then is cut, as a power cut would. */
const stopMs = 25_000;

/**
 * starting: the app is being built; a signal is kept for the end of it, because half a start is not left behind.
 * serving: from the printed address until SIGTERM, SIGINT or SIGHUP.
 * closing: until the app is closed, for 25 s at most; then this returns.
 * A second signal, in any of the three, ends the process at once with code 1; under npm the same again
 * within a second is one Ctrl-C, which comes from the terminal and from npm.
 */
export async function serve(start: () => Promise<Serving>, config: Config, input: CommandInput): Promise<void> {
  const { say, print } = input;
  const stop = hearSignals(input);
  try {
    const app = await start();
    try {
      if (!stop.heard()) for (const line of await greeting(app, config)) print(line);
      await stop.first;
    } finally {
      say('Đang dừng · closing');
      const late = setTimeout(() => {
        say(`still closing after ${stopMs / 1_000} s: ending at once`);
        input.exit(1);
      }, stopMs);
      await app.close().finally(() => clearTimeout(late));
    }
  } finally {
    stop.hearNoMore();
  }
}

const ends = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

interface Stop {
  readonly first: Promise<void>;
  heard(): boolean;
  hearNoMore(): void;
}

/** How soon after the first a signal from npm comes that repeats one from the terminal, in milliseconds. */
const echoMs = 1_000;

function hearSignals({ env, signals, exit, say }: CommandInput): Stop {
  const underNpm = env.npm_lifecycle_event !== undefined;
  let heard: string | null = null;
  let heardAtMs = 0;
  let settle: () => void = () => undefined;
  const first = new Promise<void>((settled) => {
    settle = settled;
  });
  const hear = (name: string) => {
    if (underNpm && name === heard && performance.now() - heardAtMs < echoMs) return;
    if (heard !== null) {
      say(`${name} again: ending at once`);
      exit(1);
    }
    heard = name;
    heardAtMs = performance.now();
    settle();
  };
  for (const name of ends) signals.on(name, hear);
  return {
    first,
    heard: () => heard !== null,
    hearNoMore: () => {
      for (const name of ends) signals.off(name, hear);
    },
  };
}

/** What to open, and how to get in. */
async function greeting(app: Serving, config: Config): Promise<string[]> {
  const url = config.publicUrl ?? app.url;
  const lines = ['', `Giao Ước đang chạy · serves at ${url}`];
  const rehearsal = config.demo ? await openRehearsal(app.db) : null;
  if (rehearsal) {
    const badges = await issueDemoBadges(app.db, rehearsal.id);
    lines.push(
      '',
      `Cuộc diễn tập để dùng thử · a rehearsal to play in: ${rehearsal.slug}`,
      'Mã thẻ, mỗi mã đăng nhập được một lần; lần khởi động sau in mã mới.',
      'Badge codes, each good for one sign-in; the next start prints new ones.',
      ...tableOf(badges, url),
    );
    return lines;
  }
  if (config.production) {
    // Standard output is kept by systemd and Docker, where a code must not be.
    lines.push('Người đăng nhập đầu tiên nhận liên kết bằng lệnh · the first to sign in gets a link by:');
    lines.push('  giaouoc badge --role administrator');
    return lines;
  }
  const badge = await firstAdministratorBadge(app.db);
  if (badge) {
    lines.push(
      '',
      'Chưa có ai đăng nhập với vai quản trị. Mã thẻ hoặc liên kết này dùng được một lần, trong 24 giờ:',
      'Nobody has signed in as administrator yet. This badge code or its link does, once, within 24 hours:',
    );
    lines.push(`  ${badge.code}`, `  ${signInLink(url, Role.ADMINISTRATOR, badge.code)}`);
  }
  return lines;
}

/** The conference a demonstration plays again: of those that come with the product the one with the most in it. */
const playedAgain = 'cum-5-thanh-pho-2022';

/** How many play in it: two for each member. */
const players = 10;

/** The newest rehearsal that is not over, or else a new one; null where there is nothing to rehearse. */
async function openRehearsal(db: Database): Promise<Rehearsal | null> {
  const rehearsal = await db.manager.findOne(Conference, {
    where: { nature: ConferenceNature.REHEARSAL, state: Not(ConferenceState.CLOSED) },
    order: { closesYear: 'DESC', slug: 'DESC' },
  });
  if (rehearsal) return rehearsal;
  if (!(await db.manager.existsBy(Conference, { slug: playedAgain }))) return null;
  return cloneConference(db, { slug: playedAgain, delegates: players });
}

function tableOf(badges: readonly DemoBadge[], url: string): string[] {
  const width = (key: 'role' | 'who') => Math.max(...badges.map((badge) => badge[key].length));
  const [roles, people] = [width('role'), width('who')];
  return badges.map(
    ({ role, who, code }) => `  ${code}  ${role.padEnd(roles)}  ${who.padEnd(people)}  ${signInLink(url, role, code)}`,
  );
}

import { readConfig } from '../config/config';
import { OperatorError } from '../errors/operator-error';
import { faultsOf, type Recount, recount } from '../record/recount';
import { columns, shortened } from '../rehearsal/columns';
import { type CommandInput, textOf } from './command';
import { withDatabase } from './with-database';

/** Recounts and prints a line for each poll, log and pact. @throws OperatorError listing all that differs */
export async function run(input: CommandInput): Promise<void> {
  const { env, print, say } = input;
  const slug = textOf(input, 'conference') ?? null;
  const found = await withDatabase(readConfig(env), { say, mustExist: true }, (db) => recount(db, { slug, say }));
  for (const line of linesOf(found)) print(line);
  const faults = faultsOf(found);
  if (faults.length)
    throw new OperatorError(
      ['Kiểm đếm lại thấy khác:', 'The recount differs:', ...faults.map((fault) => `  ${fault}`)].join('\n'),
    );
}

function linesOf({ polls, logs, pacts }: Recount): readonly string[] {
  const lines: string[] = [];
  const rowsOfPolls = polls.map((poll) => [
    poll.conference,
    poll.ordinal,
    shortened(poll.question, 48),
    poll.secrecy,
    poll.state,
    poll.electors,
    poll.roll,
    poll.entered ?? (poll.recountable ? poll.ballots : 'deleted'),
    votesOf(poll),
    poll.outcome ?? '-',
    verdict(poll),
  ]);
  const head = ['poll of', '#', 'question', 'secrecy', 'state', 'electors', 'roll', 'ballots', 'votes', 'outcome', ''];
  if (polls.length) lines.push(...columns([head, ...rowsOfPolls]), '');
  const rowsOfPacts = pacts.map((pact) => [
    pact.conference,
    pact.year,
    pact.state,
    pact.signatures,
    pact.textHash ?? 'no text known',
    verdict(pact),
  ]);
  if (pacts.length) lines.push(...columns([['pact of', 'year', 'state', 'signed', 'hash', ''], ...rowsOfPacts]), '');
  const rowsOfLogs = logs.map((log) => [log.of, log.entries, log.lastDigest || '-', verdict(log)]);
  lines.push(...columns([['log of', 'entries', 'last digest', ''], ...rowsOfLogs]), '');
  lines.push(sumOf(polls, 'phiếu biểu quyết · polls'), sumOf(pacts, 'giao ước · pacts'), sumOf(logs, 'nhật ký · logs'));
  return lines;
}

function votesOf({ votes, blank, state }: Recount['polls'][number]): string {
  if (state === 'DRAFT' || votes === null) return '-';
  const counts = Object.entries(votes).map(([code, count]) => `${code} ${count}`);
  return [...counts, ...(blank ? [`blank ${blank}`] : [])].join(', ');
}

interface Checked {
  readonly faults: readonly string[];
}

const verdict = ({ faults }: Checked): string => (faults.length ? 'KHÁC · DIFFERS' : 'khớp · agrees');

function sumOf(all: readonly Checked[], what: string): string {
  const differ = all.filter(({ faults }) => faults.length).length;
  return `${all.length} ${what}: ${all.length - differ} khớp · agree, ${differ} khác · differ`;
}

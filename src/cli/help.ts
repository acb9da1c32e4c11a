import type { Command } from './command';
import { commands } from './commands';

/** The whole of `giaouoc --help`. */
export function helpPage(): string {
  const shown = commands.filter((command) => !command.hidden);
  const width = Math.max(...shown.map((command) => command.name.length));
  return [
    'Giao Ước: máy chủ GraphQL của cụm, khối thi đua và hội nghị hằng năm.',
    'Giao Ước: the GraphQL server of an emulation bloc and its annual conference.',
    '',
    'Usage: giaouoc COMMAND [OPTIONS]',
    '',
    ...shown.flatMap(({ name, summary }) => [
      `  ${name.padEnd(width)}  ${summary.vi}`,
      `  ${''.padEnd(width)}  ${summary.en}`,
    ]),
    '',
    '  giaouoc COMMAND --help  Lệnh làm gì, kèm ví dụ. What a command does, with an example.',
    '  giaouoc --version       Phiên bản. The version.',
    '',
    'Hướng dẫn vận hành bằng tiếng Việt: docs/operator.vi.md.',
    'Settings are environment variables, such as PORT and DATABASE_URL; docs/settings.md lists them.',
    'Results go to standard output, progress to standard error.',
    'Exit codes: 0 done, 1 refused or failed, 2 the command line was not understood.',
  ].join('\n');
}

/** The whole of `giaouoc COMMAND --help`. */
export function commandPage(command: Command): string {
  const named = command.options.map((option) => `--${option.name}${option.value ? ` ${option.value}` : ''}`);
  const width = Math.max(0, ...named.map((name) => name.length));
  return [
    usageOf(command),
    '',
    command.summary.vi,
    command.summary.en,
    ...wrapped(command.details),
    ...(named.length ? [''] : []),
    ...command.options.map((option, index) => `  ${named[index]?.padEnd(width)}  ${option.meaning}`),
    '',
    `Example: ${command.example}`,
  ].join('\n');
}

export function usageOf(command: Command): string {
  return ['Usage: giaouoc', command.name, ...command.takes, ...(command.options.length ? ['[OPTIONS]'] : [])].join(' ');
}

/** Name of the command that was probably meant, or null. */
export function suggestionFor(name: string): string | null {
  const near = commands
    .filter((command) => !command.hidden)
    .map((command) => ({ name: command.name, steps: stepsBetween(name.toLowerCase(), command.name) }))
    .filter(({ name: meant, steps }) => steps <= 2 || meant.startsWith(name.toLowerCase()))
    .sort((a, b) => a.steps - b.steps);
  return near[0]?.name ?? null;
}

/** How many letters to add, drop or change. Source: Wagner and Fischer 1974, one row kept */
function stepsBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [place, other] of [...to].entries()) {
      const [above = 0, corner = 0, left = 0] = [row[place + 1], row[place], next[place]];
      next.push(Math.min(above + 1, left + 1, corner + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

function wrapped(text: string, width = 96): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

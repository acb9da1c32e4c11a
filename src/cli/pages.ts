import { type Setting, settings } from '../config/settings';
import { type CodeRow, codes } from '../errors/codes';
import { authority, type Grant } from '../graphql/authorize/authority';
import { BlocRole, Role } from '../graphql/authorize/viewer';

const origin = '<!-- Printed by `giaouoc docs` from the table in the code; change it there. -->';

/** The whole of docs/settings.md. */
export function settingsPage(): string {
  const rows = Object.values(settings).map((setting: Setting<unknown>) => [
    `\`${setting.name}\``,
    setting.default.words,
    setting.unit,
    setting.meaning,
  ]);
  return [
    '# Settings',
    '',
    origin,
    '',
    'Environment variables, read once at the start. One that is empty counts as not set; a wrong one stops the start,',
    'which names it with the cure.',
    '',
    'Where other machines reach the server, unsafe settings stop the start too: no https in PUBLIC_URL, cookies without',
    'TLS, demonstration codes, no log, http among ORIGINS, a guessable password or no TLS in DATABASE_URL across the',
    'network. The embedded PostgreSQL is allowed. PRODUCTION=off is the way out, for a rehearsal in an office.',
    '',
    ...table(['variable', 'default', 'unit or form', 'what it is for'], rows),
    '',
  ].join('\n');
}

/** The whole of docs/authority.md. */
export function authorityPage(): string {
  const roles = Object.values(Role).filter((role) => role !== Role.APP);
  const blocRoles = Object.values(BlocRole);
  const rows = Object.entries(authority).map(([field, grant]: [string, Grant]) => [
    `\`${field}\``,
    ...roles.map((role) => (grant.roles.includes(role) ? '✓' : '')),
    ...blocRoles.map((role) => (grant.atBloc?.includes(role) ? '✓' : '')),
    scopesOf(grant),
  ]);
  return [
    '# Who may do what',
    '',
    origin,
    '',
    'Every query, mutation and subscription, and each field that not everybody may read. Fields that are not listed may',
    'be read by whoever reached their object. Chair, secretary, delegate and observer hold at the one conference of',
    'their badge; at another they are refused. Staff may do what their roles at a bloc open: officer, leader office and',
    'council office, at that bloc only and from the moment one begins until just before it ends. The last column has the',
    'scopes a client app needs, all of them; its key may be limited to conferences, and is then refused at others.',
    '',
    ...table(
      ['field', ...[...roles, ...blocRoles].map((role) => role.toLowerCase().replace('_', ' ')), 'app with scopes'],
      rows,
    ),
    '',
  ].join('\n');
}

function scopesOf({ scopes }: Grant): string {
  if (scopes === null) return '';
  return scopes.length === 0 ? 'any' : scopes.map((scope) => `\`${scope.toUpperCase()}\``).join(' ');
}

/** The whole of docs/errors.md. */
export function errorsPage(): string {
  const rows = Object.entries(codes).map(([code, { status, meaning, vi, en }]: [string, CodeRow]) => [
    `\`${code}\``,
    String(status),
    meaning.vi,
    meaning.en,
    vi,
    en,
  ]);
  return [
    '# Errors',
    '',
    origin,
    '',
    'Every error of the API carries `extensions.code`, one of these, with `vi` and `en` for the person at the screen,',
    '`requestId`, and `facts` where there are any. The status is that of a request refused as a whole; an error of one',
    'field leaves it at 200. The third and fourth columns are for authors of clients, the last two are `vi` and `en`. The page',
    '`/api` shows this table.',
    '',
    ...table(
      ['code', 'status', 'khi nào gặp, cách xử lý', 'when it comes, what to do', 'lời nhắn', 'what people are told'],
      rows,
    ),
    '',
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

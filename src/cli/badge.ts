import { issueBadge } from '../auth/issue-badge';
import { Member } from '../bloc/member';
import { Conference, ConferenceState } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import { readConfig } from '../config/config';
import type { Database } from '../database/database';
import { OperatorError } from '../errors/operator-error';
import { operator, Role } from '../graphql/authorize/viewer';
import { words } from '../graphql/types/words';
import { looseMemberKey, Spellings } from '../import/spelling';
import { type CommandInput, textOf, UsageError } from './command';
import { ownAddress } from './own-address';
import { signInLink } from './sign-in-link';
import { withDatabase } from './with-database';

const roles = [Role.ADMINISTRATOR, Role.CHAIR, Role.SECRETARY, Role.DELEGATE, Role.OBSERVER] as const;

/** Makes one badge and prints its code, the link that signs in with it, and whom it is for. */
export async function run(input: CommandInput): Promise<void> {
  const { env, print, say } = input;
  const role = roleOf(textOf(input, 'role'));
  const [slug, member, name] = [textOf(input, 'conference'), textOf(input, 'member'), textOf(input, 'name')];
  requireSense(role, slug, member);
  const config = readConfig(env);
  const url = config.publicUrl ?? ownAddress(config);
  await withDatabase(config, { say }, async (db) => {
    const conference = role === Role.ADMINISTRATOR ? null : await conferenceOf(db, slug);
    const delegate = conference && member !== undefined ? await delegateOf(db, conference, member, name) : null;
    const { code, expiresAt, account } = await issueBadge(db, operator, {
      role,
      conferenceId: conference?.id ?? null,
      delegateId: delegate?.id ?? null,
      name: delegate ? null : (name ?? null),
      ttlMinutes: 1440,
    });
    print(`mã · code        ${code}`);
    if (url !== null) print(`liên kết · link  ${signInLink(url, role, code)}`);
    print(`cấp cho · for    ${account.name} (${account.role}${conference ? `, ${conference.slug}` : ''})`);
    print(`đến · until      ${expiresAt.toISOString()}, một lần · once`);
  });
}

function roleOf(given: string | undefined): (typeof roles)[number] {
  const role = roles.find((each) => each === given?.toUpperCase());
  if (role) return role;
  const said = given === undefined ? '--role is missing' : `--role is ${JSON.stringify(given)}`;
  const known = roles.map((each) => each.toLowerCase()).join(', ');
  throw new UsageError(`Vai trò ở --role phải là một trong: ${known}.\n${said}: it is one of ${known}.`);
}

function requireSense(role: Role, slug: string | undefined, member: string | undefined): void {
  if (role === Role.ADMINISTRATOR && slug !== undefined)
    throw new UsageError(
      'Quản trị viên không thuộc hội nghị nào: bỏ --conference.\nAn administrator is one everywhere: leave out --conference.',
    );
  if (role === Role.DELEGATE && member === undefined)
    throw new UsageError(
      'Thẻ đại biểu cần --member: mã của đơn vị, ví dụ hai-phong.\n' +
        "A delegate's badge needs --member: the code of the member, such as hai-phong.",
    );
  if (role !== Role.DELEGATE && member !== undefined)
    throw new UsageError('--member chỉ đi với --role delegate.\n--member goes with --role delegate only.');
}

/** The conference of that name, or the only one that is not closed. */
async function conferenceOf(db: Database, slug: string | undefined): Promise<Conference> {
  const all = await db.manager.find(Conference, { order: { slug: 'ASC' } });
  const fitting = all.filter((each) =>
    slug === undefined ? each.state !== ConferenceState.CLOSED : each.slug === slug,
  );
  const [conference, other] = fitting;
  if (conference && !other) return conference;
  const list = all.map((each) => `${each.slug} (${each.state})`).join(', ');
  if (slug !== undefined)
    throw new OperatorError(
      `Không có hội nghị ${slug}. ${there(list, 'hãy nhập hội nghị trước').vi}\n` +
        `There is no conference ${slug}. ${there(list, 'import one first').en}`,
    );
  const [vi, en] = other ? ['Có nhiều', 'Several conferences are'] : ['Không có', 'No conference is'];
  throw new OperatorError(
    `${vi} hội nghị chưa bế mạc: hãy ghi một hội nghị ở --conference. ${there(list, 'hãy nhập hội nghị trước').vi}\n` +
      `${en} not closed: name one with --conference. ${there(list, 'import one first').en}`,
  );
}

/** What there is to choose from, or what to do first where there is nothing. */
function there(list: string, first: string): { readonly vi: string; readonly en: string } {
  return { vi: `Hiện có: ${list || `chưa có; ${first}`}.`, en: `There are: ${list || `none; ${first}`}.` };
}

/** The member's delegate of that name or code, or without one the first with a mandate; never one of two that fit. */
async function delegateOf(
  db: Database,
  conference: Conference,
  code: string,
  name: string | undefined,
): Promise<Delegate> {
  const member = await memberOf(db, conference, code);
  const where = { conferenceId: conference.id, memberId: member.id };
  const delegates = await db.manager.find(Delegate, { where, order: { ordinal: 'ASC' } });
  const mandates = (each: Delegate) => Number(each.mayVote) + Number(each.maySign);
  const wanted = name === undefined ? undefined : words(name);
  const fitting =
    wanted === undefined
      ? delegates.toSorted((a, b) => mandates(b) - mandates(a)).slice(0, 1)
      : delegates.filter((each) => each.name.vi === wanted || each.code === wanted);
  const [delegate, other] = fitting;
  if (delegate && !other) return delegate;
  if (delegate) {
    const codes = fitting.map((each) => each.code).join(', ');
    throw new OperatorError(
      `Đơn vị ${code} có nhiều đại biểu tên ${wanted}: hãy ghi mã ở --name. ${there(codes, '').vi}\n` +
        `${code} has several delegates named ${wanted}: give the code with --name. ${there(codes, '').en}`,
    );
  }
  const list = delegates.map((each) => each.name.vi).join(', ');
  throw new OperatorError(
    `Đơn vị ${code} không có đại biểu${wanted === undefined ? '' : ` tên ${wanted}`} ở ${conference.slug}. ${there(list, 'hãy nhập danh sách đại biểu trước').vi}\n` +
      `${code} has no ${wanted === undefined ? 'delegate' : `delegate named ${wanted}`} at ${conference.slug}. ${there(list, 'import the list of delegates first').en}`,
  );
}

async function memberOf(db: Database, conference: Conference, code: string): Promise<Member> {
  const members = await db.manager.find(Member, { where: { blocId: conference.blocId }, order: { ordinal: 'ASC' } });
  const named = members.map((member) => {
    const { id, code, shortName, officialName, aliases } = member;
    return { id, code, member, spellings: [shortName.vi, officialName.vi, ...aliases] };
  });
  const match = new Spellings(named, looseMemberKey).find(code);
  if (match.kind === 'ONE') return match.thing.member;
  const codes = (match.kind === 'MANY' ? match.things : named).map((each) => each.code).join(', ');
  const [vi, en] =
    match.kind === 'MANY'
      ? [`${code} có thể là nhiều đơn vị`, `${code} may be several members`]
      : [`Không có đơn vị ${code}`, `There is no member ${code}`];
  throw new OperatorError(
    `${vi} trong cụm, khối của ${conference.slug}. ${there(codes, '').vi}\n` +
      `${en} in the bloc of ${conference.slug}. ${there(codes, '').en}`,
  );
}

import { issueBadge } from '../auth/issue-badge';
import { Member } from '../bloc/member';
import { Conference, ConferenceState } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import { readConfig } from '../config/config';
import type { Database } from '../database/database';
import { OperatorError } from '../errors/operator-error';
import { operator, Role } from '../graphql/authorize/viewer';
import { looseMemberKey } from '../import/spelling';
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
    print(`code   ${code}`);
    if (url !== null) print(`link   ${signInLink(url, role, code)}`);
    print(`for    ${account.name} (${account.role}${conference ? `, ${conference.slug}` : ''})`);
    print(`until  ${expiresAt.toISOString()}, once`);
  });
}

function roleOf(given: string | undefined): (typeof roles)[number] {
  const role = roles.find((each) => each === given?.toUpperCase());
  if (role) return role;
  const said = given === undefined ? '--role is missing' : `--role is ${JSON.stringify(given)}`;
  throw new UsageError(`${said}: it is one of ${roles.map((each) => each.toLowerCase()).join(', ')}.`);
}

function requireSense(role: Role, slug: string | undefined, member: string | undefined): void {
  if (role === Role.ADMINISTRATOR && slug !== undefined)
    throw new UsageError('An administrator is one everywhere: leave out --conference.');
  if (role === Role.DELEGATE && member === undefined)
    throw new UsageError("A delegate's badge needs --member: the code of the member, such as hai-phong.");
  if (role !== Role.DELEGATE && member !== undefined) throw new UsageError('--member goes with --role delegate only.');
}

/** The conference of that name, or the only one that is not closed. */
async function conferenceOf(db: Database, slug: string | undefined): Promise<Conference> {
  const all = await db.manager.find(Conference, { order: { slug: 'ASC' } });
  const fitting = all.filter((each) =>
    slug === undefined ? each.state !== ConferenceState.CLOSED : each.slug === slug,
  );
  const [conference, other] = fitting;
  if (conference && !other) return conference;
  const there = all.map((each) => `${each.slug} (${each.state})`).join(', ') || 'none; import one first';
  if (slug !== undefined) throw new OperatorError(`There is no conference ${slug}. There are: ${there}.`);
  throw new OperatorError(
    `${other ? 'Several conferences are' : 'No conference is'} not closed: name one with --conference. There are: ${there}.`,
  );
}

/** The member's delegate of that name, or the first one with a mandate. */
async function delegateOf(
  db: Database,
  conference: Conference,
  code: string,
  name: string | undefined,
): Promise<Delegate> {
  const members = await db.manager.find(Member, { where: { blocId: conference.blocId }, order: { ordinal: 'ASC' } });
  const key = looseMemberKey(code);
  const member =
    members.find((each) => each.code === code) ??
    members.find((each) =>
      [each.shortName.vi, each.officialName.vi, ...each.aliases].some((name) => looseMemberKey(name) === key),
    );
  if (!member) {
    const there = members.map((each) => each.code).join(', ');
    throw new OperatorError(`There is no member ${code} in the bloc of ${conference.slug}. There are: ${there}.`);
  }
  const where = { conferenceId: conference.id, memberId: member.id };
  const delegates = await db.manager.find(Delegate, { where, order: { ordinal: 'ASC' } });
  const mandates = (each: Delegate) => Number(each.mayVote) + Number(each.maySign);
  const wanted = name?.normalize('NFC');
  const delegate =
    wanted === undefined
      ? delegates.toSorted((a, b) => mandates(b) - mandates(a))[0]
      : delegates.find((each) => each.name.vi === wanted);
  if (delegate) return delegate;
  const there = delegates.map((each) => each.name.vi).join(', ') || 'none; import the list of delegates first';
  throw new OperatorError(
    `${code} has no ${wanted === undefined ? 'delegate' : `delegate named ${wanted}`} at ${conference.slug}. There are: ${there}.`,
  );
}

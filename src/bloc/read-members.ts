import { type EntityManager, In } from 'typeorm';
import { Refusal } from '../errors/refusal';
import type { Context } from '../graphql/context';
import { membersByBloc, membershipsByMember } from './loaders';
import { Member } from './member';
import { Membership } from './membership';
import { covers } from './rules';

/** The members that belong to a bloc in one emulation year, as the bloc lists them. For acts. */
export async function membersOfYear(reader: EntityManager, blocId: string, year: number): Promise<readonly Member[]> {
  const members = await reader.find(Member, { where: { blocId }, order: { ordinal: 'ASC', id: 'ASC' } });
  const spans = await reader.findBy(Membership, { memberId: In(members.map((member) => member.id)) });
  const belonging = new Set(spans.filter((span) => covers(span, year)).map((span) => span.memberId));
  return members.filter((member) => belonging.has(member.id));
}

/** For acts that name members: they are of the bloc, in whatever year. @throws Refusal NOT_FOUND */
export async function requireMembers(
  reader: EntityManager,
  blocId: string,
  memberIds: readonly string[],
  argument: string,
): Promise<void> {
  const asked = [...new Set(memberIds)];
  const known = asked.length && (await reader.countBy(Member, { id: In(asked), blocId }));
  if (known !== asked.length) throw new Refusal('NOT_FOUND', { argument });
}

/** The same as `membersOfYear` for resolvers: many blocs and years at once take two statements. */
export async function loadMembersOfYear(ctx: Context, blocId: string, year: number): Promise<readonly Member[]> {
  const members = await ctx.load(membersByBloc, blocId);
  const spans = await Promise.all(members.map((member) => ctx.load(membershipsByMember, member.id)));
  return members.filter((_, index) => spans[index]?.some((span) => covers(span, year)));
}

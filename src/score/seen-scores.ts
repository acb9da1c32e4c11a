import type { Context } from '../graphql/context';
import { yearKey } from './loaders';
import { ScoreStage } from './member-score';
import { releasedByKey } from './read-released';
import { type ReadYear, type Sight, sightOf, yearByKey } from './read-year';
import { cardView, type MemberScoreView, type ScoreWork, type YearScores } from './year-scores';

/**
 * The scores of a year as the caller may see them; null where no table is frozen, and where nothing of it is for the caller
 * to see yet.
 */
export async function yearScoresFor(ctx: Context, blocId: string, year: number): Promise<YearScores | null> {
  const sight = await sightOf(ctx, blocId);
  // Whoever scores nothing there is told what everybody is, without the entries being read.
  if (!sight.all && sight.own.size === 0) return ctx.load(releasedByKey, yearKey(blocId, year));
  const read = await ctx.load(yearByKey, yearKey(blocId, year));
  if (!read) return null;
  const released = read.table.releasedAt !== null;
  const seen = read.members.filter(({ memberId }) => released || sight.all || sight.own.has(memberId));
  if (seen.length === 0 && !sight.all) return null;
  return { table: read.table, members: seen.map((member) => viewOf(read, member, sight, released)) };
}

/** One member of them, or null. */
export async function memberScoreFor(
  ctx: Context,
  { blocId, year, memberId }: { readonly blocId: string; readonly year: number; readonly memberId: string },
): Promise<MemberScoreView | null> {
  const scores = await yearScoresFor(ctx, blocId, year);
  return scores?.members.find((member) => member.memberId === memberId) ?? null;
}

function viewOf(
  { lines }: ReadYear,
  member: ReadYear['members'][number],
  { all, own }: Sight,
  released: boolean,
): MemberScoreView {
  const { memberId, score, stand, total } = member;
  const isInside = all || own.has(memberId);
  const work: ScoreWork = {
    ...{ standing: member, stand, lines, round: score?.round ?? 0, missing: stand.missing },
    ...{ self: cardView(stand.self), review: cardView(stand.review) },
    final: score?.stage === ScoreStage.FINAL ? cardView(stand.review) : null,
  };
  return {
    ...{ memberId, stage: score?.stage ?? ScoreStage.OPEN, total: released || isInside ? total : null },
    ...{ rank: released || all ? stand.rank : null, work: isInside ? work : null },
  };
}

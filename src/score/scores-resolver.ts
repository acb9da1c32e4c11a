import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { PrivateScope } from '../graphql/authorize/allowed';
import { type Context, found } from '../graphql/context';
import { arrayPage } from '../graphql/loading/array-page';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { MaxFirst } from '../graphql/loading/list-size';
import { EntryView, entryView, RemarkView, remarkView } from './entry-view';
import { entriesByLeaf, leafKey, remarksByLeaf } from './loaders';
import { ScorePart } from './score-entry';
import { yearScoresFor } from './seen-scores';
import { gapsOf, type StandingLeaf } from './stand';
import { MemberScoreView, ScoreLeaf, ScoreWork, YearScores } from './year-scores';

const ScoreLeafConnection = connectionOf(ScoreLeaf, 'ScoreLeaf');
const EntryConnection = connectionOf(EntryView, 'ScoreEntry');
const RemarkConnection = connectionOf(RemarkView, 'ScoreRemark');

@ArgsType()
class LeavesArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only those below the group of this key, or the one of this key.',
  })
  under?: string | null;
}

@ArgsType()
class HistoryArgs extends PageArgs {
  @Field(() => ScorePart, { nullable: true, description: 'Only of the self-score, or of the review.' })
  part?: ScorePart | null;
}

@Resolver(() => Bloc)
export class BlocScoresResolver {
  @PrivateScope()
  @FieldResolver(() => YearScores, {
    nullable: true,
    description:
      'Scores of its members for a year. Before the release each officer sees the score of their own member, offices and administrators all, and nobody else any: null. From the release on everybody sees totals and ranks. Null where no table of the year is frozen.',
  })
  scores(
    @Root() bloc: Bloc,
    @Arg('year', () => Int, { description: 'Emulation year.' }) year: number,
    @Ctx() ctx: Context,
  ): Promise<YearScores | null> {
    return yearScoresFor(ctx, bloc.id, year);
  }
}

@Resolver(() => YearScores)
export class YearScoresResolver {
  @FieldResolver(() => MemberScoreView, {
    nullable: true,
    description: 'One of its members; null for one that is not of the year, and that the caller may not see.',
  })
  async member(
    @Root() { members }: YearScores,
    @Arg('code', () => String, { description: '`Member.code`.' }) code: string,
    @Ctx() ctx: Context,
  ): Promise<MemberScoreView | null> {
    const known = await Promise.all(members.map(({ memberId }) => ctx.load(memberById, memberId)));
    return members[known.findIndex((member) => member?.code === code)] ?? null;
  }
}

@Resolver(() => MemberScoreView)
export class MemberScoreResolver {
  @FieldResolver(() => Member, { description: 'The member.' })
  async member(@Root() { memberId }: MemberScoreView, @Ctx() ctx: Context): Promise<Member> {
    return found(await ctx.load(memberById, memberId));
  }
}

@Resolver(() => ScoreWork)
export class ScoreWorkResolver {
  @FieldResolver(() => ScoreLeafConnection, { description: 'Its leaves in the order of the table, then its extras.' })
  @MaxFirst(pageLimit)
  leaves(@Root() work: ScoreWork, @Args(() => LeavesArgs) { page, under }: LeavesArgs): Connection<ScoreLeaf> {
    const isUnder = ({ key }: StandingLeaf) => under == null || key === under || key.startsWith(`${under}/`);
    return arrayPage(leavesIn(work, work.stand.leaves.filter(isUnder)), page);
  }

  @FieldResolver(() => ScoreLeafConnection, {
    description: 'Leaves and extras whose review differs from the self-score, the largest difference first.',
  })
  @MaxFirst(pageLimit)
  gaps(@Root() work: ScoreWork, @Args(() => PageArgs) { page }: PageArgs): Connection<ScoreLeaf> {
    return arrayPage(leavesIn(work, gapsOf(work.stand.leaves)), page);
  }
}

function leavesIn({ standing, lines }: ScoreWork, leaves: readonly StandingLeaf[]): readonly ScoreLeaf[] {
  const { rows, score } = standing;
  return leaves.map((leaf) => ({
    ...leaf,
    memberScoreId: score?.id ?? null,
    criterion: found(lines.get(leaf.key)),
    self: rows.SELF.get(leaf.key) ?? null,
    review: rows.REVIEW.get(leaf.key) ?? null,
  }));
}

@Resolver(() => ScoreLeaf)
export class ScoreLeafResolver {
  @FieldResolver(() => EntryView, {
    nullable: true,
    description: 'The self-score as it stands; null where there is none.',
  })
  self(@Root() { self }: ScoreLeaf): EntryView | null {
    return self && entryView(self);
  }

  @FieldResolver(() => EntryView, { nullable: true, description: 'The review as it stands; null where there is none.' })
  review(@Root() { review }: ScoreLeaf): EntryView | null {
    return review && entryView(review);
  }

  @FieldResolver(() => EntryConnection, {
    description: 'Everything that was ever entered for it, first to last, with who and when.',
  })
  @MaxFirst(pageLimit)
  async history(
    @Root() { memberScoreId, criterion }: ScoreLeaf,
    @Args(() => HistoryArgs) { page, part }: HistoryArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<EntryView>> {
    const rows = memberScoreId ? await ctx.load(entriesByLeaf, leafKey(memberScoreId, criterion.key)) : [];
    return arrayPage(rows.filter((row) => part == null || row.part === part).map(entryView), page);
  }

  @FieldResolver(() => RemarkConnection, { description: 'Remarks and explanations to it, first to last.' })
  @MaxFirst(pageLimit)
  async remarks(
    @Root() { memberScoreId, criterion }: ScoreLeaf,
    @Args(() => PageArgs) { page }: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<RemarkView>> {
    const rows = memberScoreId ? await ctx.load(remarksByLeaf, leafKey(memberScoreId, criterion.key)) : [];
    return arrayPage(rows.map(remarkView), page);
  }
}

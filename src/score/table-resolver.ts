import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { blocById } from '../bloc/loaders';
import { seen } from '../conference/visible';
import { Allowed, PrivateScope } from '../graphql/authorize/allowed';
import { type Context, found } from '../graphql/context';
import { arrayPage } from '../graphql/loading/array-page';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { ListSize, MaxFirst } from '../graphql/loading/list-size';
import { Act, type Payload } from '../graphql/types/payload';
import { Decimal } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';
import { pollById } from '../poll/loaders';
import { Poll } from '../poll/poll';
import { linesOf, ScoreLine } from './criterion';
import { FreezeScoreTableInput, freezeScoreTable } from './freeze-score-table';
import { tablesByYear, yearKey } from './loaders';
import { ScoreTablePayload } from './payload';
import { Rounding } from './ratio';
import { criteriaOf } from './read-tables';
import { SetScoreTableInput, setScoreTable } from './set-score-table';
import { YearTable } from './year-table';

const ScoreLineConnection = connectionOf(ScoreLine, 'ScoreCriterion');

@Resolver()
export class ScoreTableActResolver {
  @Allowed('Mutation.setScoreTable')
  @Act(
    ScoreTablePayload,
    'Adds a version of the score table of a year, from the text of its file. FILE_INVALID lists every problem with path, line, value and cure.',
  )
  async setScoreTable(
    @Arg('input', () => SetScoreTableInput, { description: 'The file.' }) input: SetScoreTableInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await setScoreTable(ctx.db, ctx.viewer, input, ctx.services.scoreTableFiles) };
  }

  @Allowed('Mutation.freezeScoreTable')
  @Act(
    ScoreTablePayload,
    'Freezes the newest version of a year: members are scored by it from then on, and no other is set.',
  )
  async freezeScoreTable(
    @Arg('input', () => FreezeScoreTableInput, { description: 'Which, and by which vote.' })
    input: FreezeScoreTableInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await freezeScoreTable(ctx.db, ctx.viewer, input) };
  }
}

@Resolver(() => Bloc)
export class BlocScoreTableResolver {
  @FieldResolver(() => YearTable, {
    nullable: true,
    description:
      'The score table of a year: the version that is frozen, before that the newest, or the one asked for. Null where there is none.',
  })
  async scoreTable(
    @Root() bloc: Bloc,
    @Arg('year', () => Int, { description: 'Emulation year.' }) year: number,
    @Arg('version', () => Int, { nullable: true, description: 'Which version of the year.' }) version:
      | number
      | null
      | undefined,
    @Ctx() ctx: Context,
  ): Promise<YearTable | null> {
    const versions = await ctx.load(tablesByYear, yearKey(bloc.id, year));
    if (version == null) return versions.find(({ frozenAt }) => frozenAt !== null) ?? versions[0] ?? null;
    return versions.find((table) => table.version === version) ?? null;
  }
}

@Resolver(() => YearTable)
export class ScoreTableResolver {
  @FieldResolver(() => Bloc, { description: 'The bloc.' })
  async bloc(@Root() { blocId }: YearTable, @Ctx() ctx: Context): Promise<Bloc> {
    return found(await ctx.load(blocById, blocId));
  }

  @FieldResolver(() => TextPair, { description: 'Its title.' })
  title(@Root() table: YearTable): TextPair {
    return criteriaOf(table).title;
  }

  @FieldResolver(() => Decimal, {
    nullable: true,
    description: 'What all criteria add up to; null where the table does not say.',
  })
  scale(@Root() table: YearTable): string | null {
    return criteriaOf(table).scale;
  }

  @FieldResolver(() => Int, { description: 'Places after the point that the points of a leaf keep.' })
  decimals(@Root() table: YearTable): number {
    return criteriaOf(table).decimals;
  }

  @FieldResolver(() => Rounding, { description: 'How more places are cut.' })
  rounding(@Root() table: YearTable): Rounding {
    return criteriaOf(table).rounding;
  }

  @FieldResolver(() => ScoreLineConnection, {
    description: 'Its lines in order: criteria from the top, each before those below it, then bonuses and penalties.',
  })
  @MaxFirst(pageLimit)
  criteria(@Root() table: YearTable, @Args(() => PageArgs) { page }: PageArgs): Connection<ScoreLine> {
    return arrayPage(linesOf(criteriaOf(table)), page);
  }

  @PrivateScope()
  @FieldResolver(() => Poll, {
    nullable: true,
    description: "The poll that agreed on it; null where none was named, or it is not the caller's to see.",
  })
  async poll(@Root() { pollId }: YearTable, @Ctx() ctx: Context): Promise<Poll | null> {
    return pollId === null ? null : seen(ctx, pollById, pollId);
  }

  @FieldResolver(() => [YearTable], { description: 'Every version of its year, the newest first.' })
  @ListSize(3)
  versions(@Root() { blocId, year }: YearTable, @Ctx() ctx: Context): Promise<readonly YearTable[]> {
    return ctx.load(tablesByYear, yearKey(blocId, year));
  }
}

import { Args, Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context } from '../graphql/context';
import { arrayPage } from '../graphql/loading/array-page';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { MaxFirst } from '../graphql/loading/list-size';
import { rowsBy } from '../graphql/loading/loader';
import { Decimal } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';
import { Result } from '../indicator/result';
import { ConferenceAsOf } from './as-of';
import { type FactVersion, versionsByFact } from './fact-version';

@ObjectType({ description: 'A reported result as it read at one position of the log.' })
export class ResultAsOf {
  @Field(() => Result, { description: 'The result as it stands now.' })
  result: Result;

  @Field(() => String, { description: 'The figure or the words as printed.' })
  raw: string;

  @Field(() => Decimal, { nullable: true, description: 'The figure parsed strictly; null where there was none.' })
  value: string | null;

  @Field(() => String, { nullable: true, description: 'Unit as printed.' })
  unit: string | null;

  @Field(() => TextPair, { nullable: true, description: 'The wording around a figure; a statement in short.' })
  text: TextPair | null;
}

const ResultAsOfConnection = connectionOf(ResultAsOf, 'ResultAsOf');

const resultsOfConference = rowsBy(Result, 'conferenceId', { ordinal: 'ASC', id: 'ASC' });

@Resolver(() => ConferenceAsOf)
export class ResultsAsOfResolver {
  @FieldResolver(() => ResultAsOfConnection, { description: 'Results that had been reported, in printed order.' })
  @MaxFirst(pageLimit)
  async results(
    @Root() { conferenceId, sequence }: ConferenceAsOf,
    @Args(() => PageArgs) { page }: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<ResultAsOf>> {
    const results = await ctx.load(resultsOfConference, conferenceId);
    const told = await Promise.all(
      results.map(async (result) => resultAt(result, await ctx.load(versionsByFact, `result ${result.id}`), sequence)),
    );
    return arrayPage(told.flat(), page);
  }
}

/** What it said at a position of its conference's log; nothing where it was reported later. */
function resultAt(result: Result, versions: readonly FactVersion[], sequence: number): readonly ResultAsOf[] {
  const version = versions.findLast(
    (each) => each.stream !== result.conferenceId || each.sequence === null || each.sequence <= sequence,
  );
  if (!version || version.isRemoved || version.raw === null) return [];
  const { raw, value, unit, texts } = version;
  return [{ result, raw, value, unit, text: texts.find(({ field }) => field === 'text')?.text ?? null }];
}

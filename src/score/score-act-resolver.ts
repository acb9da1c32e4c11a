import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Account } from '../auth/account';
import { accountById } from '../auth/loaders';
import { Allowed } from '../graphql/authorize/allowed';
import { asId, type Context } from '../graphql/context';
import { Act, type Payload } from '../graphql/types/payload';
import { EnterScoresInput, enterScores, SubmitScoresInput, submitScores } from './enter-scores';
import { EntryView, RemarkView } from './entry-view';
import { AddScoreRemarkInput, addScoreRemark, ExplainScoresInput, explainScores } from './explain-scores';
import { FinishScoresInput, finishScores } from './finish-scores';
import { type Named, namedIn } from './hold-score';
import { ImportScoresInput, importScores } from './import-scores';
import { MemberScorePayload, YearScoresPayload } from './payload';
import { ReleaseRanksInput, releaseRanks } from './release-ranks';
import { ReviewScoresInput, reviewScores } from './review-scores';
import { ImportScoresPayload, scoreSheetReport } from './sheet-report';

type OfMember = Payload & { readonly named: Named };
type OfYear = Payload & { readonly named: Pick<Named, 'blocId' | 'year'> };

@Resolver()
export class ScoreActResolver {
  @Allowed('Mutation.enterScores')
  @Act(
    MemberScorePayload,
    'Enters the self-score of a member, in part or whole; again to correct it, until its review begins.',
  )
  async enterScores(
    @Arg('input', () => EnterScoresInput, { description: 'Whose, and what.' }) input: EnterScoresInput,
    @Ctx() ctx: Context,
  ): Promise<OfMember> {
    return { receipt: await enterScores(ctx.db, ctx.viewer, input), named: namedIn(input) };
  }

  @Allowed('Mutation.importScores')
  @Mutation(() => ImportScoresPayload, {
    description:
      'Enters the self-score of a member from a spreadsheet, all of it or nothing; what a row leaves empty stays. The same file again changes nothing. FILE_INVALID has every problem with cell (`path`), value and cure; a dry run has them with their rows.',
  })
  async importScores(
    @Arg('input', () => ImportScoresInput, { description: 'Whose, and the file.' }) input: ImportScoresInput,
    @Ctx() ctx: Context,
  ): Promise<Omit<ImportScoresPayload, 'score'>> {
    const imported = await importScores(ctx.db, ctx.viewer, input, ctx.services);
    return { receipt: imported.receipt, named: imported.named, report: scoreSheetReport(imported) };
  }

  @Allowed('Mutation.submitScores')
  @Act(MemberScorePayload, 'Hands in the self-score of a member, so that its review may begin.')
  async submitScores(
    @Arg('input', () => SubmitScoresInput, { description: 'Whose.' }) input: SubmitScoresInput,
    @Ctx() ctx: Context,
  ): Promise<OfMember> {
    return { receipt: await submitScores(ctx.db, ctx.viewer, input), named: namedIn(input) };
  }

  @Allowed('Mutation.reviewScores')
  @Act(
    MemberScorePayload,
    'Reviews the score of a member, in part or whole, leaf by leaf or accepting whole groups as the member scored them.',
  )
  async reviewScores(
    @Arg('input', () => ReviewScoresInput, { description: 'Whose, and how.' }) input: ReviewScoresInput,
    @Ctx() ctx: Context,
  ): Promise<OfMember> {
    return { receipt: await reviewScores(ctx.db, ctx.viewer, input), named: namedIn(input) };
  }

  @Allowed('Mutation.explainScores')
  @Act(MemberScorePayload, 'Explains leaves whose review differs from the self-score.')
  async explainScores(
    @Arg('input', () => ExplainScoresInput, { description: 'Which, and why.' }) input: ExplainScoresInput,
    @Ctx() ctx: Context,
  ): Promise<OfMember> {
    return { receipt: await explainScores(ctx.db, ctx.viewer, input), named: namedIn(input) };
  }

  @Allowed('Mutation.addScoreRemark')
  @Act(MemberScorePayload, 'Adds a remark to a leaf or extra of a member, before its score is final.')
  async addScoreRemark(
    @Arg('input', () => AddScoreRemarkInput, { description: 'To which, and what.' }) input: AddScoreRemarkInput,
    @Ctx() ctx: Context,
  ): Promise<OfMember> {
    return { receipt: await addScoreRemark(ctx.db, ctx.viewer, input), named: namedIn(input) };
  }

  @Allowed('Mutation.finishScores')
  @Act(YearScoresPayload, 'Makes the reviewed scores of all members of a year final.')
  async finishScores(
    @Arg('input', () => FinishScoresInput, { description: 'Of which year.' }) input: FinishScoresInput,
    @Ctx() ctx: Context,
  ): Promise<OfYear> {
    return { receipt: await finishScores(ctx.db, ctx.viewer, input), named: yearIn(input) };
  }

  @Allowed('Mutation.releaseRanks')
  @Act(YearScoresPayload, 'Releases the final totals and ranks of a year to everybody.')
  async releaseRanks(
    @Arg('input', () => ReleaseRanksInput, { description: 'Of which year.' }) input: ReleaseRanksInput,
    @Ctx() ctx: Context,
  ): Promise<OfYear> {
    return { receipt: await releaseRanks(ctx.db, ctx.viewer, input), named: yearIn(input) };
  }
}

const yearIn = ({ blocId, year }: FinishScoresInput): Pick<Named, 'blocId' | 'year'> => ({
  blocId: asId(blocId),
  year,
});

const whose = { nullable: true, description: 'Whose account it was.' };

@Resolver(() => EntryView)
export class ScoreEntryResolver {
  @FieldResolver(() => Account, whose)
  account(@Root() { accountId }: EntryView, @Ctx() ctx: Context): Promise<Account | null> {
    return ctx.load(accountById, accountId);
  }
}

@Resolver(() => RemarkView)
export class ScoreRemarkResolver {
  @FieldResolver(() => Account, whose)
  account(@Root() { accountId }: RemarkView, @Ctx() ctx: Context): Promise<Account | null> {
    return ctx.load(accountById, accountId);
  }
}

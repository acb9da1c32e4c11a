import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { PendingAct, PendingActKind } from '../confirmation/pending-act';
import type { Context } from '../graphql/context';
import { TextPair } from '../graphql/types/text-pair';
import type { ResultCorrection } from './correct-result';
import { resultById } from './loaders';
import { Result } from './result';

@ObjectType({ description: 'What a correction of a result that waits to be confirmed would write.' })
export class ResultCorrectionOfAct {
  @Field(() => String, { description: 'The right figure or words.' })
  raw: string;

  @Field(() => String, { nullable: true, description: 'The right unit; null where it stays or is taken away.' })
  unit: string | null;

  @Field(() => TextPair, { nullable: true, description: 'The right wording; null where it stays or is taken away.' })
  text: TextPair | null;

  @Field(() => Boolean, { description: 'Whether it takes the unit away.' })
  withoutUnit: boolean;

  @Field(() => Boolean, { description: 'Whether it takes the wording away.' })
  withoutText: boolean;
}

@Resolver(() => PendingAct)
export class PendingResultResolver {
  @FieldResolver(() => Result, { nullable: true, description: 'The result it is about; null where it is about none.' })
  result(@Root() { targetId, kind }: PendingAct, @Ctx() ctx: Context): Promise<Result | null> | null {
    return kind === PendingActKind.CORRECT_RESULT ? ctx.load(resultById, targetId) : null;
  }

  @FieldResolver(() => ResultCorrectionOfAct, {
    nullable: true,
    description: 'What it puts in the place of a wrong result; null where it corrects none.',
  })
  resultCorrection(@Root() { kind, input }: PendingAct): ResultCorrectionOfAct | null {
    if (kind !== PendingActKind.CORRECT_RESULT) return null;
    return { withoutUnit: false, withoutText: false, ...(input as ResultCorrection) };
  }
}

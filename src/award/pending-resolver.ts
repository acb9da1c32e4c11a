import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { Confirmation } from '../confirmation/confirmation';
import { loadConfirmations } from '../confirmation/loaders';
import { PendingAct, PendingActKind } from '../confirmation/pending-act';
import type { Context } from '../graphql/context';
import { CalendarDate } from '../graphql/types/scalars';
import type { Correction } from './correct-decision';
import { Decision, DecisionStep } from './decision';
import { proposalById } from './loaders';
import { Proposal } from './proposal';

@ObjectType({ description: 'The right step of a correction that waits to be confirmed.' })
export class CorrectionOfAct {
  @Field(() => DecisionStep, { description: 'What was decided; RETRACTED where nothing was.' })
  step: DecisionStep;

  @Field(() => String, { nullable: true, description: 'Number of the written decision.' })
  number: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Date of the decision.' })
  decidedOn: string | null;
}

@Resolver(() => PendingAct)
export class PendingAwardResolver {
  @FieldResolver(() => Proposal, {
    nullable: true,
    description: 'The award proposal it is about; null where it is about none.',
  })
  proposal(@Root() { targetId }: PendingAct, @Ctx() ctx: Context): Promise<Proposal | null> {
    return ctx.load(proposalById, targetId);
  }

  @FieldResolver(() => CorrectionOfAct, {
    nullable: true,
    description: 'The step it puts in the place of a wrong one; null where it corrects none.',
  })
  correction(@Root() { kind, input }: PendingAct): CorrectionOfAct | null {
    return kind === PendingActKind.CORRECT_DECISION ? (input as Correction) : null;
  }
}

@Resolver(() => Decision)
export class DecisionConfirmationResolver {
  @FieldResolver(() => Confirmation, {
    nullable: true,
    description: 'Who asked for a correction after the closing and who confirmed it; null for any other step.',
  })
  async confirmation(@Root() { proposalId, correctsId }: Decision, @Ctx() ctx: Context): Promise<Confirmation | null> {
    return (correctsId && (await loadConfirmations(ctx, proposalId, correctsId)).at(-1)) || null;
  }
}

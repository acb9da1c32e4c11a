import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Conference } from '../conference/conference';
import { conferenceById } from '../conference/loaders';
import { Allowed } from '../graphql/authorize/allowed';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Context } from '../graphql/context';
import { ListSize } from '../graphql/loading/list-size';
import { Act } from '../graphql/types/payload';
import { ConfirmActInput, confirmAct } from './confirm-act';
import { DeclineActInput, declineAct, WithdrawActInput, withdrawAct } from './decline-act';
import { waitingActs } from './loaders';
import { PendingActPayload } from './payload';
import { PendingAct } from './pending-act';

@Resolver(() => PendingAct)
export class PendingActResolver {
  @Allowed('Mutation.confirmAct')
  @Act(
    PendingActPayload,
    'Confirms what another account asked for, which is done by it. Everything is judged anew. The receipt is that of the act itself.',
  )
  async confirmAct(
    @Arg('input', () => ConfirmActInput, { description: 'Which.' }) input: ConfirmActInput,
    @Ctx() ctx: Context,
  ) {
    const receipt = await confirmAct(ctx.db, ctx.viewer, input, ctx.services.twoKeyActs);
    return { receipt, pendingActId: input.pendingActId };
  }

  @Allowed('Mutation.declineAct')
  @Act(PendingActPayload, 'Declines what another account asked for: it is not done.')
  async declineAct(
    @Arg('input', () => DeclineActInput, { description: 'Which, and why.' }) input: DeclineActInput,
    @Ctx() ctx: Context,
  ) {
    return { receipt: await declineAct(ctx.db, ctx.viewer, input), pendingActId: input.pendingActId };
  }

  @Allowed('Mutation.withdrawAct')
  @Act(PendingActPayload, 'Takes back what the same account asked for and nobody has confirmed yet.')
  async withdrawAct(
    @Arg('input', () => WithdrawActInput, { description: 'Which.' }) input: WithdrawActInput,
    @Ctx() ctx: Context,
  ) {
    return { receipt: await withdrawAct(ctx.db, ctx.viewer, input), pendingActId: input.pendingActId };
  }

  @FieldResolver(() => Conference, { description: 'The conference it is about.' })
  conference(@Root() { conferenceId }: PendingAct, @Ctx() ctx: Context): Promise<Conference | null> {
    return ctx.load(conferenceById, conferenceId);
  }
}

@Resolver(() => Conference)
export class ConferencePendingActsResolver {
  @Allowed('Conference.pendingActs')
  @ListSize(3)
  @FieldResolver(() => [PendingAct], {
    nullable: true,
    description: 'Acts that wait for a second account to confirm them, oldest first; for the desk.',
  })
  pendingActs(@Root() { id }: Conference, @Ctx() ctx: Context): Promise<readonly PendingAct[]> {
    requireAllowed(ctx.viewer, 'Conference.pendingActs', id);
    return ctx.load(waitingActs, id);
  }
}

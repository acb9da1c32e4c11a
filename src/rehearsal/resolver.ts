import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Allowed } from '../graphql/authorize/allowed';
import type { Context } from '../graphql/context';
import { ReceiptType } from '../graphql/types/receipt';
import { StartRehearsalInput, StartRehearsalPayload, startRehearsal } from './start-rehearsal';
import { StopRehearsalInput, stopRehearsal } from './stop-rehearsal';

@Resolver()
export class RehearsalResolver {
  @Mutation(() => StartRehearsalPayload, {
    description:
      'Makes a rehearsal of a conference and lets demo delegates play it, or leaves it to people to practise.',
  })
  @Allowed('Mutation.startRehearsal')
  startRehearsal(
    @Arg('input', () => StartRehearsalInput, { description: 'What to rehearse, and how.' }) input: StartRehearsalInput,
    @Ctx() ctx: Context,
  ): Promise<StartRehearsalPayload> {
    return startRehearsal(ctx.db, ctx.services.rehearsals, ctx.viewer, input);
  }

  @Mutation(() => ReceiptType, {
    description: 'Ends a rehearsal wherever it stands: open polls are void, the conference closes. Nothing is deleted.',
  })
  @Allowed('Mutation.stopRehearsal')
  stopRehearsal(
    @Arg('input', () => StopRehearsalInput, { description: 'Which.' }) input: StopRehearsalInput,
    @Ctx() ctx: Context,
  ): Promise<ReceiptType> {
    return stopRehearsal(ctx.db, ctx.services, ctx.viewer, input);
  }
}

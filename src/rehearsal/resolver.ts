import { Arg, Ctx, Resolver } from 'type-graphql';
import { ConferencePayload } from '../conference/payload';
import { Allowed } from '../graphql/authorize/allowed';
import type { Context } from '../graphql/context';
import { Act, type Payload } from '../graphql/types/payload';
import { RehearsalPayload } from './payload';
import { StartRehearsalInput, startRehearsal } from './start-rehearsal';
import { StopRehearsalInput, stopRehearsal } from './stop-rehearsal';

@Resolver()
export class RehearsalResolver {
  @Act(
    RehearsalPayload,
    'Makes a rehearsal of a conference and lets demo delegates play it, or leaves it to people to practise.',
  )
  @Allowed('Mutation.startRehearsal')
  async startRehearsal(
    @Arg('input', () => StartRehearsalInput, { description: 'What to rehearse, and how.' }) input: StartRehearsalInput,
    @Ctx() ctx: Context,
  ): Promise<Pick<RehearsalPayload, 'receipt' | 'chairCode'>> {
    const { receipt, chairCode } = await startRehearsal(ctx.db, ctx.services.rehearsals, ctx.viewer, input);
    return { receipt, chairCode };
  }

  @Act(
    ConferencePayload,
    'Ends a rehearsal wherever it stands: open polls are void, the conference closes. Nothing is deleted.',
  )
  @Allowed('Mutation.stopRehearsal')
  async stopRehearsal(
    @Arg('input', () => StopRehearsalInput, { description: 'Which.' }) input: StopRehearsalInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await stopRehearsal(ctx.db, ctx.services, ctx.viewer, input) };
  }
}

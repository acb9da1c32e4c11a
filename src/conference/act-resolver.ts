import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Allowed } from '../graphql/authorize/allowed';
import type { Context } from '../graphql/context';
import { ReceiptType } from '../graphql/types/receipt';
import type { Receipt } from '../log/append';
import { AppointLeadershipInput, appointLeadership } from './appoint-leadership';
import { CheckInInput, checkIn } from './check-in';
import { CheckOutInput, checkOut } from './check-out';
import { CloseConferenceInput, closeConference } from './close-conference';
import { FinishAgendaItemInput, finishAgendaItem } from './finish-agenda-item';
import { OpenConferenceInput, openConference } from './open-conference';
import { StartAgendaItemInput, startAgendaItem } from './start-agenda-item';

const what = 'What is asked.';

@Resolver()
export class ConferenceActResolver {
  @Allowed('Mutation.openConference')
  @Mutation(() => ReceiptType, { description: 'Puts a planned conference in session.' })
  openConference(
    @Arg('input', () => OpenConferenceInput, { description: what }) input: OpenConferenceInput,
    @Ctx() ctx: Context,
  ): Promise<Receipt> {
    return openConference(ctx.db, ctx.viewer, input);
  }

  @Allowed('Mutation.closeConference')
  @Mutation(() => ReceiptType, {
    description: 'Ends a conference for good, and the agenda item it was at. Refused while a poll is open.',
  })
  closeConference(
    @Arg('input', () => CloseConferenceInput, { description: what }) input: CloseConferenceInput,
    @Ctx() ctx: Context,
  ): Promise<Receipt> {
    return closeConference(ctx.db, ctx.viewer, input, ctx.services.conferencePolls);
  }

  @Allowed('Mutation.checkIn')
  @Mutation(() => ReceiptType, {
    description: 'Marks a delegate as being in the hall. Delegates do it for themselves, the desk for anyone.',
  })
  checkIn(
    @Arg('input', () => CheckInInput, { description: what }) input: CheckInInput,
    @Ctx() ctx: Context,
  ): Promise<Receipt> {
    return checkIn(ctx.db, ctx.viewer, input);
  }

  @Allowed('Mutation.checkOut')
  @Mutation(() => ReceiptType, {
    description: 'Marks a delegate as having left the hall. Delegates do it for themselves, the desk for anyone.',
  })
  checkOut(
    @Arg('input', () => CheckOutInput, { description: what }) input: CheckOutInput,
    @Ctx() ctx: Context,
  ): Promise<Receipt> {
    return checkOut(ctx.db, ctx.viewer, input);
  }

  @Allowed('Mutation.startAgendaItem')
  @Mutation(() => ReceiptType, {
    description:
      'Takes up an agenda item, also one that was done before; the item that was current is finished with it.',
  })
  startAgendaItem(
    @Arg('input', () => StartAgendaItemInput, { description: what }) input: StartAgendaItemInput,
    @Ctx() ctx: Context,
  ): Promise<Receipt> {
    return startAgendaItem(ctx.db, ctx.viewer, input);
  }

  @Allowed('Mutation.finishAgendaItem')
  @Mutation(() => ReceiptType, { description: 'Finishes the current agenda item without taking up another.' })
  finishAgendaItem(
    @Arg('input', () => FinishAgendaItemInput, { description: what }) input: FinishAgendaItemInput,
    @Ctx() ctx: Context,
  ): Promise<Receipt> {
    return finishAgendaItem(ctx.db, ctx.viewer, input);
  }

  @Allowed('Mutation.appointLeadership')
  @Mutation(() => ReceiptType, {
    description:
      'Appoints the leader and the deputies of a year, all at once; those appointed for it before are superseded.',
  })
  appointLeadership(
    @Arg('input', () => AppointLeadershipInput, { description: what }) input: AppointLeadershipInput,
    @Ctx() ctx: Context,
  ): Promise<Receipt> {
    return appointLeadership(ctx.db, ctx.viewer, input);
  }
}

import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Allowed } from '../graphql/authorize/allowed';
import type { Context } from '../graphql/context';
import { Act, type Payload } from '../graphql/types/payload';
import { AddAgendaItemInput, addAgendaItem } from './add-agenda-item';
import { AddDelegateInput, addDelegate } from './add-delegate';
import { AppointLeadershipInput, appointLeadership } from './appoint-leadership';
import { AssignLeadershipInput, assignLeadership } from './assign-leadership';
import { CheckInInput, checkIn } from './check-in';
import { CheckInAllInput, CheckInDelegatesInput, checkInAll, checkInDelegates } from './check-in-many';
import { CheckOutInput, checkOut } from './check-out';
import { CloseConferenceInput, closeConference } from './close-conference';
import { CorrectAgendaItemInput, correctAgendaItem } from './correct-agenda-item';
import { CorrectDelegateInput, correctDelegate } from './correct-delegate';
import { delegateSheetReport, ImportDelegatesPayload } from './delegate-sheet-report';
import { FinishAgendaItemInput, finishAgendaItem } from './finish-agenda-item';
import { ImportDelegatesInput, importDelegates } from './import-delegates';
import { MoveAgendaItemInput, moveAgendaItem } from './move-agenda-item';
import { OpenConferenceInput, openConference } from './open-conference';
import {
  AgendaItemPayload,
  AssignedLeadershipPayload,
  ConferencePayload,
  DelegatePayload,
  DelegatesPayload,
  LeadershipPayload,
} from './payload';
import { RemoveAgendaItemInput, removeAgendaItem } from './remove-agenda-item';
import { ReplaceDelegateInput, replaceDelegate } from './replace-delegate';
import { StartAgendaItemInput, startAgendaItem } from './start-agenda-item';
import { UndoAgendaStartInput, undoAgendaStart } from './undo-agenda-start';
import { WithdrawDelegateInput, withdrawDelegate } from './withdraw-delegate';

const what = 'What is asked.';

@Resolver()
export class ConferenceActResolver {
  @Allowed('Mutation.openConference')
  @Act(ConferencePayload, 'Puts a planned conference in session.')
  async openConference(
    @Arg('input', () => OpenConferenceInput, { description: what }) input: OpenConferenceInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await openConference(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.closeConference')
  @Act(ConferencePayload, 'Ends a conference for good, and the agenda item it was at. Refused while a poll is open.')
  async closeConference(
    @Arg('input', () => CloseConferenceInput, { description: what }) input: CloseConferenceInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await closeConference(ctx.db, ctx.viewer, input, ctx.services.conferencePolls) };
  }

  @Allowed('Mutation.checkIn')
  @Act(DelegatePayload, 'Marks a delegate as being in the hall. Delegates do it for themselves, the desk for anyone.')
  async checkIn(
    @Arg('input', () => CheckInInput, { description: what }) input: CheckInInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await checkIn(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.checkInDelegates')
  @Act(
    DelegatesPayload,
    'Marks delegates as being in the hall, all of them or none. The receipt is that of the first; each has an entry of the log.',
  )
  checkInDelegates(
    @Arg('input', () => CheckInDelegatesInput, { description: what }) input: CheckInDelegatesInput,
    @Ctx() ctx: Context,
  ) {
    return checkInDelegates(ctx.db, ctx.viewer, input);
  }

  @Allowed('Mutation.checkInAll')
  @Act(
    DelegatesPayload,
    'Marks every delegate of the conference, or of one member at it, as being in the hall who is not there yet.',
  )
  checkInAll(@Arg('input', () => CheckInAllInput, { description: what }) input: CheckInAllInput, @Ctx() ctx: Context) {
    return checkInAll(ctx.db, ctx.viewer, input);
  }

  @Allowed('Mutation.checkOut')
  @Act(
    DelegatePayload,
    'Marks a delegate as having left the hall. Delegates do it for themselves, the desk for anyone.',
  )
  async checkOut(
    @Arg('input', () => CheckOutInput, { description: what }) input: CheckOutInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await checkOut(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.addDelegate')
  @Act(DelegatePayload, 'Puts somebody on the list of delegates, before or while the conference is in session.')
  async addDelegate(
    @Arg('input', () => AddDelegateInput, { description: what }) input: AddDelegateInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await addDelegate(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.correctDelegate')
  @Act(DelegatePayload, 'Puts right what the list says of a delegate; what was cast and signed stays.')
  async correctDelegate(
    @Arg('input', () => CorrectDelegateInput, { description: what }) input: CorrectDelegateInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await correctDelegate(ctx.db, ctx.viewer, input, ctx.services.mandateUse) };
  }

  @Allowed('Mutation.importDelegates')
  @Mutation(() => ImportDelegatesPayload, {
    description:
      'Adds and corrects delegates by a list from a spreadsheet, all of it or nothing; nobody is taken off. The same list again changes nothing. FILE_INVALID has every problem with cell (`path`), value and cure; a dry run has them with their rows.',
  })
  async importDelegates(
    @Arg('input', () => ImportDelegatesInput, { description: 'The list.' }) input: ImportDelegatesInput,
    @Ctx() ctx: Context,
  ): Promise<Omit<ImportDelegatesPayload, 'conference'>> {
    const imported = await importDelegates(ctx.db, ctx.viewer, input, ctx.services);
    const { receipt, conferenceId } = imported;
    return { receipt, conferenceId, report: delegateSheetReport(imported) };
  }

  @Allowed('Mutation.replaceDelegate')
  @Act(
    DelegatePayload,
    'Moves the mandates of one delegate to another of the same member, who stands in for them from now on, also in polls that are open; and back. Its delegate is the one who has them now.',
  )
  async replaceDelegate(
    @Arg('input', () => ReplaceDelegateInput, { description: what }) input: ReplaceDelegateInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await replaceDelegate(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.withdrawDelegate')
  @Act(DelegatePayload, 'Enters that a delegate will not come; what they have cast and signed stays.')
  async withdrawDelegate(
    @Arg('input', () => WithdrawDelegateInput, { description: what }) input: WithdrawDelegateInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await withdrawDelegate(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.startAgendaItem')
  @Act(
    AgendaItemPayload,
    'Takes up an agenda item, also one that was done before; the item that was current is finished with it.',
  )
  async startAgendaItem(
    @Arg('input', () => StartAgendaItemInput, { description: what }) input: StartAgendaItemInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await startAgendaItem(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.finishAgendaItem')
  @Act(AgendaItemPayload, 'Finishes the current agenda item without taking up another.')
  async finishAgendaItem(
    @Arg('input', () => FinishAgendaItemInput, { description: what }) input: FinishAgendaItemInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await finishAgendaItem(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.addAgendaItem')
  @Act(AgendaItemPayload, 'Puts an item on the agenda, until the conference is over.')
  async addAgendaItem(
    @Arg('input', () => AddAgendaItemInput, { description: what }) input: AddAgendaItemInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await addAgendaItem(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.correctAgendaItem')
  @Act(AgendaItemPayload, 'Puts right how an agenda item reads, until the conference is over.')
  async correctAgendaItem(
    @Arg('input', () => CorrectAgendaItemInput, { description: what }) input: CorrectAgendaItemInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await correctAgendaItem(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.moveAgendaItem')
  @Act(AgendaItemPayload, 'Moves an agenda item to another place, until the conference is over.')
  async moveAgendaItem(
    @Arg('input', () => MoveAgendaItemInput, { description: what }) input: MoveAgendaItemInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await moveAgendaItem(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.removeAgendaItem')
  @Act(ConferencePayload, 'Takes an item off the agenda that was never started and has no polls.')
  async removeAgendaItem(
    @Arg('input', () => RemoveAgendaItemInput, { description: what }) input: RemoveAgendaItemInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await removeAgendaItem(ctx.db, ctx.viewer, input, ctx.services.conferencePolls) };
  }

  @Allowed('Mutation.undoAgendaStart')
  @Act(
    AgendaItemPayload,
    'Undoes a mistaken start of the current agenda item: it stands as before, and so does the item that was current then.',
  )
  async undoAgendaStart(
    @Arg('input', () => UndoAgendaStartInput, { description: what }) input: UndoAgendaStartInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await undoAgendaStart(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.appointLeadership')
  @Act(
    LeadershipPayload,
    'Appoints the leader and the deputies of a year, all at once; those appointed for it before are superseded.',
  )
  async appointLeadership(
    @Arg('input', () => AppointLeadershipInput, { description: what }) input: AppointLeadershipInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await appointLeadership(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.assignLeadership')
  @Act(
    AssignedLeadershipPayload,
    "Names the leader and the deputies of a year outside any conference, by the council's office; those who stood for it before are superseded.",
  )
  async assignLeadership(
    @Arg('input', () => AssignLeadershipInput, { description: what }) input: AssignLeadershipInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await assignLeadership(ctx.db, ctx.viewer, input) };
  }
}

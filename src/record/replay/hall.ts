import { AgendaState } from '../../conference/agenda-item';
import type { AttendanceCounts } from '../../conference/attendance';
import type { BlocPart } from '../../conference/bloc-part';
import { ConferenceState } from '../../conference/conference';
import type { AgendaLine, DelegateLine, Handler, RecordState, Told, Words } from './state';

/** Beginning and end of a conference, its bloc, its people and its agenda. */
export const hallHandlers: Readonly<Record<string, Handler>> = {
  conferenceOpened(state, { data }) {
    state.state = ConferenceState.OPEN;
    if (data.voting) restOn(state, data);
  },
  blocChanged(state, { data }) {
    restOn(state, data);
  },
  conferenceClosed(state, told) {
    state.state = ConferenceState.CLOSED;
    const { attendance = null, voting, signing } = told.data as unknown as BlocPart & { attendance?: AttendanceCounts };
    state.attendanceAtClosing = attendance;
    if (attendance) state.bloc = { ...state.bloc, voting, signing };
    finish(state.agenda, told.data.finished);
  },
  delegateCheckedIn(state, { subject }) {
    state.present[subject] = true;
  },
  delegateCheckedOut(state, { subject }) {
    delete state.present[subject];
  },
  delegateAdded: list,
  delegateCorrected: list,
  delegateReplaced: list,
  delegateWithdrawn: list,
  agendaItemStarted(state, told) {
    finish(state.agenda, told.data.finished);
    itemOf(state.agenda, told).state = AgendaState.CURRENT;
  },
  agendaItemFinished(state, told) {
    itemOf(state.agenda, told).state = AgendaState.DONE;
  },
  agendaStartUndone(state, told) {
    itemOf(state.agenda, told).state = told.data.state as AgendaState;
    const resumed = told.data.resumed as { itemId: string } | null;
    if (resumed) itemOf(state.agenda, told, resumed.itemId).state = AgendaState.CURRENT;
  },
  agendaItemAdded(state, { subject, data }) {
    const { code, title, session } = data as unknown as AgendaLine;
    const item = { id: subject, code, title, session, state: AgendaState.PENDING };
    state.agenda = inOrder([...state.agenda, item], data.order);
  },
  agendaItemRemoved(state, { data }) {
    state.agenda = inOrder(state.agenda, data.order);
  },
  agendaItemMoved(state, { data }) {
    state.agenda = inOrder(state.agenda, data.order);
  },
  agendaItemCorrected(state, told) {
    Object.assign(itemOf(state.agenda, told), told.data.after);
  },
};

/** Of a draft the parties are those of the bloc at the moment. */
function restOn(state: RecordState, { voting, signing, quorum = null }: Told['data']): void {
  state.bloc = { voting, signing, quorum } as unknown as BlocPart;
  for (const pact of Object.values(state.pacts))
    if (pact.state === 'DRAFT' && pact.year === state.opens) pact.parties = state.bloc.signing;
}

/** What the log says of a delegate, or of two, as they are from there on. */
function list(state: RecordState, { data }: Told): void {
  for (const after of [data.after].flat() as readonly ToldDelegate[]) {
    const { member, ordinal, ...rest } = after;
    const place = ordinal ?? state.delegates[after.id]?.ordinal ?? Object.keys(state.delegates).length + 1;
    state.delegates[after.id] = { ...rest, ordinal: place, memberId: member?.id ?? null };
  }
}

interface ToldDelegate extends Omit<DelegateLine, 'memberId' | 'ordinal'> {
  readonly member: { readonly id: string; readonly name: Words } | null;
  /** Entries of older releases do not tell it. */
  readonly ordinal?: number;
}

/** @throws Error for an item that nothing told of */
function itemOf(agenda: readonly AgendaLine[], { kind, subject }: Told, id: string = subject): AgendaLine {
  const item = agenda.find((each) => each.id === id);
  if (!item) throw new Error(`${kind} ${subject}: the agenda has no item ${id}`);
  return item;
}

function finish(agenda: readonly AgendaLine[], finished: unknown): void {
  const { itemId } = (finished ?? {}) as { readonly itemId?: string };
  for (const item of agenda) if (item.id === itemId) item.state = AgendaState.DONE;
}

const inOrder = (agenda: readonly AgendaLine[], order: unknown): AgendaLine[] =>
  (order as readonly string[]).flatMap((id) => agenda.filter((item) => item.id === id));

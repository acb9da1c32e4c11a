import { Field, ID, InputType } from 'type-graphql';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { AgendaItem, AgendaState } from './agenda-item';
import { agendaStartUndone } from './events';
import { holdAgendaItem } from './lock-agenda';
import { requireOpen } from './lock-conference';
import { undoStartRefusal } from './rules';

@InputType({ description: 'Which agenda item was started by mistake.' })
export class UndoAgendaStartInput extends ActInput {
  @Field(() => ID, { description: 'The agenda item; it must be the current one.' })
  itemId: string;
}

/**
 * Undoes the start of the current agenda item: it stands as it did before, and so does the item that was current then.
 * The log keeps both. Polls and the pact are not touched.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_NOT_OPEN, AGENDA_STATE
 */
export function undoAgendaStart(db: Database, viewer: Viewer, input: UndoAgendaStartInput): Promise<Receipt> {
  const itemId = asId(input.itemId);
  const ask = { act: 'undoAgendaStart', about: { itemId }, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, ask, async (tx) => {
    const { conference, agenda, item } = await holdAgendaItem(tx, itemId);
    requireAllowed(viewer, 'Mutation.undoAgendaStart', conference.id);
    requireOpen(conference);
    const refusal = undoStartRefusal(item);
    if (refusal || !item.undoTo) throw new Refusal(refusal ?? 'AGENDA_STATE', { state: item.state });
    const { state, startedAt, finishedAt, current } = item.undoTo;
    const instant = (text: string | null) => (text === null ? null : new Date(text));
    const before = { state, startedAt: instant(startedAt), finishedAt: instant(finishedAt), undoTo: null };
    await tx.update(AgendaItem, item.id, before);
    const resumed = agenda.find(({ id }) => id === current) ?? null;
    if (resumed) await tx.update(AgendaItem, resumed.id, { state: AgendaState.CURRENT, finishedAt: null });
    return agendaStartUndone({ ...item, ...before }, resumed);
  });
}

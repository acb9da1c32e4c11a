import { Field, ID, InputType } from 'type-graphql';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { AgendaItem } from './agenda-item';
import { agendaItemRemoved } from './events';
import { holdAgendaItem, numberAgenda } from './lock-agenda';
import { takeConference } from './lock-conference';
import type { ConferencePolls } from './polls';
import { overRefusal, removeRefusal } from './rules';

@InputType({ description: 'Which agenda item to take off the agenda.' })
export class RemoveAgendaItemInput extends ActInput {
  @Field(() => ID, { description: 'The agenda item; one that was never started and has no polls.' })
  itemId: string;
}

/**
 * Takes an item off the agenda that was never started, or whose start was undone. What the log says of it stays.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE, AGENDA_STATE
 */
export function removeAgendaItem(
  db: Database,
  viewer: Viewer,
  input: RemoveAgendaItemInput,
  polls: ConferencePolls,
): Promise<Receipt> {
  const itemId = asId(input.itemId);
  const ask = { act: 'removeAgendaItem', about: { itemId }, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, ask, async (tx) => {
    const { conference, agenda, item } = await holdAgendaItem(tx, itemId, takeConference);
    requireAllowed(viewer, 'Mutation.removeAgendaItem', conference.id);
    const over = overRefusal(conference.state);
    if (over) throw new Refusal(over, { state: conference.state });
    const belonging = await polls.ofItem(tx, item.id);
    const refusal = removeRefusal(item, belonging.length);
    if (refusal) throw new Refusal(refusal, { state: item.state, polls: belonging });
    await tx.delete(AgendaItem, { id: item.id });
    const rest = agenda.filter(({ id }) => id !== item.id);
    return agendaItemRemoved(item, await numberAgenda(tx, rest));
  });
}

import { Field, ID, InputType } from 'type-graphql';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { agendaItemFinished } from './events';
import { finishCurrent, holdAgendaItem } from './lock-agenda';
import { requireOpen } from './lock-conference';
import { finishRefusal } from './rules';

@InputType({ description: 'Which agenda item to finish.' })
export class FinishAgendaItemInput extends ActInput {
  @Field(() => ID, { description: 'The agenda item; it must be the current one.' })
  itemId: string;
}

/**
 * Finishes the current agenda item without taking up another, as before a break.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_NOT_OPEN, AGENDA_STATE
 */
export async function finishAgendaItem(db: Database, viewer: Viewer, input: FinishAgendaItemInput): Promise<Receipt> {
  const itemId = asId(input.itemId);
  const ask = { act: 'finishAgendaItem', about: { itemId }, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, ask, async (tx) => {
    const { conference, agenda, item } = await holdAgendaItem(tx, itemId);
    requireAllowed(viewer, 'Mutation.finishAgendaItem', conference.id);
    requireOpen(conference);
    const refusal = finishRefusal(item.state);
    if (refusal) throw new Refusal(refusal, { state: item.state });
    await finishCurrent(tx, agenda);
    return agendaItemFinished(item);
  });
}

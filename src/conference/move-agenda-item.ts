import { Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { agendaItemMoved } from './events';
import { holdAgendaItem, numberAgenda } from './lock-agenda';
import { takeConference } from './lock-conference';
import { overRefusal } from './rules';

@InputType({ description: 'Which agenda item to move, and where to.' })
export class MoveAgendaItemInput extends ActInput {
  @Field(() => ID, { description: 'The agenda item.' })
  itemId: string;

  @Field(() => Int, { description: 'Its new place on the agenda, from 1; the last where there are fewer.' })
  @Min(1)
  @Max(10_000)
  place: number;
}

/**
 * Moves an agenda item to another place, until the conference is over; the others keep their order.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE
 */
export function moveAgendaItem(db: Database, viewer: Viewer, input: MoveAgendaItemInput): Promise<Receipt> {
  const { idempotencyKey, ...about } = input;
  return act(db, viewer, { act: 'moveAgendaItem', about: asked(about), idempotencyKey }, async (tx) => {
    const { conference, agenda, item } = await holdAgendaItem(tx, asId(input.itemId), takeConference);
    requireAllowed(viewer, 'Mutation.moveAgendaItem', conference.id);
    const refusal = overRefusal(conference.state);
    if (refusal) throw new Refusal(refusal, { state: conference.state });
    const place = Math.min(input.place, agenda.length);
    const from = agenda.indexOf(item) + 1;
    const order = await numberAgenda(tx, agenda.toSpliced(from - 1, 1).toSpliced(place - 1, 0, item));
    return agendaItemMoved({ ...item, ordinal: place }, from, order);
  });
}

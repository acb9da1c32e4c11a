import { Field, ID, InputType } from 'type-graphql';
import { now } from '../clock';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { AgendaItem, AgendaState, type BeforeStart } from './agenda-item';
import { agendaItemStarted } from './events';
import { finishCurrent, holdAgendaItem } from './lock-agenda';
import { requireOpen } from './lock-conference';
import { startRefusal } from './rules';

@InputType({ description: 'Which agenda item to take up.' })
export class StartAgendaItemInput extends ActInput {
  @Field(() => ID, { description: 'The agenda item.' })
  itemId: string;
}

function beforeStart({ state, startedAt, finishedAt }: AgendaItem, current: AgendaItem | null): BeforeStart {
  return {
    state: state === AgendaState.DONE ? state : AgendaState.PENDING,
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    current: current?.id ?? null,
  };
}

/**
 * Takes up an agenda item, also one that was done before or out of turn. The item that was current is finished with
 * the same act, so that the hall is never at two items nor between them.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_NOT_OPEN, AGENDA_STATE
 */
export async function startAgendaItem(db: Database, viewer: Viewer, input: StartAgendaItemInput): Promise<Receipt> {
  const itemId = asId(input.itemId);
  const ask = { act: 'startAgendaItem', about: { itemId }, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, ask, async (tx) => {
    const { conference, agenda, item } = await holdAgendaItem(tx, itemId);
    requireAllowed(viewer, 'Mutation.startAgendaItem', conference.id);
    requireOpen(conference);
    const refusal = startRefusal(item.state);
    if (refusal) throw new Refusal(refusal, { state: item.state });
    const finished = await finishCurrent(tx, agenda);
    const undoTo = beforeStart(item, finished);
    await tx.update(AgendaItem, item.id, { state: AgendaState.CURRENT, startedAt: now(), finishedAt: null, undoTo });
    return agendaItemStarted(item, finished);
  });
}

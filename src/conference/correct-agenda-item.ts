import { ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { sameText, TextPairInput, textPair } from '../graphql/types/text-pair';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { AgendaItem, AgendaSession } from './agenda-item';
import { agendaItemCorrected } from './events';
import { holdAgendaItem } from './lock-agenda';
import { overRefusal } from './rules';

@InputType({ description: 'How an agenda item is to read.' })
export class CorrectAgendaItemInput extends ActInput {
  @Field(() => ID, { description: 'The agenda item.' })
  itemId: string;

  @Field(() => TextPairInput, { description: 'What it is about, whole: English that is left out is gone.' })
  @ValidateNested()
  title: TextPairInput;

  @Field(() => AgendaSession, { nullable: true, description: 'As it was unless given.' })
  session?: AgendaSession | null;
}

/**
 * Puts right how an agenda item reads, whatever its state, until the conference is over. The log keeps how it read.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE, BAD_USER_INPUT
 */
export function correctAgendaItem(db: Database, viewer: Viewer, input: CorrectAgendaItemInput): Promise<Receipt> {
  const { idempotencyKey, ...about } = input;
  return act(db, viewer, { act: 'correctAgendaItem', about: asked(about), idempotencyKey }, async (tx) => {
    const { conference, item } = await holdAgendaItem(tx, asId(input.itemId));
    requireAllowed(viewer, 'Mutation.correctAgendaItem', conference.id);
    const refusal = overRefusal(conference.state);
    if (refusal) throw new Refusal(refusal, { state: conference.state });
    const corrected = { title: textPair(input.title), session: input.session ?? item.session };
    if (sameText(corrected.title, item.title) && corrected.session === item.session)
      throw new Refusal('BAD_USER_INPUT', { argument: 'title', cure: 'It says this already. Send what differs.' });
    await tx.update(AgendaItem, item.id, corrected);
    return agendaItemCorrected({ ...item, ...corrected }, item);
  });
}

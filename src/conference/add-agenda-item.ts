import { randomUUID } from 'node:crypto';
import { IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { ActInput } from '../graphql/types/act-input';
import { TextPairInput, textPair } from '../graphql/types/text-pair';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { AgendaItem, AgendaSession, AgendaState } from './agenda-item';
import { agendaItemAdded } from './events';
import { lockAgenda, numberAgenda } from './lock-agenda';
import { takeConference } from './lock-conference';
import { overRefusal } from './rules';

@InputType({ description: 'What to put on the agenda.' })
export class AddAgendaItemInput extends ActInput {
  @Field(() => ID, { description: 'The conference.' })
  conferenceId: string;

  @Field(() => TextPairInput, { description: 'What it is about.' })
  @ValidateNested()
  title: TextPairInput;

  @Field(() => AgendaSession, { nullable: true, description: 'OFFICIAL unless given.' })
  session?: AgendaSession | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Its place on the agenda, from 1; those from there on move down. The last unless given, or where there are fewer.',
  })
  @IsOptional()
  @Min(1)
  @Max(10_000)
  place?: number | null;
}

/**
 * Puts an item on the agenda of a conference that is not over. Takes the conference FOR UPDATE, so that two do not get
 * one place.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE, BAD_USER_INPUT
 */
export function addAgendaItem(db: Database, viewer: Viewer, input: AddAgendaItemInput): Promise<Receipt> {
  const { idempotencyKey, ...about } = input;
  return act(db, viewer, { act: 'addAgendaItem', about: asked(about), idempotencyKey }, async (tx) => {
    const conference = await takeConference(tx, input.conferenceId);
    requireAllowed(viewer, 'Mutation.addAgendaItem', conference.id);
    const refusal = overRefusal(conference.state);
    if (refusal) throw new Refusal(refusal, { state: conference.state });
    const agenda = await lockAgenda(tx, conference.id);
    const place = Math.min(input.place ?? Number.POSITIVE_INFINITY, agenda.length + 1);
    const item: AgendaItem = {
      id: randomUUID(),
      conferenceId: conference.id,
      code: freeCode(agenda),
      ordinal: place,
      session: input.session ?? AgendaSession.OFFICIAL,
      title: textPair(input.title),
      state: AgendaState.PENDING,
      startedAt: null,
      finishedAt: null,
      undoTo: null,
    };
    await tx.insert(AgendaItem, item);
    return agendaItemAdded(item, await numberAgenda(tx, agenda.toSpliced(place - 1, 0, item)));
  });
}

/** The first of `bo-sung-1`, `bo-sung-2`, … (bổ sung: added) that no item has. */
function freeCode(agenda: readonly AgendaItem[]): string {
  const taken = new Set(agenda.map(({ code }) => code));
  let number = 1;
  while (taken.has(`bo-sung-${number}`)) number += 1;
  return `bo-sung-${number}`;
}

import { ArrayMaxSize, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { type EntityManager, In } from 'typeorm';
import { now } from '../clock';
import { lockConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { EachOnce } from '../graphql/types/each-once';
import { TextPairInput, textPair } from '../graphql/types/text-pair';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { Poll, PollState } from '../poll/poll';
import { hallShown } from './events';
import { HallScene, HallView } from './hall-view';
import { missingFor } from './rules';

/** As many boards as one screen shows so that they can be read from far. */
const mostPolls = 12;

@InputType({ description: 'What the hall is to show.' })
export class ShowOnHallInput extends ActInput {
  @Field(() => ID, { description: 'The conference.' })
  conferenceId: string;

  @Field(() => HallScene, { description: 'What to show.' })
  scene: HallScene;

  @Field(() => [ID], {
    nullable: true,
    description: `For POLLS: which, 1 to ${mostPolls} of the conference, open or closed.`,
  })
  @IsOptional()
  @ArrayMaxSize(mostPolls)
  @EachOnce()
  pollIds?: string[] | null;

  @Field(() => TextPairInput, { nullable: true, description: 'For TEXT what to write, and for BREAK what to add.' })
  @ValidateNested()
  text?: TextPairInput | null;

  @Field(() => Int, { nullable: true, description: 'For BREAK: in how many minutes it ends, 1 to 600.' })
  @IsOptional()
  @Min(1)
  @Max(600)
  minutes?: number | null;
}

/**
 * Chooses what the big screens of the hall show, until the next vote opens or something else ends it (hall/rules).
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE, BAD_USER_INPUT, POLL_STATE
 */
export function showOnHall(db: Database, viewer: Viewer, input: ShowOnHallInput): Promise<Receipt> {
  const { idempotencyKey, ...about } = input;
  return act(db, viewer, { act: 'showOnHall', about: asked(about), idempotencyKey }, async (tx) => {
    const conference = await lockConference(tx, input.conferenceId);
    requireAllowed(viewer, 'Mutation.showOnHall', conference.id);
    if (conference.state === 'CLOSED') throw new Refusal('CONFERENCE_STATE', { state: conference.state });
    const pollIds = await showable(tx, conference.id, (input.pollIds ?? []).map(asId));
    const fault = missingFor(input);
    if (fault) throw new Refusal('BAD_USER_INPUT', fault);
    const view = viewOf(conference.id, input, pollIds, now());
    await tx.upsert(HallView, view, ['conferenceId']);
    return hallShown(view);
  });
}

/** Polls of the conference that can be shown. @throws Refusal NOT_FOUND, POLL_STATE */
async function showable(tx: EntityManager, conferenceId: string, ids: readonly string[]): Promise<readonly string[]> {
  const polls = await tx.findBy(Poll, { id: In([...ids]), conferenceId });
  if (polls.length < ids.length) throw new Refusal('NOT_FOUND');
  const unseen = polls.find(({ state }) => state !== PollState.OPEN && state !== PollState.CLOSED);
  if (unseen) throw new Refusal('POLL_STATE', { pollId: unseen.id, state: unseen.state });
  return ids;
}

/** Keeps of what was given what the scene shows. */
function viewOf(conferenceId: string, input: ShowOnHallInput, pollIds: readonly string[], at: Date): HallView {
  const { scene, text, minutes } = input;
  const isBreak = scene === HallScene.BREAK;
  return {
    conferenceId,
    scene,
    pollIds: scene === HallScene.POLLS ? [...pollIds] : [],
    text: text && (isBreak || scene === HallScene.TEXT) ? textPair(text) : null,
    endsAt: isBreak && minutes ? new Date(at.getTime() + minutes * 60_000) : null,
    chosenAt: at,
  };
}

import type { Code } from '../errors/codes';
import type { HallScene, HallView } from './hall-view';
import type { SpeakerState } from './speaker';

/** What has begun last at a conference, as far as it ends what was chosen for the hall; null where nothing has. */
export interface LastBegun {
  readonly poll: Date | null;
  readonly pactInForce: Date | null;
  readonly item: Date | null;
}

/** Scenes of one moment of the agenda: the next item ends them. */
const ofTheItem: ReadonlySet<HallScene> = new Set<string>(['POLLS', 'TEXT', 'BREAK']) as ReadonlySet<HallScene>;

/**
 * What the hall shows of what was chosen. A choice stands until the next poll opens or the pact comes into force; a
 * result, a text and a break also until the next item begins. So nothing stale stays, and no vote goes unseen.
 * @param shown how many of the chosen polls can be shown: open or closed, neither drafts nor set aside
 */
export function sceneNow(
  { scene, chosenAt }: Pick<HallView, 'scene' | 'chosenAt'>,
  last: LastBegun,
  shown: { readonly polls: number; readonly open: number },
): HallScene {
  const automatic = 'AUTOMATIC' as HallScene;
  const since = (at: Date | null) => at !== null && at > chosenAt;
  if (since(last.poll)) return automatic;
  if (scene !== 'WALL' && since(last.pactInForce)) return automatic;
  if (scene === 'POLLS' && shown.polls === 0) return automatic;
  if (ofTheItem.has(scene) && shown.open === 0 && since(last.item)) return automatic;
  return scene;
}

/** What the scene cannot be shown without, and was not given; or null. */
export function missingFor(input: {
  readonly scene: HallScene;
  readonly pollIds?: readonly string[] | null;
  readonly text?: unknown;
}): { readonly argument: string; readonly cure: string } | null {
  if (input.scene === 'POLLS' && !input.pollIds?.length)
    return { argument: 'pollIds', cure: 'Name the polls to show.' };
  return input.scene === 'TEXT' && !input.text ? { argument: 'text', cure: 'Say what to write.' } : null;
}

/** Why a speaker in this state may not wait any more, or be moved; or null. */
export function waitingRefusal(state: SpeakerState): Code | null {
  return state === 'WAITING' ? null : 'SPEAKER_STATE';
}

/** Why somebody may not be given the floor, or null. @param speaking whether somebody speaks already */
export function floorRefusal(state: SpeakerState, speaking: boolean): Code | null {
  if (state !== 'WAITING') return 'SPEAKER_STATE';
  return speaking ? 'FLOOR_TAKEN' : null;
}

/** Why a speaker may not be given more or less time, or null. */
export function timeRefusal(state: SpeakerState): Code | null {
  return state === 'WAITING' || state === 'SPEAKING' ? null : 'SPEAKER_STATE';
}

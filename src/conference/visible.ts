import { asId, type Context, found } from '../graphql/context';
import { type Conference, ConferenceNature } from './conference';
import { conferenceById } from './loaders';
import { isVisible } from './visibility';

/**
 * The conference, for whatever belongs to it. One that is not the viewer's to see is answered as if it did not exist.
 * @throws Refusal NOT_FOUND
 */
export async function visibleConference(ctx: Context, id: string): Promise<Conference> {
  const conference = found(await ctx.load(conferenceById, asId(id)));
  ctx.about(conference.id);
  return found(isVisible(ctx.viewer, conference) ? conference : null);
}

/**
 * Of facts about a bloc or member, those that no rehearsal and no conference hidden from the viewer brought up.
 * Facts of no conference are anyone's to see.
 */
export async function visibleFacts<T extends { readonly conferenceId: string | null }>(
  ctx: Context,
  facts: readonly T[],
): Promise<T[]> {
  const conferences = await Promise.all(
    facts.map(({ conferenceId }) => (conferenceId === null ? null : ctx.load(conferenceById, conferenceId))),
  );
  return facts.filter((fact, index) => {
    if (fact.conferenceId === null) return true;
    const conference = conferences[index];
    return conference && conference.nature !== ConferenceNature.REHEARSAL && isVisible(ctx.viewer, conference);
  });
}

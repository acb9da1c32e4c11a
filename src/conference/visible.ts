import { type Context, found, idOrNull } from '../graphql/context';
import type { Loader } from '../graphql/loading/loader';
import { type Conference, ConferenceNature } from './conference';
import { conferenceById } from './loaders';
import { isVisible } from './visibility';

/** The conference of an id; null where there is none, and where it is not the viewer's to see. */
export async function seenConference(ctx: Context, id: string): Promise<Conference | null> {
  const asked = idOrNull(id);
  const conference = asked && (await ctx.load(conferenceById, asked));
  if (!conference) return null;
  ctx.about(conference.id);
  return isVisible(ctx.viewer, conference) ? conference : null;
}

/** The thing of an id, of a conference the viewer may see or of none; null for any other id. */
export async function seen<T extends { readonly conferenceId: string | null }>(
  ctx: Context,
  loader: Loader<string, T | null>,
  id: string,
): Promise<T | null> {
  const asked = idOrNull(id);
  const thing = asked && (await ctx.load(loader, asked));
  if (!thing) return null;
  if (thing.conferenceId === null) return thing;
  return (await seenConference(ctx, thing.conferenceId)) ? thing : null;
}

/** Like `seenConference`, for what cannot be without it. @throws Refusal NOT_FOUND */
export async function visibleConference(ctx: Context, id: string): Promise<Conference> {
  return found(await seenConference(ctx, id));
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

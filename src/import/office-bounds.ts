import type { EntityManager } from 'typeorm';
import { Award } from '../award/award';
import { Bloc } from '../bloc/bloc';
import { openedAtBlocs } from '../bloc/hold-role';
import { LeadershipTerm } from '../bloc/leadership-term';
import { Member } from '../bloc/member';
import { Membership } from '../bloc/membership';
import { ConferenceNature, ConferenceState, Visibility } from '../conference/conference';
import { Refusal } from '../errors/refusal';
import type { Viewer } from '../graphql/authorize/viewer';
import type { Write } from './change-set';
import type { ExistingRows } from './existing-rows';
import { faults } from './faults';
import type { Plan } from './plan-import';

const field = 'Mutation.importConference';

/**
 * What a leader's office is asked before a file is compared with the database: the role at the bloc of the file, which has
 * to be there. Of a conference of another bloc it hears only that the slug is taken.
 * @param hold empty in a snapshot that only reads
 * @throws Refusal FORBIDDEN, CONFERENCE_STATE, FILE_INVALID
 */
export async function requireOffice(
  tx: EntityManager,
  viewer: Viewer,
  { bloc, conference }: Pick<ExistingRows, 'bloc' | 'conference'>,
  hold: 'for share' | '',
): Promise<void> {
  const by = bloc && (await openedAtBlocs(tx, viewer, field, [bloc.id], hold));
  if (!by) throw new Refusal('FORBIDDEN', { field, blocId: bloc?.id ?? null });
  if (!conference) return;
  if (conference.blocId !== bloc.id) {
    const problem = { path: '/conference/slug', value: conference.slug, ...faults.slugOfOtherBloc };
    throw new Refusal('FILE_INVALID', { problems: [problem] });
  }
  if (conference.state !== ConferenceState.PLANNED) throw new Refusal('CONFERENCE_STATE', { state: conference.state });
}

/**
 * What a leader's office may not do by a file, though the file holds: tell of the past, show a conference to everybody, say who belongs to
 * the bloc, how the bloc is called and who leads it, and change the catalogue of awards, which is that of all blocs.
 * @throws Refusal FORBIDDEN with `beyond`, what of the file is an administrator's
 */
export function requireWithinOffice(plan: Pick<Plan, 'conference' | 'writes'>): void {
  const beyond = beyondOffice(plan);
  if (beyond.length > 0)
    throw new Refusal('FORBIDDEN', { field, beyond, cure: 'Leave it out, or let an administrator import the file.' });
}

/** Keys of a conference file. */
type Beyond = 'nature' | 'visibility' | 'bloc' | 'members' | 'awards' | 'leadership';

/** What of a plan a leader's office may not do, by the keys of the file; empty where it may do all of it. */
function beyondOffice({ conference, writes }: Pick<Plan, 'conference' | 'writes'>): readonly Beyond[] {
  const { before = null, after } = conference ?? {};
  const touches = (table: Write['table'], kinds: readonly Write['kind'][] = ['INSERT', 'UPDATE', 'DELETE']) =>
    writes.some((write) => write.table === table && kinds.includes(write.kind));
  const renames = writes.some(
    (write) => write.table === Bloc && (write.kind !== 'UPDATE' || 'name' in write.changes || 'kind' in write.changes),
  );
  const found: readonly (readonly [Beyond, boolean])[] = [
    ['nature', after !== undefined && after.nature !== ConferenceNature.LIVE],
    ['visibility', after !== undefined && after.visibility !== (before?.visibility ?? Visibility.PARTICIPANTS)],
    ['bloc', renames],
    ['members', touches(Membership) || touches(Member, ['INSERT', 'DELETE'])],
    ['awards', touches(Award)],
    ['leadership', touches(LeadershipTerm)],
  ];
  return found.flatMap(([key, isBeyond]) => (isBeyond ? [key] : []));
}

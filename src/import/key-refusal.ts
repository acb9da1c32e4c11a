import { type Conference, ConferenceState, Visibility } from '../conference/conference';
import { isVisible } from '../conference/visibility';
import { Refusal } from '../errors/refusal';
import { requireAllowed, requireAllowedEverywhere } from '../graphql/authorize/authority';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import type { PlannedConference } from './plan-import';

const field = 'Mutation.importConference';

/**
 * Whether the viewer may have a file of this conference compared with what is stored; a report and its conflicts tell
 * what that is. An app's key must hold there and may read it; one that is limited brings no other conference in.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN
 */
export function requireSight(viewer: Viewer, before: Conference | null): void {
  if (before === null) requireAllowedEverywhere(viewer, field);
  else requireAllowed(viewer, field, before.id);
  if (before && !isVisible(viewer, before)) throw new Refusal('FORBIDDEN', { field, visibility: before.visibility });
}

/**
 * Whether the viewer may write the file. An app's key makes nothing public, and while people sit together it changes
 * neither who may look on nor what the conference is called: that is for an administrator.
 * @throws Refusal FORBIDDEN
 */
export function requirePublicity(viewer: Viewer, planned: PlannedConference | null): void {
  if (viewer.role !== Role.APP || !planned) return;
  const { before, after } = planned;
  const seen = before?.visibility ?? Visibility.PARTICIPANTS;
  const isWidened = after.visibility === Visibility.PUBLIC && seen !== Visibility.PUBLIC;
  const isChanged = after.visibility !== seen || after.name.vi !== before?.name.vi || after.name.en !== before.name.en;
  if (isWidened || (before?.state === ConferenceState.OPEN && isChanged))
    throw new Refusal('FORBIDDEN', { field, visibility: after.visibility, cure: 'Let an administrator import it.' });
}

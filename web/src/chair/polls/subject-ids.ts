import type { SubjectAtDeskFragment } from '../desk.documents';

type Kind = SubjectAtDeskFragment['__typename'];

const idOf = (about: SubjectAtDeskFragment | null | undefined, kind: Kind): string | null =>
  about?.__typename === kind ? about.id : null;

/** What a question or an option is about, as inputs name it: each null where it is about something else. */
export const proposalIdOf = (about: SubjectAtDeskFragment | null | undefined) => idOf(about, 'AwardProposal');
export const memberIdOf = (about: SubjectAtDeskFragment | null | undefined) => idOf(about, 'Member');

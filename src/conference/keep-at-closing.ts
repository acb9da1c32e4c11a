import type { EntityManager } from 'typeorm';
import type { AttendanceCounts } from './attendance';
import { readBlocPart } from './bloc-part';
import { Conference } from './conference';
import { MemberAtClosing } from './member-at-closing';
import { attendanceByConference } from './read-attendance';

/** What a conference keeps of the bloc and the hall from its closing on. */
export interface KeptAtClosing {
  /** Ids of the members of the year that was judged, in the order of the bloc. */
  readonly voting: readonly string[];
  /** Ids of the members of the year that was opened. */
  readonly signing: readonly string[];
  readonly attendance: AttendanceCounts;
}

/**
 * Keeps the members, the attendance and the quorum of a conference as they are now, in place of what was kept before. No
 * later file or act changes them: only a record of the past, when its own file is imported changed, is kept anew.
 */
export async function keepAtClosing(tx: EntityManager, conference: Conference): Promise<KeptAtClosing> {
  const { id } = conference;
  const { voting, signing } = await readBlocPart(tx, conference);
  await tx.delete(MemberAtClosing, { conferenceId: id });
  await tx.insert(
    MemberAtClosing,
    [...new Set([...voting, ...signing])].map((memberId, index) => ({
      conferenceId: id,
      memberId,
      ordinal: index + 1,
      voting: voting.includes(memberId),
      signing: signing.includes(memberId),
    })),
  );
  await tx.update(Conference, id, { attendanceAtClosing: null });
  const [counted] = await attendanceByConference.read(tx, [id]);
  if (!counted) throw new Error(`conference ${id}: it has no attendance`);
  const { conferenceId: _, ...attendance } = counted;
  await tx.update(Conference, id, { attendanceAtClosing: attendance });
  return { voting, signing, attendance };
}

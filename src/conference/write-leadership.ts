import { randomUUID } from 'node:crypto';
import { type EntityManager, In, IsNull } from 'typeorm';
import { type AppointmentMode, LeadershipRole, LeadershipTerm } from '../bloc/leadership-term';
import { Member } from '../bloc/member';
import { readDatabaseNow } from '../database/database-now';

/** Who is to lead in one year, and on what grounds. */
export interface Appointment {
  readonly blocId: string;
  /** The conference that appoints; null for the council. */
  readonly conferenceId: string | null;
  /** True: it stands at that conference only. */
  readonly rehearsal: boolean;
  readonly year: number;
  readonly mode: AppointmentMode;
  /** Ids of members, the leader first. */
  readonly chosen: readonly string[];
}

/** What became of an appointment, for the log: terms with the leader's first. */
export interface Appointed {
  readonly terms: readonly LeadershipTerm[];
  readonly superseded: readonly LeadershipTerm[];
  readonly members: ReadonlyMap<string, Member>;
}

/**
 * Ends the standing terms of the year, of the bloc or, in a rehearsal, of the rehearsal, and writes the new ones. Hold the
 * bloc before.
 */
export async function writeLeadership(tx: EntityManager, appointment: Appointment): Promise<Appointed> {
  const { blocId, conferenceId, rehearsal, year } = appointment;
  const scope = rehearsal ? { conferenceId: conferenceId ?? IsNull(), rehearsal } : { blocId, rehearsal };
  const where = { ...scope, year, supersededAt: IsNull() };
  const superseded = await tx.find(LeadershipTerm, { where, order: { role: 'DESC', ordinal: 'ASC' } });
  if (superseded.length) await tx.update(LeadershipTerm, where, { supersededAt: await readDatabaseNow(tx) });
  const terms = appointment.chosen.map((memberId, place) => termOf(appointment, memberId, place));
  await tx.insert(LeadershipTerm, terms);
  const named = await tx.findBy(Member, { id: In([...terms, ...superseded].map((term) => term.memberId)) });
  return { terms, superseded, members: new Map(named.map((member) => [member.id, member])) };
}

/** @param place 0 for the leader, n for the nth deputy */
function termOf(appointment: Appointment, memberId: string, place: number): LeadershipTerm {
  const { blocId, conferenceId, rehearsal, year, mode } = appointment;
  return {
    id: randomUUID(),
    blocId,
    memberId,
    conferenceId,
    year,
    role: place === 0 ? LeadershipRole.LEADER : LeadershipRole.DEPUTY,
    ordinal: Math.max(place, 1),
    mode,
    rehearsal,
    supersededAt: null,
  };
}

import { randomUUID } from 'node:crypto';
import { ArrayMaxSize } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { type EntityManager, In, IsNull } from 'typeorm';
import { Bloc } from '../bloc/bloc';
import { AppointmentMode, LeadershipRole, LeadershipTerm } from '../bloc/leadership-term';
import { Member } from '../bloc/member';
import { membersOfYear } from '../bloc/read-members';
import { now } from '../clock';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { type Conference, ConferenceNature } from './conference';
import { leadershipAppointed } from './events';
import { lockConference, requireOpen } from './lock-conference';
import { appointmentFault } from './rules';

@InputType({ description: 'Who is to lead the bloc, and who to deputise, in one year.' })
export class AppointLeadershipInput extends ActInput {
  @Field(() => ID, { description: 'The conference that appoints.' })
  conferenceId: string;

  @Field(() => Int, { description: 'Emulation year; one the conference closes or opens.' })
  year: number;

  @Field(() => ID, { description: 'The member that leads (Cụm trưởng, Khối trưởng).' })
  leaderId: string;

  @Field(() => [ID], {
    defaultValue: [],
    description: 'The members that deputise (Cụm phó, Khối phó), first deputy first.',
  })
  @ArrayMaxSize(10)
  deputyIds: string[];

  @Field(() => AppointmentMode, { description: 'How it was settled.' })
  mode: AppointmentMode;
}

/**
 * Appoints the leader and the deputies of a year, all at once; those appointed for it before are superseded.
 * A rehearsal appoints for itself only. Holds the bloc, so that two conferences do not appoint for one year at once.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_NOT_OPEN, BAD_USER_INPUT
 */
export async function appointLeadership(db: Database, viewer: Viewer, input: AppointLeadershipInput): Promise<Receipt> {
  const { year, mode } = input;
  const conferenceId = asId(input.conferenceId);
  const chosen = [asId(input.leaderId), ...(input.deputyIds ?? []).map(asId)];
  const about = { conferenceId, year, mode, chosen };
  return act(db, viewer, { act: 'appointLeadership', about, idempotencyKey: input.idempotencyKey }, async (tx) => {
    const conference = await lockConference(tx, conferenceId);
    await tx.findOne(Bloc, { where: { id: conference.blocId }, lock: { mode: 'for_no_key_update' } });
    requireAllowed(viewer, 'Mutation.appointLeadership', conference.id);
    requireOpen(conference);
    const belonging = await membersOfYear(tx, conference.blocId, year);
    const fault = appointmentFault(conference, year, chosen, new Set(belonging.map((member) => member.id)));
    if (fault) throw new Refusal('BAD_USER_INPUT', fault);
    const superseded = await supersede(tx, conference, year);
    const terms = chosen.map((memberId, place) => termOf(conference, year, mode, memberId, place));
    await tx.insert(LeadershipTerm, terms);
    const named = await tx.findBy(Member, { id: In([...chosen, ...superseded.map((term) => term.memberId)]) });
    return leadershipAppointed(conference, terms, superseded, new Map(named.map((member) => [member.id, member])));
  });
}

/** Ends the standing terms of a year, of the bloc or, in a rehearsal, of the rehearsal; the leader's first. */
async function supersede(tx: EntityManager, conference: Conference, year: number): Promise<readonly LeadershipTerm[]> {
  const scope =
    conference.nature === ConferenceNature.REHEARSAL
      ? { conferenceId: conference.id, rehearsal: true }
      : { blocId: conference.blocId, rehearsal: false };
  const where = { ...scope, year, supersededAt: IsNull() };
  const standing = await tx.find(LeadershipTerm, { where, order: { role: 'DESC', ordinal: 'ASC' } });
  if (standing.length) await tx.update(LeadershipTerm, where, { supersededAt: now() });
  return standing;
}

/** @param place 0 for the leader, n for the nth deputy */
function termOf(
  conference: Conference,
  year: number,
  mode: AppointmentMode,
  memberId: string,
  place: number,
): LeadershipTerm {
  return {
    id: randomUUID(),
    blocId: conference.blocId,
    memberId,
    conferenceId: conference.id,
    year,
    role: place === 0 ? LeadershipRole.LEADER : LeadershipRole.DEPUTY,
    ordinal: Math.max(place, 1),
    mode,
    rehearsal: conference.nature === ConferenceNature.REHEARSAL,
    supersededAt: null,
  };
}

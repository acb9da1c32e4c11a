import { ArrayMaxSize } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { AppointmentMode } from '../bloc/leadership-term';
import { membersOfYear, requireMembers } from '../bloc/read-members';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { ConferenceNature } from './conference';
import { leadershipAppointed } from './events';
import { lockConference, requireOpen } from './lock-conference';
import { appointmentFault } from './rules';
import { toldToBloc } from './told-to-bloc';
import { writeLeadership } from './write-leadership';

/** The members that are to lead and to deputise. */
@InputType()
export abstract class LeadersInput extends ActInput {
  @Field(() => ID, { description: 'The member that leads (Cụm trưởng, Khối trưởng).' })
  leaderId: string;

  @Field(() => [ID], {
    nullable: true,
    defaultValue: [],
    description: 'The members that deputise (Cụm phó, Khối phó), first deputy first.',
  })
  @ArrayMaxSize(10)
  deputyIds: string[];
}

/** Their ids, the leader first. @throws Refusal NOT_FOUND */
export const chosenOf = ({ leaderId, deputyIds }: LeadersInput): readonly string[] =>
  [leaderId, ...(deputyIds ?? [])].map(asId);

@InputType({ description: 'Who is to lead the bloc, and who to deputise, in one year.' })
export class AppointLeadershipInput extends LeadersInput {
  @Field(() => ID, { description: 'The conference that appoints.' })
  conferenceId: string;

  @Field(() => Int, { description: 'Emulation year; one the conference closes or opens.' })
  year: number;

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
  const chosen = chosenOf(input);
  const about = { conferenceId, year, mode, chosen };
  return act(db, viewer, { act: 'appointLeadership', about, idempotencyKey: input.idempotencyKey }, async (tx) => {
    const conference = await lockConference(tx, conferenceId);
    await tx.findOne(Bloc, { where: { id: conference.blocId }, lock: { mode: 'for_no_key_update' } });
    requireAllowed(viewer, 'Mutation.appointLeadership', conference.id);
    requireOpen(conference);
    await requireMembers(tx, conference.blocId, chosen, 'leaderId, deputyIds');
    const belonging = await membersOfYear(tx, conference.blocId, year);
    const fault = appointmentFault(conference, year, chosen, new Set(belonging.map((member) => member.id)));
    if (fault) throw new Refusal('BAD_USER_INPUT', fault);
    const rehearsal = conference.nature === ConferenceNature.REHEARSAL;
    const appointment = { blocId: conference.blocId, conferenceId, rehearsal, year, mode, chosen };
    return toldToBloc(tx, conference, leadershipAppointed(appointment, await writeLeadership(tx, appointment)));
  });
}

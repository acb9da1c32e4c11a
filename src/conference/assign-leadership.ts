import { Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { holdBloc, requireAtBloc } from '../bloc/hold-role';
import { AppointmentMode } from '../bloc/leadership-term';
import { membersOfYear, requireMembers } from '../bloc/read-members';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { chosenOf, LeadersInput } from './appoint-leadership';
import { leadershipAppointed } from './events';
import { leadersFault } from './rules';
import { writeLeadership } from './write-leadership';

@InputType({ description: 'Whom the council names to lead a bloc, and to deputise, in one year.' })
export class AssignLeadershipInput extends LeadersInput {
  @Field(() => ID, { description: 'The bloc.' })
  blocId: string;

  @Field(() => Int, { description: 'Emulation year, 2000 to 2100.' })
  @Min(2000)
  @Max(2100)
  year: number;
}

/**
 * Names the leader and the deputies of a year outside any conference, by the council's office; those who stood for it
 * before are superseded, and with the leader's term the roles of its office end.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT
 */
export async function assignLeadership(db: Database, viewer: Viewer, input: AssignLeadershipInput): Promise<Receipt> {
  requireField(viewer, 'Mutation.assignLeadership');
  const { year, idempotencyKey } = input;
  const [blocId, chosen] = [asId(input.blocId), chosenOf(input)];
  const about = { blocId, year, chosen };
  return act(db, viewer, { act: 'assignLeadership', about, idempotencyKey, first: holdBloc(blocId) }, async (tx) => {
    await requireAtBloc(tx, viewer, 'Mutation.assignLeadership', blocId);
    await requireMembers(tx, blocId, chosen, 'leaderId, deputyIds');
    const belonging = await membersOfYear(tx, blocId, year);
    const fault = leadersFault(year, chosen, new Set(belonging.map((member) => member.id)));
    if (fault) throw new Refusal('BAD_USER_INPUT', fault);
    const mode = AppointmentMode.ASSIGNED;
    const appointment = { blocId, conferenceId: null, rehearsal: false, year, mode, chosen };
    return leadershipAppointed(appointment, await writeLeadership(tx, appointment));
  });
}

import { randomUUID } from 'node:crypto';
import { Length, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { membersOfYear, requireMembers } from '../bloc/read-members';
import { takeConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { TextPairInput, textPair } from '../graphql/types/text-pair';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { Award } from './award';
import { otherAwards } from './beside';
import { awardProposed } from './events';
import { Proposal } from './proposal';
import { requireNotBarred } from './read-bars';
import { proposeRefusal } from './rules';
import { standingRival } from './standing-rival';

@InputType({ description: 'Which award to propose for whom.' })
export class ProposeAwardInput extends ActInput {
  @Field(() => ID, { description: 'The conference it is put before; the award is for the year that one closes.' })
  conferenceId: string;

  @Field(() => String, { description: 'Code of the award, such as `CO_TD_CHINH_PHU`.' })
  @Length(1, 60)
  awardCode: string;

  @Field(() => ID, { description: 'The member that is to get it.' })
  memberId: string;

  @Field(() => TextPairInput, { nullable: true, description: 'Grounds for it.' })
  @ValidateNested()
  reason?: TextPairInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why it stands beside another award that is proposed for the member and year, such as for another merit; 3 to 2,000 characters, public. Without it ONE_AWARD.',
  })
  @Words(3, 2000)
  besideReason?: string | null;
}

/**
 * Puts an award for a member before the conference. It is not proposed to the council until the conference settles it
 * by a poll or by consensus. What was withdrawn, refused or revoked may be proposed again. Takes the conference FOR UPDATE, so that two do not get one place in the list.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE, BAD_USER_INPUT, PROPOSAL_EXISTS, BARRED,
 *   ONE_AWARD
 */
export async function proposeAward(db: Database, viewer: Viewer, input: ProposeAwardInput): Promise<Receipt> {
  const { awardCode } = input;
  const reason = input.reason ? textPair(input.reason) : null;
  const conferenceId = asId(input.conferenceId);
  const memberId = asId(input.memberId);
  const besideReason = input.besideReason ? words(input.besideReason) : null;
  const beside = besideReason === null ? {} : { besideReason };
  const about = { conferenceId, awardCode, memberId, reason: reason && { ...reason }, ...beside };
  return act(db, viewer, { act: 'proposeAward', about, idempotencyKey: input.idempotencyKey }, async (tx) => {
    const conference = await takeConference(tx, conferenceId);
    requireAllowed(viewer, 'Mutation.proposeAward', conference.id);
    const refusal = proposeRefusal(conference.state);
    if (refusal) throw new Refusal(refusal, { state: conference.state });
    const year = conference.closesYear;
    if (year === null) throw badInput('conferenceId', 'Propose at a conference that closes a year.');
    const award = await tx.findOneBy(Award, { code: awardCode });
    if (!award) throw badInput('awardCode', 'Take a code from the query `awards`.');
    await requireMembers(tx, conference.blocId, [memberId], 'memberId');
    const members = await membersOfYear(tx, conference.blocId, year);
    const member = members.find(({ id }) => id === memberId);
    if (!member) throw badInput('memberId', `Name a member that belonged to the bloc in ${year}.`);
    const where = { conferenceId, awardId: award.id, memberId, year };
    const before = await standingRival(tx, where);
    if (before) throw new Refusal('PROPOSAL_EXISTS', { proposalId: before.id });
    await requireNotBarred(tx, conferenceId, award.code, [memberId]);
    const others = await otherAwards(tx, where);
    if (others.length && besideReason === null)
      throw new Refusal('ONE_AWARD', { proposals: others.map(({ id }) => id) });
    const last = await tx.maximum(Proposal, 'ordinal', { conferenceId });
    const proposal = { ...where, id: randomUUID(), ordinal: (last ?? 0) + 1, reason, addressee: null, besideReason };
    await tx.insert(Proposal, proposal);
    return awardProposed(proposal, award, member);
  });
}

function badInput(argument: string, cure: string): Refusal {
  return new Refusal('BAD_USER_INPUT', { argument, cure });
}

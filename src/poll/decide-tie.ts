import { ArrayMaxSize, IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { LeadershipRole } from '../bloc/leadership-term';
import { now } from '../clock';
import type { Conference } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import { evaluatedYear } from '../conference/evaluated-year';
import { holdOpenConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, asIdOrNone, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { requireTie } from './create-second-ballot';
import { tieDecided } from './events';
import { lockPoll } from './lock-poll';
import { Poll, type TieDecisionRow } from './poll';
import { tiedOf } from './tie';

@InputType({ description: 'How leader and deputy decide a tie.' })
export class DecideTieInput extends ActInput {
  @Field(() => ID, { description: 'The poll; closed, and tied.' })
  pollId: string;

  @Field(() => [String], {
    description: 'Codes of the tied options that get the seats left, as many as there are seats.',
  })
  @ArrayMaxSize(100)
  winners: string[];

  @Field(() => ID, { description: 'The delegate who decides for the leader of the year.' })
  leaderDelegateId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The delegate who decides for a deputy of the year; left out only in a bloc without a deputy.',
  })
  @IsOptional()
  deputyDelegateId?: string | null;

  @Field(() => String, { description: 'Why, 3 to 2,000 characters; everybody can read it.' })
  @Words(3, 2000)
  reason: string;
}

/**
 * Records how leader and deputy decided a tie, once the tie order has come to them. Both are named, of the members that hold
 * these posts in the year judged where the bloc has told who does.
 * @throws Refusal NOT_FOUND, FORBIDDEN, CONFERENCE_NOT_OPEN, TIE_STATE, BAD_USER_INPUT
 */
export function decideTie(db: Database, viewer: Viewer, input: DecideTieInput): Promise<Receipt> {
  const pollId = asId(input.pollId);
  const reason = words(input.reason);
  const winners = [...input.winners].sort();
  const [leaderId, deputyId] = [asId(input.leaderDelegateId), asIdOrNone(input.deputyDelegateId)];
  const about = { pollId, winners, leaderId, deputyId, reason };
  return act(db, viewer, { act: 'decideTie', about, idempotencyKey: input.idempotencyKey }, async (tx) => {
    const poll = await lockPoll(tx, pollId);
    requireAllowed(viewer, 'Mutation.decideTie', poll.conferenceId);
    const conference = await holdOpenConference(tx, poll.conferenceId);
    for (const id of [leaderId, deputyId])
      if (id !== null) found(await tx.findOneBy(Delegate, { id, conferenceId: conference.id }));
    await requireTie(tx, poll, 'LEADERS_DECIDE');
    requireFitting(poll, winners);
    const leader = await postHolder(tx, conference, LeadershipRole.LEADER, leaderId);
    const deputy = await postHolder(tx, conference, LeadershipRole.DEPUTY, deputyId);
    if (leader === null || leaderId === deputyId) throw badInput('deputyDelegateId', 'Name two people.');
    const tieDecision: TieDecisionRow = { winners, leaderId, deputyId, reason, decidedAt: now().toISOString() };
    await tx.update(Poll, poll.id, { tieDecision });
    return tieDecided(poll, tieDecision, { leader, deputy });
  });
}

/** @throws Refusal BAD_USER_INPUT */
function requireFitting(poll: Poll, winners: readonly string[]): void {
  const { codes, seats } = tiedOf(poll);
  if (winners.length === seats && new Set(winners).size === seats && winners.every((code) => codes.includes(code)))
    return;
  throw badInput('winners', `Name ${seats} of ${codes.join(', ')}.`);
}

/**
 * Name of the delegate who decides for a post; null where nobody is named and the bloc has nobody in it.
 * @throws Refusal NOT_FOUND, BAD_USER_INPUT
 */
async function postHolder(
  tx: EntityManager,
  conference: Conference,
  role: LeadershipRole,
  delegateId: string | null,
): Promise<string | null> {
  const argument = role === 'LEADER' ? 'leaderDelegateId' : 'deputyDelegateId';
  const terms = await tx.query<{ memberId: string }[]>(
    `select member_id as "memberId" from leadership_term
     where bloc_id = $1 and year = $2 and role = $3 and superseded_at is null and (not rehearsal or conference_id = $4)`,
    [conference.blocId, evaluatedYear(conference), role, conference.id],
  );
  if (delegateId === null) {
    if (terms.length) throw badInput(argument, 'Name who decides for this post.');
    return null;
  }
  const delegate = found(await tx.findOneBy(Delegate, { id: delegateId, conferenceId: conference.id }));
  if (terms.length && !terms.some(({ memberId }) => memberId === delegate.memberId))
    throw badInput(argument, 'Name a delegate of the member that holds the post in the year judged.');
  return delegate.name.vi;
}

function badInput(argument: string, cure: string): Refusal {
  return new Refusal('BAD_USER_INPUT', { argument, cure });
}

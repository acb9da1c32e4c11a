import { IsOptional, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { holdOpenConference, lockConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Instant } from '../graphql/types/scalars';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { pollScheduled } from './events';
import { lockPoll } from './lock-poll';
import { type Poll, PollState } from './poll';
import { isOver } from './poll-over';

@InputType({ description: 'When a poll is to open, and when to close.' })
export class SchedulePollInput extends ActInput {
  @Field(() => ID, { description: 'The poll: a draft, or one that is open.' })
  pollId: string;

  @Field(() => Instant, {
    nullable: true,
    description:
      'When a draft opens by itself, less than 24 hours ahead; null for not by itself. Leave it out for a poll that is open.',
  })
  opensAt?: Date | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Minutes until it is to close, 1 to 120: from its opening, or of an open poll from now. Null for no such time.',
  })
  @IsOptional()
  @Min(1)
  @Max(120)
  minutes?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether the server closes it at the end of that time; if not, the time is announced only.',
  })
  closesByItself?: boolean | null;
}

/**
 * Settles when a draft opens by itself and when it closes, or puts off the closing of an open poll. All by the clock of
 * the database. It takes the place of what was settled before.
 * @throws Refusal NOT_FOUND, FORBIDDEN, POLL_STATE, CONFERENCE_NOT_OPEN, BAD_USER_INPUT
 */
export function schedulePoll(db: Database, viewer: Viewer, input: SchedulePollInput): Promise<Receipt> {
  const pollId = asId(input.pollId);
  const plan = {
    opensAt: input.opensAt ?? null,
    minutes: input.minutes ?? null,
    closesByItself: input.closesByItself ?? false,
  };
  const about = { pollId, ...plan, opensAt: plan.opensAt?.toISOString() ?? null };
  return act(db, viewer, { act: 'schedulePoll', about, idempotencyKey: input.idempotencyKey }, async (tx) => {
    const poll = await lockPoll(tx, pollId);
    requireAllowed(viewer, 'Mutation.schedulePoll', poll.conferenceId);
    requireClosing(plan);
    if (poll.state === PollState.DRAFT) await planDraft(tx, poll, plan);
    else await putOff(tx, poll, plan);
    const [dueAt] = await tx.query<{ at: Date | null }[]>('select due_at as at from poll where id = $1', [pollId]);
    return pollScheduled(poll, { ...plan, dueAt: dueAt?.at ?? null });
  });
}

type Plan = Pick<Poll, 'opensAt' | 'minutes' | 'closesByItself'>;

/** @throws Refusal BAD_USER_INPUT */
export function requireClosing({ minutes, closesByItself }: Pick<Plan, 'minutes' | 'closesByItself'>): void {
  if (closesByItself && minutes === null)
    throw new Refusal('BAD_USER_INPUT', {
      argument: 'minutes',
      cure: 'Say after how many minutes it closes by itself.',
    });
}

async function planDraft(tx: EntityManager, poll: Poll, { opensAt, minutes, closesByItself }: Plan): Promise<void> {
  const conference = await lockConference(tx, poll.conferenceId);
  if (conference.state === 'CLOSED') throw new Refusal('CONFERENCE_NOT_OPEN', { state: conference.state });
  const [row] = await tx.query<[{ fits: boolean }]>(
    `select $1::timestamptz is null
       or $1 > clock_timestamp() and $1 < clock_timestamp() + interval '24 hours' as fits`,
    [opensAt],
  );
  if (!row.fits)
    throw new Refusal('BAD_USER_INPUT', { argument: 'opensAt', cure: 'Send a time within the next 24 hours.' });
  await tx.query(
    'update poll set opens_at = $2, minutes = $3, closes_by_itself = $4, not_opened = null where id = $1',
    [poll.id, opensAt, minutes, closesByItself],
  );
}

async function putOff(tx: EntityManager, poll: Poll, { opensAt, minutes, closesByItself }: Plan): Promise<void> {
  // Whose time is up takes no ballots any more, whether or not it is counted yet.
  const state = (await isOver(tx, poll.id)) ? PollState.CLOSED : poll.state;
  if (state !== PollState.OPEN) throw new Refusal('POLL_STATE', { state });
  await holdOpenConference(tx, poll.conferenceId);
  if (opensAt !== null) throw new Refusal('BAD_USER_INPUT', { argument: 'opensAt', cure: 'Leave it out: it is open.' });
  await tx.query(
    `update poll set minutes = $2, closes_by_itself = $3,
       due_at = clock_timestamp() + make_interval(mins => $2) where id = $1`,
    [poll.id, minutes, closesByItself],
  );
}

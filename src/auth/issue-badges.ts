import { ArrayMaxSize, ArrayMinSize, IsOptional, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { In } from 'typeorm';
import { Conference } from '../conference/conference';
import { Delegate, mostDelegates } from '../conference/delegate';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { EachOnce } from '../graphql/types/each-once';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { holdHouse } from './hold-house';
import { type NewBadge, writeDelegateBadges } from './write-badge';

@InputType({ description: 'Delegates who get a badge each.' })
export class IssueBadgesInput extends ActInput {
  @Field(() => ID, { description: 'The conference.' })
  conferenceId: string;

  @Field(() => [ID], { description: 'The delegates, each once, 1 to 1,000: all get a badge, or none.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(mostDelegates)
  @EachOnce()
  delegateIds: string[];

  @Field(() => Int, {
    nullable: true,
    defaultValue: 1440,
    description: 'How long the codes may be used, in minutes, up to 30 days; null is the default.',
  })
  @IsOptional()
  @Min(1)
  @Max(43_200)
  ttlMinutes?: number | null;
}

export interface IssuedBadges {
  /** Of the first. */
  readonly receipt: Receipt;
  /** In the order asked for; null for a retry: codes are not kept. */
  readonly badges: readonly NewBadge[] | null;
}

/**
 * Makes a one-time code for each of these delegates, as `issueBadge` does for one; all of them or none.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND
 */
export async function issueBadges(db: Database, viewer: Viewer, input: IssueBadgesInput): Promise<IssuedBadges> {
  const ttlMinutes = input.ttlMinutes ?? 1440;
  const conferenceId = asId(input.conferenceId);
  const delegateIds = input.delegateIds.map(asId);
  const about = { conferenceId, delegateIds, ttlMinutes };
  const ask = { act: 'issueBadges', about, idempotencyKey: input.idempotencyKey, first: holdHouse };
  let badges: IssuedBadges['badges'] = null;
  const receipt = await act(db, viewer, ask, async (tx) => {
    requireAllowed(viewer, 'Mutation.issueBadges', conferenceId);
    found(await tx.findOneBy(Conference, { id: conferenceId }));
    const people = await tx.findBy(Delegate, { id: In(delegateIds), conferenceId });
    const byId = new Map(people.map((person) => [person.id, person]));
    const missing = delegateIds.filter((id) => !byId.has(id));
    if (missing.length > 0) throw new Refusal('NOT_FOUND', { delegateIds: missing });
    const made = await writeDelegateBadges(
      tx,
      delegateIds.map((id) => found(byId.get(id))),
      ttlMinutes,
      viewer.sessionId,
    );
    badges = made;
    return made.map(({ domainEvent }) => domainEvent);
  });
  return { receipt, badges };
}

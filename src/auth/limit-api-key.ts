import { ArrayMaxSize, ArrayMinSize, IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { Database } from '../database/database';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { apiKeyLimited } from './events';
import { holdHouse } from './hold-house';
import { limitOf, lockKey } from './lock-key';
import { Session } from './session';

/** Conferences one key may be limited to. */
export const mostConferences = 100;

@InputType({ description: 'Where a key is good.' })
export class LimitApiKeyInput extends ActInput {
  @Field(() => ID, { description: 'The key.' })
  apiKeyId: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'The conferences it reads and acts at, 1 to 100; null for all. Elsewhere it is as one of the public.',
  })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostConferences)
  conferenceIds?: string[] | null;
}

/**
 * Says anew at which conferences a key is good. Its sockets are closed, so that nothing goes on under the old limit; what
 * it asked for before and has not been written yet is refused.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, ENDED
 */
export async function limitApiKey(db: Database, viewer: Viewer, input: LimitApiKeyInput): Promise<Receipt> {
  const apiKeyId = asId(input.apiKeyId);
  const about = { apiKeyId, conferenceIds: input.conferenceIds ?? null };
  const ask = { act: 'limitApiKey', about, idempotencyKey: input.idempotencyKey, first: holdHouse };
  return act(db, viewer, ask, async (tx) => {
    const { account, key } = await lockKey(tx, viewer, 'Mutation.limitApiKey', apiKeyId);
    const conferenceIds = await limitOf(tx, input.conferenceIds);
    await tx.update(Session, { id: key.id }, { conferenceIds });
    return apiKeyLimited(account, { ...key, conferenceIds });
  });
}

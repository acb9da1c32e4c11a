import { randomUUID } from 'node:crypto';
import { IsOptional, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { now } from '../clock';
import type { Database } from '../database/database';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Instant } from '../graphql/types/scalars';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { apiKeyRotated } from './events';
import { holdHouse } from './hold-house';
import { lockKey } from './lock-key';
import { requireFuture } from './rules';
import { newToken, secretHash } from './secret';
import { Session } from './session';

@InputType({ description: 'Which key to replace, and how.' })
export class RotateApiKeyInput extends ActInput {
  @Field(() => ID, { description: 'The key.' })
  apiKeyId: string;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 60,
    description: 'How long the old key goes on beside the new one, in minutes, up to 7 days; null is the default.',
  })
  @IsOptional()
  @Min(0)
  @Max(10_080)
  overlapMinutes?: number | null;

  @Field(() => Instant, {
    nullable: true,
    description: 'When the new key ends; left out, it lives as long as the newest key of the app was made for.',
  })
  expiresAt?: Date | null;
}

export interface RotatedKey {
  readonly receipt: Receipt;
  /** Null for a retry: the token is not kept. */
  readonly token: string | null;
  /** Of the new key; null for a retry. */
  readonly apiKeyId: string | null;
}

/**
 * Makes a second key of the same app, with the same scopes and conferences; the old one ends after the overlap, and its
 * sockets with it.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, ENDED, BAD_USER_INPUT
 */
export async function rotateApiKey(db: Database, viewer: Viewer, input: RotateApiKeyInput): Promise<RotatedKey> {
  const oldId = asId(input.apiKeyId);
  const overlapMinutes = input.overlapMinutes ?? 60;
  const about = { apiKeyId: oldId, overlapMinutes, expiresAt: input.expiresAt?.toISOString() ?? null };
  const ask = { act: 'rotateApiKey', about, idempotencyKey: input.idempotencyKey, first: holdHouse };
  let made: Pick<RotatedKey, 'token' | 'apiKeyId'> = { token: null, apiKeyId: null };
  const receipt = await act(db, viewer, ask, async (tx) => {
    const { account, key } = await lockKey(tx, viewer, 'Mutation.rotateApiKey', oldId);
    const at = now();
    requireFuture(input.expiresAt, at);
    const token = newToken();
    const fresh: Session = {
      ...key,
      id: randomUUID(),
      tokenHash: secretHash(token),
      createdAt: at,
      lastUsedAt: null,
      expiresAt: input.expiresAt ?? sameLife(await newestOf(tx, account.id), at),
    };
    const overlapEnd = new Date(at.getTime() + overlapMinutes * 60_000);
    const endsAt = key.expiresAt && key.expiresAt < overlapEnd ? key.expiresAt : overlapEnd;
    await tx.insert(Session, fresh);
    await tx.update(Session, { id: key.id }, { expiresAt: endsAt });
    made = { token, apiKeyId: fresh.id };
    return apiKeyRotated(account, { ...key, expiresAt: endsAt }, fresh);
  });
  return { receipt, ...made };
}

/** The last key an app was given: of the others a rotation has said when they end, and no longer how long they were to live. */
async function newestOf(tx: EntityManager, accountId: string): Promise<Session> {
  return found(await tx.findOne(Session, { where: { accountId }, order: { createdAt: 'DESC' } }));
}

function sameLife({ createdAt, expiresAt }: Session, at: Date): Date | null {
  return expiresAt && new Date(at.getTime() + expiresAt.getTime() - createdAt.getTime());
}

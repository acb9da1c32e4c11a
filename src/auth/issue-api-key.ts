import { randomUUID } from 'node:crypto';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { now } from '../clock';
import type { Database } from '../database/database';
import { requireField } from '../graphql/authorize/authority';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import { ActInput } from '../graphql/types/act-input';
import { Instant } from '../graphql/types/scalars';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { Account } from './account';
import { apiKeyIssued } from './events';
import { holdHouse } from './hold-house';
import { mostConferences } from './limit-api-key';
import { limitOf } from './lock-key';
import { requireFuture } from './rules';
import { Scope } from './scope';
import { newToken, secretHash } from './secret';
import { Session } from './session';

@InputType({ description: 'An app, and what it may do.' })
export class IssueApiKeyInput extends ActInput {
  @Field(() => String, { description: 'Name of the app, for the log: 1 to 100 characters.' })
  @Words(1, 100)
  name: string;

  @Field(() => [Scope], { description: 'What it may do, without repeats.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(3)
  @ArrayUnique()
  scopes: Scope[];

  @Field(() => Instant, { nullable: true, description: 'When it ends; a key without an end when left out.' })
  expiresAt?: Date | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'The conferences it reads and acts at, 1 to 100; all when left out. Elsewhere it is as one of the public.',
  })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostConferences)
  conferenceIds?: string[] | null;
}

/** Where a key stands in the system stream, and the key where it was just made. */
export interface IssuedApiKey {
  readonly receipt: Receipt;
  /** Null for a retry: the token is not kept. */
  readonly made: { readonly token: string; readonly account: Account; readonly apiKey: Session } | null;
}

/**
 * Makes an account for an app with a key that works until it expires, or it or the account is revoked.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, NOT_FOUND
 */
export async function issueApiKey(db: Database, viewer: Viewer, input: IssueApiKeyInput): Promise<IssuedApiKey> {
  const token = newToken();
  const account: Account = {
    id: randomUUID(),
    role: Role.APP,
    name: words(input.name),
    conferenceId: null,
    delegateId: null,
    scopes: [...input.scopes].sort(),
    revokedAt: null,
  };
  const apiKey: Session = {
    id: randomUUID(),
    accountId: account.id,
    tokenHash: secretHash(token),
    createdAt: now(),
    lastUsedAt: null,
    expiresAt: input.expiresAt ?? null,
    revokedAt: null,
    conferenceIds: null,
    givenIn: null,
    givenAt: null,
  };
  const about = {
    name: account.name,
    scopes: account.scopes,
    expiresAt: input.expiresAt?.toISOString() ?? null,
    conferenceIds: input.conferenceIds ?? null,
  };
  const ask = { act: 'issueApiKey', about, idempotencyKey: input.idempotencyKey, first: holdHouse };
  let made: IssuedApiKey['made'] = null;
  const receipt = await act(db, viewer, ask, async (tx) => {
    requireField(viewer, 'Mutation.issueApiKey');
    await tx.insert(Account, account);
    requireFuture(input.expiresAt, now());
    apiKey.conferenceIds = await limitOf(tx, input.conferenceIds);
    await tx.insert(Session, apiKey);
    made = { token, account, apiKey };
    return apiKeyIssued(account, apiKey);
  });
  return { receipt, made };
}

import { randomUUID } from 'node:crypto';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { now } from '../clock';
import type { Database } from '../database/database';
import { requireField } from '../graphql/authorize/authority';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import { ReceiptType } from '../graphql/types/receipt';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { Account } from './account';
import { apiKeyIssued, holdHouse } from './events';
import { Scope } from './scope';
import { newToken, secretHash } from './secret';
import { Session } from './session';

@InputType({
  description:
    'An app, and what it may do. There is no key against doing it twice: the token is shown once, so after a lost answer revoke the account and ask again.',
})
export class IssueApiKeyInput {
  @Field(() => String, { description: 'Name of the app, for the log: 1 to 100 characters.' })
  @Words(1, 100)
  name: string;

  @Field(() => [Scope], { description: 'What it may do, without repeats.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(3)
  @ArrayUnique()
  scopes: Scope[];
}

@ObjectType({ description: 'A new API key.' })
export class IssueApiKeyPayload {
  @Field(() => ReceiptType, {
    description: 'Where it stands in the system stream, the log of what belongs to no conference.',
  })
  receipt: Receipt;

  @Field(() => String, {
    description:
      'The key, for `Authorization: Bearer`. It is not kept and not shown again, and has no end but revokeAccount.',
  })
  token: string;

  @Field(() => Account, { description: 'The account of the app.' })
  account: Account;
}

/**
 * Makes an account for an app with a key that works until the account is revoked.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN
 */
export async function issueApiKey(db: Database, viewer: Viewer, input: IssueApiKeyInput): Promise<IssueApiKeyPayload> {
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
  const session: Session = {
    id: randomUUID(),
    accountId: account.id,
    tokenHash: secretHash(token),
    createdAt: now(),
    expiresAt: null,
    revokedAt: null,
  };
  const receipt = await act(db, viewer, { act: 'issueApiKey', about: null, first: holdHouse }, async (tx) => {
    requireField(viewer, 'Mutation.issueApiKey');
    await tx.insert(Account, account);
    await tx.insert(Session, session);
    return apiKeyIssued(account, session.id);
  });
  return { receipt, token, account };
}

import { randomUUID } from 'node:crypto';
import { Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { now } from '../../clock';
import { isIssuer } from '../../config/issuer';
import type { Database } from '../../database/database';
import { Refusal } from '../../errors/refusal';
import { requireField } from '../../graphql/authorize/authority';
import { Role, type Viewer } from '../../graphql/authorize/viewer';
import { asId, found } from '../../graphql/context';
import { ActInput } from '../../graphql/types/act-input';
import { act } from '../../log/act';
import type { DomainEvent, Receipt } from '../../log/append';
import { systemStream } from '../../log/system-stream';
import { Account } from '../account';
import { sessionRevoked } from '../events';
import { holdHouse } from '../hold-house';
import { Identity } from './identity';

@InputType({ description: 'Somebody as an OpenID provider knows them.' })
export class UnlinkIdentityInput extends ActInput {
  @Field(() => String, {
    description: 'The address of the provider, as it names itself (`iss`), up to 2,000 characters.',
  })
  @Length(1, 2_000)
  issuer: string;

  @Field(() => String, { description: 'Whom it knows, in its own words (`sub`), up to 255 characters.' })
  @Length(1, 255)
  subject: string;
}

@InputType({ description: 'Whose account is opened to whom.' })
export class LinkIdentityInput extends UnlinkIdentityInput {
  @Field(() => ID, { description: 'The account: not that of a delegate or an app.' })
  accountId: string;
}

/**
 * Lets whom an OpenID provider knows sign in to an account, beside badges. One account may have several.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, IDENTITY_LINKED
 */
export function linkIdentity(db: Database, viewer: Viewer, input: LinkIdentityInput): Promise<Receipt> {
  const { issuer, subject } = input;
  const accountId = asId(input.accountId);
  const about = { accountId, issuer, subject };
  const ask = { act: 'linkIdentity', about, idempotencyKey: input.idempotencyKey, first: holdHouse };
  return act(db, viewer, ask, async (tx) => {
    requireField(viewer, 'Mutation.linkIdentity');
    requireWhom(input);
    const account = found(await tx.findOne(Account, { where: { id: accountId }, lock: { mode: 'for_no_key_update' } }));
    if (account.role === Role.DELEGATE || account.role === Role.APP || account.revokedAt) {
      const cure = 'Name the account of a person who is no delegate and is not shut out.';
      throw new Refusal('BAD_USER_INPUT', { argument: 'accountId', cure });
    }
    const before = await tx.findOneBy(Identity, { issuer, subject });
    if (before) throw new Refusal('IDENTITY_LINKED', { accountId: before.accountId });
    const given = { givenIn: viewer.sessionId, givenAt: now() };
    await tx.insert(Identity, { id: randomUUID(), accountId, issuer, subject, ...given });
    return identityEvent('identityLinked', accountId, { issuer, subject });
  });
}

/** @throws Refusal BAD_USER_INPUT for what no provider says of anybody */
function requireWhom({ issuer, subject }: LinkIdentityInput): void {
  if (!isIssuer(issuer)) {
    const cure =
      'Send the address of the provider as it names itself (`iss`), such as https://id.example.vn/realms/tinh.';
    throw new Refusal('BAD_USER_INPUT', { argument: 'issuer', cure });
  }
  if (subject !== subject.trim()) {
    throw new Refusal('BAD_USER_INPUT', { argument: 'subject', cure: 'Leave out the spaces around it.' });
  }
}

/**
 * Lets them sign in no more, and ends every session of the account, since nothing tells which ones they opened.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND
 */
export function unlinkIdentity(db: Database, viewer: Viewer, input: UnlinkIdentityInput): Promise<Receipt> {
  const { issuer, subject } = input;
  const about = { issuer, subject };
  const ask = { act: 'unlinkIdentity', about, idempotencyKey: input.idempotencyKey, first: holdHouse };
  return act(db, viewer, ask, async (tx) => {
    requireField(viewer, 'Mutation.unlinkIdentity');
    const { id, accountId } = found(
      await tx.findOne(Identity, { where: { issuer, subject }, lock: { mode: 'pessimistic_write' } }),
    );
    await tx.delete(Identity, id);
    const unlinked = identityEvent('identityUnlinked', accountId, { issuer, subject });
    if (accountId === viewer.accountId) return unlinked;
    const ended = await tx.query<{ id: string }[]>(
      `with ended as (update session set revoked_at = $2 where account_id = $1 and revoked_at is null returning id)
       select id from ended order by id`,
      [accountId, now()],
    );
    return [unlinked, ...ended.map((session) => sessionRevoked(session.id, accountId))];
  });
}

function identityEvent(
  kind: 'identityLinked' | 'identityUnlinked',
  subject: string,
  data: { issuer: string; subject: string },
): DomainEvent {
  return { stream: systemStream, kind, subject, data, topics: [] };
}

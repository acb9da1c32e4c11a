import { Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { type EntityManager, IsNull } from 'typeorm';
import type { HeldRole } from '../bloc/held-role';
import { holdBloc, openedAtBlocs } from '../bloc/hold-role';
import { now } from '../clock';
import { Conference } from '../conference/conference';
import type { Database } from '../database/database';
import { databaseNow } from '../database/database-now';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import { asId, asIdOrNone, exactlyOne, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { systemStream } from '../log/system-stream';
import { Account } from './account';
import { accountRecovered } from './events';
import { holdHouse } from './hold-house';
import { lockManaged } from './lock-managed';
import { leaderOfficeRecovers } from './rules';
import { insertBadge, type NewBadge } from './write-badge';

@InputType({
  description:
    'Whose account was lost. The code is shown once: after a lost answer a retry gives the receipt without it; then ask again under another key.',
})
export class RecoverAccountInput extends ActInput {
  @Field(() => ID, { nullable: true, description: 'The account; this or `delegateId`.' })
  accountId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The delegate whose account it is, as for a lost phone; this or `accountId`.',
  })
  delegateId?: string | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 1440,
    description: 'How long the code may be used, in minutes, up to 30 days.',
  })
  @Min(1)
  @Max(43_200)
  ttlMinutes: number;
}

/** What became of it: the code is null when the request was done before. */
export interface Recovered {
  readonly receipt: Receipt;
  readonly code: string | null;
  readonly expiresAt: Date | null;
}

/** Where an account is at home: whose logs tell of its recovery, and what it holds. */
interface Home {
  readonly blocIds: readonly string[];
  readonly streams: readonly string[];
  readonly held: readonly Pick<HeldRole, 'blocId' | 'role'>[];
}

/**
 * Makes a new badge for the same account, and ends its sessions and the codes nobody has used: for who has lost theirs.
 * What the account holds stays. An administrator recovers any, the leader's office of a bloc its officers and the
 * delegates of its conferences, the desk of a conference whom it gives badges. It stands in the log of the bloc, for an
 * account of a conference in that one's.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, ENDED, BAD_USER_INPUT
 */
export async function recoverAccount(db: Database, viewer: Viewer, input: RecoverAccountInput): Promise<Recovered> {
  requireField(viewer, 'Mutation.recoverAccount');
  exactlyOne({ accountId: input.accountId, delegateId: input.delegateId });
  const about = asked({ accountId: asIdOrNone(input.accountId), delegateId: asIdOrNone(input.delegateId) });
  let badge: NewBadge | undefined;
  const ask = { act: 'recoverAccount', about, idempotencyKey: input.idempotencyKey, first: holdHouse };
  const receipt = await act(db, viewer, ask, async (tx) => {
    const account = await lockLost(tx, input);
    const accountId = account.id;
    const home = await homeOf(tx, account);
    await requireRecovers(tx, viewer, account, home);
    if (account.revokedAt) throw new Refusal('ENDED', { accountId });
    if (account.role === Role.APP)
      throw new Refusal('BAD_USER_INPUT', { argument: 'accountId', cure: 'An app gets another key: rotateApiKey.' });
    await endSessions(tx, accountId);
    badge = await insertBadge(tx, account, input.ttlMinutes, viewer.sessionId);
    // The system stream ends the connections; its head is held since the beginning.
    const told = [...home.streams, systemStream].map((stream) => accountRecovered(account, stream));
    return [...told, badge.domainEvent];
  });
  return { receipt, code: badge?.code ?? null, expiresAt: badge?.expiresAt ?? null };
}

/** The account meant: of a delegate the one that was not shut out, where there is one. @throws Refusal NOT_FOUND */
async function lockLost(tx: EntityManager, { accountId, delegateId }: RecoverAccountInput): Promise<Account> {
  const where = accountId ? { id: asId(accountId) } : { delegateId: asId(delegateId ?? ''), revokedAt: IsNull() };
  return found(await tx.findOne(Account, { where, lock: { mode: 'for_no_key_update' } }));
}

async function homeOf(tx: EntityManager, { id, conferenceId }: Account): Promise<Home> {
  if (conferenceId !== null) {
    const { blocId } = found(await tx.findOneBy(Conference, { id: conferenceId }));
    return { blocIds: [blocId], streams: [conferenceId], held: [] };
  }
  const held = await tx.query<Pick<HeldRole, 'blocId' | 'role'>[]>(
    `select bloc_id as "blocId", role from held_role
     where account_id = $1 and (valid_until is null or valid_until > ${databaseNow}) order by bloc_id`,
    [id],
  );
  const blocIds = [...new Set(held.map(({ blocId }) => blocId))];
  for (const blocId of blocIds) await holdBloc(blocId)(tx);
  return { blocIds, streams: blocIds, held };
}

/** @throws Refusal FORBIDDEN of an account whose roles the viewer may list, NOT_FOUND of any other */
async function requireRecovers(tx: EntityManager, viewer: Viewer, { id, role }: Account, { blocIds, held }: Home) {
  if (viewer.role === Role.ADMINISTRATOR) return;
  if (viewer.role === Role.CHAIR || viewer.role === Role.SECRETARY) {
    await lockManaged(tx, viewer, 'Mutation.recoverAccount', id);
    return;
  }
  const [blocId] = blocIds;
  const by = await openedAtBlocs(tx, viewer, 'Mutation.recoverAccount', blocIds);
  if (by && blocId !== undefined && leaderOfficeRecovers(role, held, blocId)) return;
  const isListed = held.length > 0 && (await openedAtBlocs(tx, viewer, 'Bloc.officers', blocIds));
  if (!isListed) throw new Refusal('NOT_FOUND');
  throw new Refusal('FORBIDDEN', { field: 'Mutation.recoverAccount', role });
}

async function endSessions(tx: EntityManager, accountId: string): Promise<void> {
  const at = now();
  await tx.query('update session set revoked_at = $2 where account_id = $1 and revoked_at is null', [accountId, at]);
  await tx.query('update badge set expires_at = $2 where account_id = $1 and used_at is null and expires_at > $2', [
    accountId,
    at,
  ]);
}

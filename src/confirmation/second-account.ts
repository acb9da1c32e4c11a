import type { EntityManager } from 'typeorm';
import { now } from '../clock';
import { Refusal } from '../errors/refusal';

/**
 * @param accountId who asks
 * @throws Refusal NO_SECOND_ACCOUNT where nobody else could confirm: no other chair, secretary or administrator who is
 *   signed in or may sign in
 */
export async function requireSecondAccount(tx: EntityManager, accountId: string, conferenceId: string): Promise<void> {
  const [{ others }] = await tx.query<[{ others: boolean }]>(
    `select exists (
       select from account a where a.id <> $1 and a.revoked_at is null
         and (a.role = 'ADMINISTRATOR' or (a.role in ('CHAIR', 'SECRETARY') and a.conference_id = $2))
         and (
           exists (select from session s where s.account_id = a.id and s.revoked_at is null
             and (s.expires_at is null or s.expires_at > $3))
           or exists (select from badge b where b.account_id = a.id and b.used_at is null and b.expires_at > $3)
           or exists (select from identity i where i.account_id = a.id)
         )
     ) as others`,
    [accountId, conferenceId, now()],
  );
  if (!others) throw new Refusal('NO_SECOND_ACCOUNT', { conferenceId });
}

import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { now } from '../clock';
import { Refusal } from '../errors/refusal';
import type { Actor } from './append';

/**
 * SQL for the ids of those sessions that still let somebody act, held until the transaction ends: a revocation waits for
 * what has been let in, and what comes after it is refused, whether or not anybody was told of it. The account is read
 * and not held: revoking it ends its sessions, and one that was made meanwhile finds it revoked. Holding both cost a
 * group of ballots half as much again.
 * @param ids SQL for a list of ids of sessions
 * @param at SQL for the moment at which they must not have expired
 */
export const entitledSessions = (ids: string, at: string, columns = 's.id'): string => `
  select ${columns} from session s join account a on a.id = s.account_id
  where s.id = any(${ids}) and s.revoked_at is null and a.revoked_at is null
    and (s.expires_at is null or s.expires_at > ${at})
  -- In one order everywhere, so that two who hold the same ones wait for each other instead of deadlocking.
  order by s.id for share of s
`;

const statement = entitledSessions('array[$1::uuid]', '$2', 's.conference_ids as "conferenceIds"');

/**
 * Holds the session of whoever acts, as the transaction that writes the act sees it. The operator has none and is let
 * through. After a revocation was acknowledged no act of its session commits any more; and after its key was limited to
 * conferences, none that was let in without that limit.
 * @throws Refusal UNAUTHENTICATED
 */
export async function requireEntitled(tx: EntityManager, { sessionId, conferenceIds }: Actor): Promise<void> {
  if (sessionId === null) return;
  const [held] = await tx.query<Pick<Actor, 'conferenceIds'>[]>(statement, [sessionId, now()]);
  if (!held || !isDeepStrictEqual(held.conferenceIds, conferenceIds)) throw new Refusal('UNAUTHENTICATED');
}

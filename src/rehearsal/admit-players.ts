import { issueBadge as writeBadge } from '../auth/issue-badge';
import { revokeAccount } from '../auth/revoke-account';
import { Delegate } from '../conference/delegate';
import type { Database } from '../database/database';
import { OperatorError } from '../errors/operator-error';
import { operator, Role } from '../graphql/authorize/viewer';
import { type Client, Refused } from './client';
import type { Rehearsal } from './clone-conference';
import { issueBadge, type SignedIn, signIn } from './documents';

/** A delegate who plays. */
export interface Player {
  readonly delegate: Delegate;
  readonly client: Client;
}

/** Everybody who plays, signed in. */
export interface Company {
  readonly administrator: Client;
  readonly administratorAccountId: string;
  readonly chair: Client;
  readonly secretary: Client;
  /** The big screen: an observer. */
  readonly hall: Client;
  /** In the order of the list. */
  readonly players: readonly Player[];
}

/** A code is used at once; it need not live longer. */
const ttlMinutes = 30;

/**
 * Gives a badge to everybody and lets each sign in with its code over HTTP. The administrator is one of its own for
 * this rehearsal, since the role holds everywhere: whoever plays shuts that account out in the end.
 * @param told how many of all have signed in
 * @throws OperatorError when the server does not know a badge made in this database
 */
export async function admitPlayers(
  db: Database,
  rehearsal: Rehearsal,
  server: Client,
  told: (signedIn: number, all: number) => void,
): Promise<Company> {
  const delegates = await db.manager.find(Delegate, {
    where: { conferenceId: rehearsal.id },
    order: { ordinal: 'ASC' },
  });
  const badge = async (role: Role, more: { delegateId?: string; name?: string } = {}) => {
    const conferenceId = role === Role.ADMINISTRATOR ? null : rehearsal.id;
    return writeBadge(db, operator, { role, conferenceId, delegateId: null, name: null, ...more, ttlMinutes });
  };
  const admin = await badge(Role.ADMINISTRATOR, { name: `Quản trị viên diễn tập (${rehearsal.slug})` });
  try {
    const codes = [(await badge(Role.CHAIR)).code, (await badge(Role.SECRETARY)).code];
    for (const delegate of delegates) codes.push((await badge(Role.DELEGATE, { delegateId: delegate.id })).code);
    let signedIn = 0;
    const enter = async (code: string): Promise<Client> => {
      const { signIn: session } = await server.ask<SignedIn>(signIn, { code });
      signedIn += 1;
      told(signedIn, codes.length + 2);
      return server.as(session.token);
    };
    const administrator = await enter(admin.code).catch((error) => {
      throw isUnknownBadge(error)
        ? new OperatorError(`${server.url} takes no badge made here: it has another database.`)
        : error;
    });
    const [chair, secretary, ...others] = await Promise.all(codes.map(enter));
    return {
      administrator,
      administratorAccountId: admin.account.id,
      chair: chair as Client,
      secretary: secretary as Client,
      hall: await enter(await hallCode(administrator, rehearsal)),
      players: delegates.map((delegate, index) => ({ delegate, client: others[index] as Client })),
    };
  } catch (error) {
    await shutOut(db, admin.account.id);
    throw error;
  }
}

/** Ends what the administrator of a rehearsal may do, for good. */
export async function shutOut(db: Database, accountId: string): Promise<void> {
  await revokeAccount(db, operator, { accountId });
}

const isUnknownBadge = (error: unknown): boolean => error instanceof Refused && error.codes.includes('BADGE_INVALID');

/** The badge of the big screen is given as any administrator gives one: over the API. */
async function hallCode(administrator: Client, rehearsal: Rehearsal): Promise<string> {
  const input = { role: Role.OBSERVER, conferenceId: rehearsal.id, name: 'Màn hình hội trường' };
  const data = await administrator.ask<{ issueBadge: { code: string } }>(issueBadge, { input });
  return data.issueBadge.code;
}

import { giveBadge } from '../auth/issue-badge';
import { Delegate } from '../conference/delegate';
import type { Database } from '../database/database';
import { OperatorError } from '../errors/operator-error';
import { Role } from '../graphql/authorize/viewer';
import type { Actor } from '../log/append';
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
 * Gives a badge to everybody and lets each sign in with its code over HTTP.
 * @param by who begins the play; the log names them as who gave the badges
 * @param told how many of all have signed in
 * @throws OperatorError when the server does not know a badge made in this database
 */
export async function admitPlayers(
  db: Database,
  by: Actor,
  rehearsal: Rehearsal,
  server: Client,
  told: (signedIn: number, all: number) => void,
): Promise<Company> {
  const delegates = await db.manager.find(Delegate, {
    where: { conferenceId: rehearsal.id },
    order: { ordinal: 'ASC' },
  });
  const codeOf = async (role: Role, whose: { name?: string; delegateId: string | null } = { delegateId: null }) =>
    (await giveBadge(db, by, { role, conferenceId: rehearsal.id, ...whose }, ttlMinutes)).code;
  let signedIn = 0;
  const enter = async (code: string): Promise<Client> => {
    const { signIn: session } = await server.ask<SignedIn>(signIn, { code });
    signedIn += 1;
    told(signedIn, delegates.length + 3);
    return server.as(session.token);
  };
  const chair = await enter(await codeOf(Role.CHAIR)).catch((error) => {
    throw isUnknownBadge(error)
      ? new OperatorError(`${server.url} takes no badge made here: it has another database.`)
      : error;
  });
  const codes = [await codeOf(Role.SECRETARY)];
  for (const { id, name } of delegates) codes.push(await codeOf(Role.DELEGATE, { name: name.vi, delegateId: id }));
  const [secretary, ...others] = (await Promise.all(codes.map(enter))) as [Client, ...Client[]];
  return {
    chair,
    secretary,
    hall: await enter(await hallCode(secretary, rehearsal)),
    players: delegates.map((delegate, index) => ({ delegate, client: others[index] as Client })),
  };
}

const isUnknownBadge = (error: unknown): boolean => error instanceof Refused && error.codes.includes('BADGE_INVALID');

/** The badge of the big screen is given as any desk gives one: over the API. */
async function hallCode(secretary: Client, rehearsal: Rehearsal): Promise<string> {
  const input = { role: Role.OBSERVER, conferenceId: rehearsal.id, name: 'Màn hình hội trường' };
  const data = await secretary.ask<{ issueBadge: { code: string } }>(issueBadge, { input });
  return data.issueBadge.code;
}

import { now } from '../clock';
import { batch } from '../database/batch';
import type { Database } from '../database/database';
import { prepared } from '../database/prepared';
import { Refusal } from '../errors/refusal';
import { type Authenticated, type Credentials, publicViewer } from '../graphql/authorize/viewer';
import type { LastUse } from './last-use';
import { isToken, secretHash } from './secret';

/** Tells who shows a token. */
export class Authenticator {
  private readonly lookUp: (tokenHash: Buffer) => Promise<Authenticated | null>;

  constructor(db: Database, lastUse: Pick<LastUse, 'note'>) {
    this.lookUp = batch((tokenHashes: readonly Buffer[]) => findViewers(db, lastUse, tokenHashes));
  }

  /**
   * Who shows this token: the public for none at all. Tokens that come together are looked up together, by a read that
   * begins after each has come, so a revocation counts from its commit on.
   * @throws Refusal UNAUTHENTICATED for a token that is unknown, expired or revoked, or whose account is revoked
   */
  async authenticate(token: string | null): Promise<Authenticated> {
    if (token === null) return { ...publicViewer, expiresAt: null };
    const viewer = isToken(token) ? await this.lookUp(secretHash(token)) : null;
    if (!viewer) throw new Refusal('UNAUTHENTICATED');
    return viewer;
  }

  /**
   * Who asks, by what a request shows. A browser that comes back with an old cookie is one of the public again, so that
   * it can sign in; a token given on purpose must hold.
   * @param onStaleCookie called when the cookie is of no more use
   * @throws Refusal UNAUTHENTICATED
   */
  async whoAsks({ token, by }: Credentials, onStaleCookie: () => void = () => undefined): Promise<Authenticated> {
    try {
      return await this.authenticate(token);
    } catch (error) {
      if (!(error instanceof Refusal) || by !== 'cookie') throw error;
      onStaleCookie();
      return this.authenticate(null);
    }
  }
}

async function findViewers(
  db: Database,
  lastUse: Pick<LastUse, 'note'>,
  tokenHashes: readonly Buffer[],
): Promise<(Authenticated | null)[]> {
  const byToken = new Map<string, Authenticated>();
  for (const { tokenHash, lastUsedAt, ...viewer } of await rowsOf(db, tokenHashes)) {
    lastUse.note(viewer.sessionId, lastUsedAt);
    byToken.set(tokenHash.toString('hex'), viewer);
  }
  return tokenHashes.map((tokenHash) => byToken.get(tokenHash.toString('hex')) ?? null);
}

interface ViewerRow extends Authenticated {
  readonly sessionId: string;
  readonly tokenHash: Buffer;
  readonly lastUsedAt: Date | null;
}

async function rowsOf(db: Database, tokenHashes: readonly Buffer[]) {
  try {
    return await prepared<ViewerRow>(db, viewersByToken, [tokenHashes, now()]);
  } catch (error) {
    db.health.failed(error);
    throw error;
  }
}

const viewersByToken = {
  name: 'viewers by token',
  text: `
  select account.role, account.id as "accountId", session.id as "sessionId", account.name,
    account.conference_id as "conferenceId", account.delegate_id as "delegateId", account.scopes,
    session.conference_ids as "conferenceIds", session.expires_at as "expiresAt", session.token_hash as "tokenHash",
    session.last_used_at as "lastUsedAt"
  from session join account on account.id = session.account_id
  where session.token_hash = any($1::bytea[]) and session.revoked_at is null and account.revoked_at is null
    and (session.expires_at is null or session.expires_at > $2)
`,
};

import type { DataSource } from 'typeorm';
import { now } from '../clock';
import { batch } from '../database/batch';
import { healthOf } from '../database/health';
import { prepared } from '../database/prepared';
import { Refusal } from '../errors/refusal';
import { publicViewer, type Viewer } from '../graphql/authorize/viewer';
import { isToken, secretHash } from './secret';

/** A viewer, and until when: whoever keeps a connection open closes it then. */
export interface Authenticated extends Viewer {
  /** Null for the public and for an API key, which have no end. */
  readonly expiresAt: Date | null;
}

/**
 * Who shows this token: the public for none at all. Tokens that come together are looked up together, by a read that
 * begins after each has come, so a revocation counts from its commit on.
 * @throws Refusal UNAUTHENTICATED for a token that is unknown, expired or revoked, or whose account is revoked
 */
export async function authenticate(db: DataSource, token: string | null): Promise<Authenticated> {
  if (token === null) return { ...publicViewer, expiresAt: null };
  const viewer = isToken(token) ? await lookUpOf(db)(secretHash(token)) : null;
  if (!viewer) throw new Refusal('UNAUTHENTICATED');
  return viewer;
}

type LookUp = (tokenHash: Buffer) => Promise<Authenticated | null>;

const lookUps = new WeakMap<DataSource, LookUp>();

function lookUpOf(db: DataSource): LookUp {
  let lookUp = lookUps.get(db);
  if (!lookUp) {
    lookUp = batch((tokenHashes: readonly Buffer[]) => findViewers(db, tokenHashes));
    lookUps.set(db, lookUp);
  }
  return lookUp;
}

async function findViewers(db: DataSource, tokenHashes: readonly Buffer[]): Promise<(Authenticated | null)[]> {
  const rows = await rowsOf(db, tokenHashes);
  const byToken = new Map(rows.map(({ tokenHash, ...viewer }) => [tokenHash.toString('hex'), viewer]));
  return tokenHashes.map((tokenHash) => byToken.get(tokenHash.toString('hex')) ?? null);
}

async function rowsOf(db: DataSource, tokenHashes: readonly Buffer[]) {
  try {
    return await prepared<Authenticated & { tokenHash: Buffer }>(db, viewersByToken, [tokenHashes, now()]);
  } catch (error) {
    healthOf(db).failed(error);
    throw error;
  }
}

const viewersByToken = {
  name: 'viewers by token',
  text: `
  select account.role, account.id as "accountId", session.id as "sessionId", account.name,
    account.conference_id as "conferenceId", account.delegate_id as "delegateId", account.scopes,
    session.expires_at as "expiresAt", session.token_hash as "tokenHash"
  from session join account on account.id = session.account_id
  where session.token_hash = any($1::bytea[]) and session.revoked_at is null and account.revoked_at is null
    and (session.expires_at is null or session.expires_at > $2)
`,
};

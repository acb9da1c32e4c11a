import { randomUUID } from 'node:crypto';
import { now } from '../../clock';
import type { Database } from '../../database/database';
import type { Role, Viewer } from '../../graphql/authorize/viewer';
import type { CallerConnection } from '../../graphql/context';
import { newToken, secretHash } from '../secret';
import { sessionMs } from '../sign-in';
import type { SignInLimiter } from '../sign-in-limiter';
import { signOut } from '../sign-out';
import type { Flow, Known, Provider } from './provider';

/** What a sign-in came to. */
export type Outcome =
  /** `idToken` is for `end`; the role says where they go. */
  | { readonly is: 'signedIn'; readonly idToken: string; readonly role: Role }
  /** The provider knows them, and no account here is theirs, or it is shut out. */
  | { readonly is: 'unknown'; readonly issuer: string; readonly subject: string }
  /** Something about it is not as it was begun: begin anew. */
  | { readonly is: 'refused' }
  | { readonly is: 'tooMany'; readonly waitSeconds: number };

/** Sign-in of staff and officers by the OpenID provider of their organisation, beside badges. */
export class OidcSignIn {
  constructor(
    private readonly db: Database,
    private readonly provider: Pick<Provider, 'begin' | 'finish' | 'end'>,
    private readonly limiter: SignInLimiter,
    /** Hears one line for the operator when a sign-in fails, or the provider. */
    private readonly warn: (line: string) => void,
  ) {}

  /** Where to send the browser, and what it keeps; null while the provider cannot be reached. */
  async begin(): Promise<{ readonly url: string; readonly flow: Flow } | null> {
    try {
      return await this.provider.begin();
    } catch (error) {
      this.warn(`the OpenID provider cannot be reached: ${messageOf(error)}`);
      return null;
    }
  }

  /**
   * Opens a session for whom the provider has sent back. Fails count as wrong badge codes do, and are limited with them.
   * @param flow what the browser has kept; null for none
   */
  async finish(flow: Flow | null, search: string, caller: CallerConnection): Promise<Outcome> {
    const { isOpen, waitSeconds, giveBack } = this.limiter.take(caller.address, null);
    const refused: Outcome = waitSeconds === null ? { is: 'refused' } : { is: 'tooMany', waitSeconds };
    if (!isOpen || flow === null) return refused;
    let known: Known;
    try {
      known = await this.provider.finish(flow, search);
    } catch (error) {
      this.warn(`a sign-in by OpenID failed: ${messageOf(error)}`);
      return refused;
    }
    const at = now();
    const token = newToken();
    const expiresAt = new Date(at.getTime() + sessionMs);
    const { issuer, subject } = known;
    const values = [issuer, subject, randomUUID(), secretHash(token), at, expiresAt];
    const [opened] = await this.db.query<{ role: Role }[]>(openSession, values);
    if (!opened) return { is: 'unknown', issuer, subject };
    giveBack();
    caller.setSession(token, expiresAt);
    return { is: 'signedIn', idToken: known.idToken, role: opened.role };
  }

  /**
   * Ends the session here.
   * @param idToken of the sign-in; null where it was not kept
   * @returns where to sign out at the provider; null when it has no such place or is away
   */
  async end(viewer: Viewer, caller: CallerConnection, idToken: string | null): Promise<string | null> {
    if (viewer.sessionId !== null) await signOut(this.db, viewer, caller);
    try {
      return await this.provider.end(idToken);
    } catch (error) {
      this.warn(`the OpenID provider cannot be reached: ${messageOf(error)}`);
      return null;
    }
  }
}

// Who is unlinked meanwhile is waited for by the unlinking, which then ends this session too.
const openSession = `
  with known as (
    select account.id, identity.given_in, identity.given_at from identity join account on account.id = identity.account_id
    where identity.issuer = $1 and identity.subject = $2
      and account.revoked_at is null and account.role not in ('DELEGATE', 'APP')
    for share of identity
  )
  insert into session (id, account_id, token_hash, created_at, expires_at, revoked_at, given_in, given_at)
  select $3::uuid, known.id, $4::bytea, $5::timestamptz, $6::timestamptz, null, given_in, given_at from known
  returning (select account.role from account where account.id = session.account_id) as role
`;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

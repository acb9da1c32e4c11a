import type { Role, Viewer } from '../graphql/authorize/viewer';
import type { CallerConnection } from '../graphql/context';

/** What a browser keeps while it is at the provider. */
export type KeptFlow = Readonly<Record<'state' | 'nonce' | 'verifier', string>>;

/** What a sign-in came to. */
export type SignInOutcome =
  | { readonly is: 'signedIn'; readonly idToken: string; readonly role: Role }
  | { readonly is: 'unknown'; readonly issuer: string; readonly subject: string }
  | { readonly is: 'refused' }
  | { readonly is: 'tooMany'; readonly waitSeconds: number };

/** Sign-in by an OpenID provider, as the transport needs it; `auth/oidc` does it. */
export interface OidcSignIn {
  /** Where to send the browser, and what it keeps; null while the provider cannot be reached. */
  begin(): Promise<{ readonly url: string; readonly flow: KeptFlow } | null>;
  /** Opens a session for whom the provider has sent back with this query. */
  finish(flow: KeptFlow | null, search: string, caller: CallerConnection): Promise<SignInOutcome>;
  /** Ends the session here. @returns where to sign out at the provider, or null */
  end(viewer: Viewer, caller: CallerConnection, idToken: string | null): Promise<string | null>;
}

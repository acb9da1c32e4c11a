import type { Configuration } from 'openid-client';

export interface ProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends browsers back to. */
  readonly redirectUri: string;
  /** Where it sends them once they have signed out. */
  readonly homeUri: string;
}

/** What the browser keeps while it is at the provider; each value is random and good for one sign-in. */
export interface Flow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Whom the provider has sent back, and its word for it, by which it knows again whom it is to sign out. */
export interface Known {
  readonly issuer: string;
  readonly subject: string;
  readonly idToken: string;
}

/** Longest the provider may take for an answer, in seconds. */
const patience = 10;

/**
 * The OpenID provider of the organisation, by the authorization code flow with PKCE. It is asked about itself when the
 * first person comes, and again after that has failed; the server starts and serves without it.
 */
export class Provider {
  private known: Promise<Configuration> | null = null;

  constructor(private readonly options: ProviderOptions) {}

  /** Where to send the browser. @throws when the provider cannot be reached */
  async begin(): Promise<{ readonly url: string; readonly flow: Flow }> {
    const library = await load();
    const configuration = await this.discover();
    const flow = {
      state: library.randomState(),
      nonce: library.randomNonce(),
      verifier: library.randomPKCECodeVerifier(),
    };
    const url = library.buildAuthorizationUrl(configuration, {
      redirect_uri: this.options.redirectUri,
      scope: 'openid',
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await library.calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, flow };
  }

  /**
   * Whom the provider has sent back.
   * @param search the query of the address the browser came back to, with its `?`
   * @throws when anything about it is not as it was begun, or the provider does not vouch for it
   */
  async finish({ state, nonce, verifier }: Flow, search: string): Promise<Known> {
    const library = await load();
    const configuration = await this.discover();
    const cameTo = new URL(search, this.options.redirectUri);
    const tokens = await library.authorizationCodeGrant(configuration, cameTo, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims || !tokens.id_token) throw new Error('the provider gave no ID token');
    return { issuer: claims.iss, subject: claims.sub, idToken: tokens.id_token };
  }

  /**
   * Where to sign out at the provider too; null when it has no such place.
   * @param idToken of the sign-in; without it the provider may ask who is to be signed out
   * @throws when it cannot be reached
   */
  async end(idToken: string | null): Promise<string | null> {
    const library = await load();
    const configuration = await this.discover();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
    return library.buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: this.options.homeUri,
      ...(idToken === null ? {} : { id_token_hint: idToken }),
    }).href;
  }

  private discover(): Promise<Configuration> {
    this.known ??= this.ask().catch((error: unknown) => {
      this.known = null;
      throw error;
    });
    return this.known;
  }

  private async ask(): Promise<Configuration> {
    const { discovery, allowInsecureRequests } = await load();
    const { issuer, clientId, clientSecret } = this.options;
    const server = new URL(issuer);
    // Without TLS only where config/production lets it be so.
    const execute = server.protocol === 'http:' ? [allowInsecureRequests] : [];
    return discovery(server, clientId, clientSecret, undefined, { execute, timeout: patience });
  }
}

/** When it is needed, since most servers have no provider. */
const load = () => import('openid-client');

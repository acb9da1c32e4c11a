import { mutantsOf } from '../mutant';

/** Refusals of the acts on identities, and what is promised of sign-in by an OpenID provider. */
export const oidc = [
  ...mutantsOf('src/auth/oidc/link-identity.ts', 'auth/oidc/link-identity', [
    [
      'linkIdentity BAD_USER_INPUT',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'accountId', cure });",
      'void cure;',
      'refuses delegates, apps and accounts that are shut out',
    ],
    [
      'linkIdentity takes an issuer that is the address of a provider',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'issuer', cure });",
      'void cure;',
      'refuses what no provider says of anybody: issuer "cong-thong-tin"',
    ],
    [
      'linkIdentity takes a subject without spaces around it',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'subject', cure: 'Leave out the spaces around it.' });",
      '',
      'refuses what no provider says of anybody: subject "a1 "',
    ],
    [
      'linkIdentity IDENTITY_LINKED',
      "if (before) throw new Refusal('IDENTITY_LINKED', { accountId: before.accountId });",
      'if (before) await tx.delete(Identity, before.id);',
      'takes several for one account, and one for no two',
    ],
    ['unlinkIdentity FORBIDDEN', "requireField(viewer, 'Mutation.unlinkIdentity');", '', 'is for administrators'],
  ]),
  ...mutantsOf('src/config/issuer.ts', 'auth/oidc/link-identity', [
    [
      'the address of an OpenID provider has no query and no fragment',
      '&& !search && !hash',
      '',
      'refuses what no provider says of anybody: issuer "https://id.example.vn?realm=tinh"',
    ],
  ]),
  ...mutantsOf('src/auth/oidc/provider.ts', 'auth/oidc/sign-in', [
    [
      'a sign-in by OpenID has the state it was begun with',
      'expectedState: state,',
      "expectedState: new URLSearchParams(search).get('state') ?? state,",
      'refuses another state, another nonce, another verifier, and a browser that began nothing',
    ],
  ]),
  ...mutantsOf('src/auth/oidc/provider.ts', 'auth/oidc/sign-in', [
    [
      'the provider is told by its ID token whom it is to sign out',
      '...(idToken === null ? {} : { id_token_hint: idToken }),',
      '',
      'opens a session of the account that is linked, and ends it here and there',
    ],
  ]),
  ...mutantsOf('src/transport/http/oidc.ts', 'auth/oidc/in-browser', [
    [
      'a browser brings what it has kept back from the site of the provider',
      "sameSite: 'lax',",
      "sameSite: 'strict',",
      'leads from the desk to the provider and back, and out at both',
    ],
  ]),
  ...mutantsOf('src/auth/oidc/oidc-sign-in.ts', 'auth/oidc/sign-in', [
    [
      'failed sign-ins by OpenID are limited with wrong badge codes',
      "waitSeconds === null ? { is: 'refused' }",
      "waitSeconds !== undefined ? { is: 'refused' }",
      'counts with wrong badge codes, and looks at nothing more once there were too many',
    ],
    [
      'a revoked account is not signed in to by OpenID',
      'and account.revoked_at is null and account.role',
      'and account.role',
      'refuses a revoked account, and whom an administrator has unlinked',
    ],
  ]),
];

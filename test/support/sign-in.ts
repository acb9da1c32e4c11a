import { Authenticator } from '../../src/auth/authenticate';
import { LastUse } from '../../src/auth/last-use';
import { type SignInInput, signIn as signInWith } from '../../src/auth/sign-in';
import { limitSignIns, type SignInLimiter } from '../../src/auth/sign-in-limiter';
import type { Database } from '../../src/database/database';
import type { CallerConnection } from '../../src/graphql/context';

/** A sign-in under limits of its own, unless given. */
export const signIn = (
  db: Database,
  input: SignInInput,
  caller: CallerConnection,
  limiter: SignInLimiter = limitSignIns(),
) => signInWith(db, limiter, input, caller);

/** Who shows this token. */
export const authenticate = (db: Database, token: string | null) =>
  new Authenticator(db, new LastUse(db)).authenticate(token);

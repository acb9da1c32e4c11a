import { randomUUID } from 'node:crypto';
import { Field, InputType, ObjectType } from 'type-graphql';
import { now } from '../clock';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import type { Viewer } from '../graphql/authorize/viewer';
import type { CallerConnection } from '../graphql/context';
import { Instant } from '../graphql/types/scalars';
import { Me } from './me';
import { beginningOf, newToken, readCode, secretHash } from './secret';
import type { SignInLimiter } from './sign-in-limiter';

@InputType({ description: 'What a badge says.' })
export class SignInInput {
  @Field(() => String, {
    description: 'The code on the badge. Case, spaces and hyphens do not matter, nor O for 0, I or L for 1.',
  })
  code: string;
}

@ObjectType({ description: 'A new session.' })
export class SignInPayload {
  @Field(() => String, {
    description: 'Proof of the session, for `Authorization: Bearer`. A browser has it in a cookie already.',
  })
  token: string;

  @Field(() => Instant, { description: 'When the session ends.' })
  expiresAt: Date;

  @Field(() => Me, { nullable: true, description: 'Who is now signed in.' })
  viewer: Viewer;
}

/** A conference day, with an evening. */
export const sessionMs = 12 * 3_600_000;

/**
 * Exchanges a badge code for a session, once. A wrong code, a used one, an expired one and one of somebody shut out
 * get the same answer, so that guessing teaches nothing. Where too many were wrong, a right one is let in for as long as
 * guesses of its badge, and of all, are few enough (sign-in-limiter.ts).
 * @throws Refusal BADGE_INVALID, TOO_MANY_TRIES
 */
export async function signIn(
  db: Database,
  limiter: SignInLimiter,
  input: SignInInput,
  caller: CallerConnection,
): Promise<SignInPayload> {
  const code = readCode(input.code);
  const { isOpen, waitSeconds, giveBack } = limiter.take(caller.address, code && beginningOf(code));
  const wrong = () =>
    waitSeconds === null ? new Refusal('BADGE_INVALID') : new Refusal('TOO_MANY_TRIES', { waitSeconds });
  if (!isOpen || code === null) throw wrong();

  const at = now();
  const token = newToken();
  const expiresAt = new Date(at.getTime() + sessionMs);
  const [viewer] = await db.query<Viewer[]>(useBadge, [
    secretHash(code),
    at,
    randomUUID(),
    secretHash(token),
    expiresAt,
  ]);
  if (!viewer) throw wrong();
  giveBack();
  caller.setSession(token, expiresAt);
  return { token, expiresAt, viewer };
}

// Of two who use one code at once, the second waits for the first one's row, finds it used and gets nothing.
const useBadge = `
  with used as (
    update badge set used_at = $2
    from account
    where badge.code_hash = $1 and badge.used_at is null and badge.expires_at > $2
      and account.id = badge.account_id and account.revoked_at is null
    returning account.*, badge.given_in, badge.given_at
  ), opened as (
    insert into session (id, account_id, token_hash, created_at, expires_at, revoked_at, given_in, given_at)
    select $3::uuid, used.id, $4::bytea, $2, $5::timestamptz, null, given_in, given_at from used
    returning id
  )
  select used.role, used.id as "accountId", opened.id as "sessionId", used.name,
    used.conference_id as "conferenceId", used.delegate_id as "delegateId", used.scopes,
    null as "conferenceIds"
  from used, opened
`;

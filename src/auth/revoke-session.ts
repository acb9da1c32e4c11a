import { Field, ID, InputType } from 'type-graphql';
import { now } from '../clock';
import type { Database } from '../database/database';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { sessionRevoked } from './events';
import { holdHouse } from './hold-house';
import { lockSession } from './lock-managed';
import { Session } from './session';

@InputType({ description: 'What to end.' })
export class RevokeSessionInput extends ActInput {
  @Field(() => ID, { description: 'The session, or the API key.' })
  sessionId: string;
}

/**
 * Ends one session or key and closes its sockets; the account may sign in again, and its other sessions go on.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, ENDED
 */
export async function revokeSession(db: Database, viewer: Viewer, input: RevokeSessionInput): Promise<Receipt> {
  const sessionId = asId(input.sessionId);
  const { idempotencyKey } = input;
  const ask = { act: 'revokeSession', about: { sessionId }, idempotencyKey, first: holdHouse };
  return act(db, viewer, ask, async (tx) => {
    const { account } = await lockSession(tx, viewer, 'Mutation.revokeSession', sessionId);
    await tx.update(Session, { id: sessionId }, { revokedAt: now() });
    return sessionRevoked(sessionId, account.id);
  });
}

import { Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { holdHouse } from '../auth/hold-house';
import { Bloc } from '../bloc/bloc';
import { Conference } from '../conference/conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, exactlyOne, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { positions } from '../log/read-since';
import { webhookEvent } from './events';
import { lockWebhook } from './lock-webhook';
import { WebhookStream } from './webhook';

@InputType({
  description: 'From where a receiver is to be sent a log. Exactly one of conferenceId and blocId is given.',
})
export class ReplayWebhookInput extends ActInput {
  @Field(() => ID, { description: 'The receiver.' })
  webhookId: string;

  @Field(() => ID, { nullable: true, description: 'The conference whose log it is.' })
  conferenceId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The bloc whose own log it is.' })
  blocId?: string | null;

  @Field(() => Int, {
    description:
      'Position of the first entry to send, from 1. One past an entry that the receiver cannot take leaves that out.',
  })
  @Min(1)
  fromSequence: number;
}

/**
 * Sends a log again from a position, or from a later one; entries keep their `webhook-id`.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, NOT_FOUND when the receiver is not sent that log,
 *   LOG_POSITION_AHEAD
 */
export function replayWebhook(db: Database, viewer: Viewer, input: ReplayWebhookInput): Promise<Receipt> {
  const { fromSequence } = input;
  const webhookId = asId(input.webhookId);
  const { conferenceId, blocId } = input;
  const named = exactlyOne({ conferenceId, blocId });
  const stream = asId(input[named] as string);
  const about = { webhookId, stream, fromSequence };
  const ask = { act: 'replayWebhook', about, idempotencyKey: input.idempotencyKey, first: holdHouse };
  return act(db, viewer, ask, async (tx) => {
    requireField(viewer, 'Mutation.replayWebhook');
    await lockWebhook(tx, webhookId);
    const where = { id: stream };
    found(named === 'blocId' ? await tx.findOneBy(Bloc, where) : await tx.findOneBy(Conference, where));
    const { id } = found(await tx.findOneBy(WebhookStream, { webhookId, stream }));
    const after = fromSequence - 1;
    const end = (await positions(tx, [stream])).get(stream) ?? 0;
    if (after > end) throw new Refusal('LOG_POSITION_AHEAD', { after, end });
    await tx.update(WebhookStream, id, { position: String(after), failures: 0, nextTryAt: null });
    return webhookEvent('webhookReplayed', webhookId, { stream, fromSequence });
  });
}

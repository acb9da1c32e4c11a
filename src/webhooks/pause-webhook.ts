import { Field, ID, InputType } from 'type-graphql';
import { holdHouse } from '../auth/hold-house';
import { now } from '../clock';
import type { Database } from '../database/database';
import { requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { webhookEvent } from './events';
import { lockWebhook } from './lock-webhook';
import { PauseReason, Webhook } from './webhook';

@InputType({ description: 'Which receiver.' })
export class WebhookInput extends ActInput {
  @Field(() => ID, { description: 'The receiver.' })
  webhookId: string;
}

/**
 * Sends nothing until it is resumed; entries wait for it. What is under way may still arrive, and comes again then.
 * Doing it twice only says so twice.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND
 */
export function pauseWebhook(db: Database, viewer: Viewer, input: WebhookInput): Promise<Receipt> {
  const webhookId = asId(input.webhookId);
  const ask = { act: 'pauseWebhook', about: { webhookId }, idempotencyKey: input.idempotencyKey, first: holdHouse };
  return act(db, viewer, ask, async (tx) => {
    requireField(viewer, 'Mutation.pauseWebhook');
    const { pausedAt } = await lockWebhook(tx, webhookId);
    const pauseReason = PauseReason.BY_HAND;
    await tx.update(Webhook, webhookId, { pausedAt: pausedAt ?? now(), pauseReason });
    return webhookEvent('webhookPaused', webhookId);
  });
}

/**
 * Goes on where the receiver had come to, at once, also when it waited for its next try. Whoever does it answers for the
 * receiver from now on.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND
 */
export function resumeWebhook(db: Database, viewer: Viewer, input: WebhookInput): Promise<Receipt> {
  const webhookId = asId(input.webhookId);
  const ask = { act: 'resumeWebhook', about: { webhookId }, idempotencyKey: input.idempotencyKey, first: holdHouse };
  return act(db, viewer, ask, async (tx) => {
    requireField(viewer, 'Mutation.resumeWebhook');
    await lockWebhook(tx, webhookId);
    await tx.update(Webhook, webhookId, { pausedAt: null, pauseReason: null, ownerId: found(viewer.accountId) });
    await tx.query('update webhook_stream set next_try_at = null, failures = 0 where webhook_id = $1', [webhookId]);
    return webhookEvent('webhookResumed', webhookId);
  });
}

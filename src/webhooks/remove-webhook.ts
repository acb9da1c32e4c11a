import { holdHouse } from '../auth/hold-house';
import type { Database } from '../database/database';
import { requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { webhookEvent } from './events';
import { lockWebhook } from './lock-webhook';
import type { WebhookInput } from './pause-webhook';
import { Webhook } from './webhook';

/** Ends a receiver for good, with its secret. @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND */
export function removeWebhook(db: Database, viewer: Viewer, input: WebhookInput): Promise<Receipt> {
  const webhookId = asId(input.webhookId);
  const ask = { act: 'removeWebhook', about: { webhookId }, idempotencyKey: input.idempotencyKey, first: holdHouse };
  return act(db, viewer, ask, async (tx) => {
    requireField(viewer, 'Mutation.removeWebhook');
    await lockWebhook(tx, webhookId);
    await tx.delete(Webhook, webhookId);
    return webhookEvent('webhookRemoved', webhookId);
  });
}

import { holdHouse } from '../auth/hold-house';
import { now } from '../clock';
import type { Database } from '../database/database';
import { requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { act } from '../log/act';
import type { Created } from './create-webhook';
import { webhookEvent } from './events';
import { lockWebhook } from './lock-webhook';
import type { WebhookInput } from './pause-webhook';
import { newSecret, shownSecret } from './signature';
import { Webhook } from './webhook';

/** How long messages are signed by the secret before too, in milliseconds. */
const overlapMs = 24 * 3_600_000;

/**
 * Gives a receiver a new secret. Messages carry a signature by the one before too, for 24 hours; after a second rotation
 * within them the first secret is worth nothing any more.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND
 */
export async function rotateWebhookSecret(db: Database, viewer: Viewer, input: WebhookInput): Promise<Created> {
  const webhookId = asId(input.webhookId);
  const about = { webhookId };
  const ask = { act: 'rotateWebhookSecret', about, idempotencyKey: input.idempotencyKey, first: holdHouse };
  let secret: string | null = null;
  const receipt = await act(db, viewer, ask, async (tx) => {
    requireField(viewer, 'Mutation.rotateWebhookSecret');
    const { secret: previousSecret } = await lockWebhook(tx, webhookId);
    const made = newSecret();
    const previousSecretUntil = new Date(now().getTime() + overlapMs);
    await tx.update(Webhook, webhookId, { secret: made, previousSecret, previousSecretUntil });
    secret = shownSecret(made);
    return webhookEvent('webhookSecretRotated', webhookId);
  });
  return { receipt, secret };
}

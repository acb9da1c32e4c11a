import { randomUUID } from 'node:crypto';
import { ArrayMaxSize, IsOptional, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { holdHouse } from '../auth/hold-house';
import { now } from '../clock';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { choicesOf, writeChoices } from './choices';
import { asLogged, webhookEvent } from './events';
import { choiceFault, urlFault } from './rules';
import { newSecret, shownSecret } from './signature';
import { Webhook } from './webhook';

declare module '../graphql/context' {
  interface ContextServices {
    readonly webhooks: WebhookService;
  }
}

/** What the acts on receivers ask of the server. */
export interface WebhookService {
  /** No other scheme is sent to. */
  readonly httpsOnly: boolean;
}

/** Conferences, blocs or kinds of one receiver. */
const mostChoices = 100;

@InputType({ description: 'Where entries are to be sent, and which.' })
export class CreateWebhookInput extends ActInput {
  @Field(() => String, { description: 'Address to post to, up to 2,000 characters; https in production.' })
  @Length(1, 2_000)
  url: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'Kinds of entries, such as `pollClosed` (docs/events.md), up to 100; all when left out or empty. One that no log has is refused with the list.',
  })
  @IsOptional()
  @ArrayMaxSize(mostChoices)
  kinds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Conferences whose logs are sent, up to 100.' })
  @IsOptional()
  @ArrayMaxSize(mostChoices)
  conferenceIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Blocs whose own logs are sent, with those of all their conferences but rehearsals, up to 100. A conference or a bloc must be named.',
  })
  @IsOptional()
  @ArrayMaxSize(mostChoices)
  blocIds?: string[] | null;
}

/** A receiver just made. */
export interface Created {
  readonly receipt: Receipt;
  /** As receivers keep it; null for a retry, since it is shown once. */
  readonly secret: string | null;
}

/**
 * Makes a receiver that is sent entries from now on. Nobody is asked whether the address answers.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, NOT_FOUND
 */
export async function createWebhook(
  db: Database,
  viewer: Viewer,
  { httpsOnly }: WebhookService,
  input: CreateWebhookInput,
): Promise<Created> {
  const { url } = input;
  const choices = choicesOf(input);
  let secret: string | null = null;
  const about = { url, ...choices };
  const ask = { act: 'createWebhook', about, idempotencyKey: input.idempotencyKey, first: holdHouse };
  const receipt = await act(db, viewer, ask, async (tx) => {
    requireField(viewer, 'Mutation.createWebhook');
    const fault = urlFault(url, httpsOnly) ?? choiceFault({ ...choices });
    if (fault) throw new Refusal('BAD_USER_INPUT', { ...fault });
    const made = newSecret();
    const webhook: Webhook = {
      id: randomUUID(),
      url,
      kinds: choices.kinds,
      secret: made,
      previousSecret: null,
      previousSecretUntil: null,
      ownerId: found(viewer.accountId),
      createdAt: now(),
      pausedAt: null,
      pauseReason: null,
      leaseBy: null,
      leaseUntil: null,
    };
    await tx.insert(Webhook, webhook);
    await writeChoices(tx, webhook.id, choices);
    secret = shownSecret(made);
    return webhookEvent('webhookCreated', webhook.id, asLogged(url, choices));
  });
  return { receipt, secret };
}

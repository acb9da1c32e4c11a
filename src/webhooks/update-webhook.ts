import { ArrayMaxSize, IsOptional, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { holdHouse } from '../auth/hold-house';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { choicesOf, readChoices, writeChoices } from './choices';
import type { WebhookService } from './create-webhook';
import { asLogged, webhookEvent } from './events';
import { lockWebhook } from './lock-webhook';
import { choiceFault, urlFault } from './rules';
import { Webhook } from './webhook';

@InputType({ description: 'What is to be different about a receiver; what is left out or null stays.' })
export class UpdateWebhookInput extends ActInput {
  @Field(() => ID, { description: 'The receiver.' })
  webhookId: string;

  @Field(() => String, { nullable: true, description: 'Address to post to.' })
  @IsOptional()
  @Length(1, 2_000)
  url?: string | null;

  @Field(() => [String], { nullable: true, description: 'Kinds of entries, all of them; an empty list for all kinds.' })
  @IsOptional()
  @ArrayMaxSize(100)
  kinds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Conferences, all of them. A log that is new to the receiver is sent from now on.',
  })
  @IsOptional()
  @ArrayMaxSize(100)
  conferenceIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Blocs, all of them.' })
  @IsOptional()
  @ArrayMaxSize(100)
  blocIds?: string[] | null;
}

/**
 * Changes address and choices. Whoever does it answers for the receiver from now on: it goes on after the account of
 * who had it was shut out.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, NOT_FOUND
 */
export function updateWebhook(
  db: Database,
  viewer: Viewer,
  { httpsOnly }: WebhookService,
  input: UpdateWebhookInput,
): Promise<Receipt> {
  const webhookId = asId(input.webhookId);
  const given = {
    url: input.url ?? null,
    kinds: input.kinds ?? null,
    conferenceIds: input.conferenceIds ?? null,
    blocIds: input.blocIds ?? null,
  };
  const ask = {
    act: 'updateWebhook',
    about: { webhookId, ...given },
    idempotencyKey: input.idempotencyKey,
    first: holdHouse,
  };
  return act(db, viewer, ask, async (tx) => {
    requireField(viewer, 'Mutation.updateWebhook');
    const before = await lockWebhook(tx, webhookId);
    const url = given.url ?? before.url;
    const chosen = await readChoices(tx, webhookId);
    const choices = choicesOf({
      kinds: given.kinds ?? before.kinds,
      conferenceIds: given.conferenceIds ?? chosen.conferenceIds,
      blocIds: given.blocIds ?? chosen.blocIds,
    });
    const fault = urlFault(url, httpsOnly) ?? choiceFault({ ...choices });
    if (fault) throw new Refusal('BAD_USER_INPUT', { ...fault });
    await tx.update(Webhook, webhookId, { url, kinds: choices.kinds, ownerId: found(viewer.accountId) });
    await writeChoices(tx, webhookId, choices);
    return webhookEvent('webhookUpdated', webhookId, asLogged(url, choices));
  });
}

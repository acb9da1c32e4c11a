import { Ctx, Field, ObjectType } from 'type-graphql';
import type { Context } from '../graphql/context';
import { Payload } from '../graphql/types/payload';
import { webhookById } from './loaders';
import { Webhook } from './webhook';

@ObjectType()
export class WebhookPayload extends Payload {
  @Field(() => Webhook, { nullable: true, description: 'The receiver as it stands now; null once it is removed.' })
  webhook(@Ctx() ctx: Context): Promise<Webhook | null> {
    return ctx.load(webhookById, this.receipt.subject);
  }
}

@ObjectType()
export class WebhookSecretPayload extends WebhookPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'What the receiver checks signatures by: `whsec_` and base64. It is not shown again; null for a request that was done before, after which rotateWebhookSecret gives another.',
  })
  secret: string | null;
}

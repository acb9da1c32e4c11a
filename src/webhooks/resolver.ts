import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Account } from '../auth/account';
import { accountById } from '../auth/loaders';
import { Bloc } from '../bloc/bloc';
import { blocById } from '../bloc/loaders';
import { Conference } from '../conference/conference';
import { conferenceById } from '../conference/loaders';
import { Allowed, Uncacheable } from '../graphql/authorize/allowed';
import { type Context, idOrNull, linked } from '../graphql/context';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { ListSize, MaxFirst } from '../graphql/loading/list-size';
import { connect, pageOf } from '../graphql/loading/paging';
import { Act, type Payload } from '../graphql/types/payload';
import { CreateWebhookInput, createWebhook } from './create-webhook';
import { blocsByWebhook, conferencesByWebhook, endByStream, streamsByWebhook, webhookById } from './loaders';
import { pauseWebhook, resumeWebhook, WebhookInput } from './pause-webhook';
import { WebhookPayload, WebhookSecretPayload } from './payload';
import { removeWebhook } from './remove-webhook';
import { ReplayWebhookInput, replayWebhook } from './replay-webhook';
import { rotateWebhookSecret } from './rotate-webhook-secret';
import { UpdateWebhookInput, updateWebhook } from './update-webhook';
import { Webhook, WebhookStream } from './webhook';

const WebhookConnection = connectionOf(Webhook, 'Webhook');
const WebhookStreamConnection = connectionOf(WebhookStream, 'WebhookStream');

@Resolver(() => Webhook)
export class WebhookResolver {
  @Allowed('Query.webhooks')
  @Uncacheable()
  @Query(() => WebhookConnection, {
    nullable: true,
    description: 'All receivers, by their addresses; for administrators.',
  })
  @MaxFirst(pageLimit)
  webhooks(@Args(() => PageArgs) { page }: PageArgs, @Ctx() ctx: Context): Connection<Webhook> {
    return pageOf(ctx.read.createQueryBuilder(Webhook, 'webhook'), { keys: ['url', 'id'] }, page);
  }

  @Allowed('Query.webhook')
  @Uncacheable()
  @Query(() => Webhook, { nullable: true, description: 'One receiver, or null; for administrators.' })
  webhook(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() ctx: Context): Promise<Webhook | null> {
    return linked(ctx, webhookById, idOrNull(id));
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description:
      'The administrator who last made, changed or resumed it. Nothing is sent once that account is shut out, until another changes or resumes it.',
  })
  owner(@Root() webhook: Webhook, @Ctx() ctx: Context): Promise<Account | null> {
    return ctx.load(accountById, webhook.ownerId);
  }

  @FieldResolver(() => [Conference], { description: 'Conferences chosen by themselves.' })
  @ListSize(3)
  conferences(@Root() webhook: Webhook, @Ctx() ctx: Context): Promise<readonly Conference[]> {
    return ctx.load(conferencesByWebhook, webhook.id);
  }

  @FieldResolver(() => [Bloc], { description: 'Blocs chosen, with all their conferences but rehearsals.' })
  @ListSize(3)
  blocs(@Root() webhook: Webhook, @Ctx() ctx: Context): Promise<readonly Bloc[]> {
    return ctx.load(blocsByWebhook, webhook.id);
  }

  @FieldResolver(() => WebhookStreamConnection, { description: 'How far it has come, log by log.' })
  @MaxFirst(pageLimit)
  streams(
    @Root() webhook: Webhook,
    @Args(() => PageArgs) { page }: PageArgs,
    @Ctx() ctx: Context,
  ): Connection<WebhookStream> {
    return connect(ctx, streamsByWebhook, webhook.id, page, null);
  }
}

@Resolver(() => WebhookStream)
export class WebhookStreamResolver {
  @FieldResolver(() => Conference, { nullable: true, description: 'The conference whose log it is.' })
  conference(@Root() { stream }: WebhookStream, @Ctx() ctx: Context): Promise<Conference | null> {
    return ctx.load(conferenceById, stream);
  }

  @FieldResolver(() => Bloc, { nullable: true, description: 'The bloc whose own log it is.' })
  bloc(@Root() { stream }: WebhookStream, @Ctx() ctx: Context): Promise<Bloc | null> {
    return ctx.load(blocById, stream);
  }

  @FieldResolver(() => Int, { description: 'Position of the last entry it has taken, or did not want.' })
  position(@Root() { position }: WebhookStream): number {
    return Number(position);
  }

  @FieldResolver(() => Int, { description: 'Entries between it and the end of the log; 0 when it has all.' })
  async lag(@Root() { stream, position }: WebhookStream, @Ctx() ctx: Context): Promise<number> {
    return (await ctx.load(endByStream, stream)) - Number(position);
  }
}

@Resolver()
export class WebhookActResolver {
  @Allowed('Mutation.createWebhook')
  @Act(
    WebhookSecretPayload,
    'Makes a receiver that is sent entries of logs from now on, signed as Standard Webhooks say.',
  )
  async createWebhook(
    @Arg('input', () => CreateWebhookInput, { description: 'Where to, and what.' }) input: CreateWebhookInput,
    @Ctx() { db, viewer, services }: Context,
  ): Promise<Omit<WebhookSecretPayload, 'webhook'>> {
    return createWebhook(db, viewer, services.webhooks, input);
  }

  @Allowed('Mutation.updateWebhook')
  @Act(WebhookPayload, 'Changes address and choices of a receiver.')
  async updateWebhook(
    @Arg('input', () => UpdateWebhookInput, { description: 'What is to be different.' }) input: UpdateWebhookInput,
    @Ctx() { db, viewer, services }: Context,
  ): Promise<Payload> {
    return { receipt: await updateWebhook(db, viewer, services.webhooks, input) };
  }

  @Allowed('Mutation.pauseWebhook')
  @Act(WebhookPayload, 'Sends a receiver nothing until it is resumed; entries wait for it.')
  async pauseWebhook(
    @Arg('input', () => WebhookInput, { description: 'Which.' }) input: WebhookInput,
    @Ctx() { db, viewer }: Context,
  ): Promise<Payload> {
    return { receipt: await pauseWebhook(db, viewer, input) };
  }

  @Allowed('Mutation.resumeWebhook')
  @Act(WebhookPayload, 'Goes on sending where the receiver had come to, at once, also when it waited for its next try.')
  async resumeWebhook(
    @Arg('input', () => WebhookInput, { description: 'Which.' }) input: WebhookInput,
    @Ctx() { db, viewer }: Context,
  ): Promise<Payload> {
    return { receipt: await resumeWebhook(db, viewer, input) };
  }

  @Allowed('Mutation.replayWebhook')
  @Act(
    WebhookPayload,
    'Sends a receiver one log again from a position, or from a later one. Entries keep their `webhook-id`.',
  )
  async replayWebhook(
    @Arg('input', () => ReplayWebhookInput, { description: 'What from where.' }) input: ReplayWebhookInput,
    @Ctx() { db, viewer }: Context,
  ): Promise<Payload> {
    return { receipt: await replayWebhook(db, viewer, input) };
  }

  @Allowed('Mutation.rotateWebhookSecret')
  @Act(WebhookSecretPayload, 'Gives a receiver a new secret. For 24 hours messages are signed by the one before, too.')
  async rotateWebhookSecret(
    @Arg('input', () => WebhookInput, { description: 'Which.' }) input: WebhookInput,
    @Ctx() { db, viewer }: Context,
  ): Promise<Omit<WebhookSecretPayload, 'webhook'>> {
    return rotateWebhookSecret(db, viewer, input);
  }

  @Allowed('Mutation.removeWebhook')
  @Act(WebhookPayload, 'Ends a receiver for good, with its secret.')
  async removeWebhook(
    @Arg('input', () => WebhookInput, { description: 'Which.' }) input: WebhookInput,
    @Ctx() { db, viewer }: Context,
  ): Promise<Payload> {
    return { receipt: await removeWebhook(db, viewer, input) };
  }
}

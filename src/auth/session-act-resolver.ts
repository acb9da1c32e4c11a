import { Arg, Ctx, Resolver } from 'type-graphql';
import { Allowed } from '../graphql/authorize/allowed';
import { asId, type Context, linked } from '../graphql/context';
import { Act } from '../graphql/types/payload';
import { IssueBadgesInput, issueBadges } from './issue-badges';
import { LimitApiKeyInput, limitApiKey } from './limit-api-key';
import { badgeById, sessionById } from './loaders';
import { RevokeBadgeInput, revokeBadge } from './revoke-badge';
import { RevokeSessionInput, revokeSession } from './revoke-session';
import { RotateApiKeyInput, rotateApiKey } from './rotate-api-key';
import {
  IssueBadgesPayload,
  LimitApiKeyPayload,
  RevokeBadgePayload,
  RevokeSessionPayload,
  RotateApiKeyPayload,
} from './session-payloads';

@Resolver()
export class SessionActsResolver {
  @Allowed('Mutation.issueBadges')
  @Act(
    IssueBadgesPayload,
    'Makes a one-time code for each of these delegates, all of them or none. The receipt is that of the first.',
  )
  issueBadges(
    @Arg('input', () => IssueBadgesInput, { description: 'For whom.' }) input: IssueBadgesInput,
    @Ctx() ctx: Context,
  ): Promise<IssueBadgesPayload> {
    return issueBadges(ctx.db, ctx.viewer, input);
  }

  @Allowed('Mutation.revokeSession')
  @Act(
    RevokeSessionPayload,
    'Ends one session or API key for good and closes its sockets; the account and its other sessions go on. For who may shut the account out.',
  )
  async revokeSession(
    @Arg('input', () => RevokeSessionInput, { description: 'Which.' }) input: RevokeSessionInput,
    @Ctx() ctx: Context,
  ): Promise<RevokeSessionPayload> {
    const receipt = await revokeSession(ctx.db, ctx.viewer, input);
    return { receipt, session: ctx.load(sessionById, asId(input.sessionId)) };
  }

  @Allowed('Mutation.revokeBadge')
  @Act(RevokeBadgePayload, 'Makes a code that nobody has used worth nothing.')
  async revokeBadge(
    @Arg('input', () => RevokeBadgeInput, { description: 'Which.' }) input: RevokeBadgeInput,
    @Ctx() ctx: Context,
  ): Promise<RevokeBadgePayload> {
    const receipt = await revokeBadge(ctx.db, ctx.viewer, input);
    return { receipt, badge: ctx.load(badgeById, asId(input.badgeId)) };
  }

  @Allowed('Mutation.rotateApiKey')
  @Act(RotateApiKeyPayload, 'Gives an app a new key; the old one goes on for some time beside it, and then ends.')
  async rotateApiKey(
    @Arg('input', () => RotateApiKeyInput, { description: 'Which, and how.' }) input: RotateApiKeyInput,
    @Ctx() ctx: Context,
  ): Promise<RotateApiKeyPayload> {
    const { receipt, token, apiKeyId } = await rotateApiKey(ctx.db, ctx.viewer, input);
    const key = (id: string | null) => linked(ctx, sessionById, id);
    return { receipt, token, apiKey: key(apiKeyId), replaced: key(asId(input.apiKeyId)) };
  }

  @Allowed('Mutation.limitApiKey')
  @Act(LimitApiKeyPayload, 'Limits a key to conferences, or lifts the limit.')
  async limitApiKey(
    @Arg('input', () => LimitApiKeyInput, { description: 'Which, and where it is good.' }) input: LimitApiKeyInput,
    @Ctx() ctx: Context,
  ): Promise<LimitApiKeyPayload> {
    const receipt = await limitApiKey(ctx.db, ctx.viewer, input);
    return { receipt, apiKey: ctx.load(sessionById, asId(input.apiKeyId)) };
  }
}

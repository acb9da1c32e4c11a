import { Args, ArgsType, Ctx, Field, ID, Query, Resolver } from 'type-graphql';
import { seenConference } from '../conference/visible';
import { Allowed, Uncacheable } from '../graphql/authorize/allowed';
import { requireAllowed, requireAllowedEverywhere } from '../graphql/authorize/authority';
import { Role } from '../graphql/authorize/viewer';
import type { Context } from '../graphql/context';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { MaxFirst } from '../graphql/loading/list-size';
import type { Account } from './account';
import { ApiKey } from './api-key';
import { Badge } from './badge';
import { readAccounts, readApiKeys, readBadges } from './read-accounts';
import { AccountConnection } from './resolver';

const ApiKeyConnection = connectionOf(ApiKey, 'ApiKey');
const BadgeConnection = connectionOf(Badge, 'Badge');

@ArgsType()
class AccountsArgs extends PageArgs {
  @Field(() => Role, { nullable: true, description: 'Only those of this role.' })
  role?: Role | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this conference.' })
  conferenceId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True: only those shut out; false: only the others.' })
  revoked?: boolean | null;
}

@ArgsType()
class BadgesArgs extends PageArgs {
  @Field(() => ID, {
    nullable: true,
    description: 'Only those of this conference: for its own desk. All when left out: for administrators.',
  })
  conferenceId?: string | null;
}

@Resolver()
export class AccountListsResolver {
  @Allowed('Query.accounts')
  @Query(() => AccountConnection, { nullable: true, description: 'Whoever may sign in or was shut out, by name.' })
  @MaxFirst(pageLimit)
  async accounts(
    @Args(() => AccountsArgs) { page, role, conferenceId, revoked }: AccountsArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<Account> | null> {
    const conference = conferenceId == null ? null : await seenConference(ctx, conferenceId);
    if (conferenceId != null && !conference) return null;
    return readAccounts(ctx.read, { role, revoked, conferenceId: conference?.id ?? null }, page);
  }

  @Allowed('Query.apiKeys')
  @Uncacheable()
  @Query(() => ApiKeyConnection, {
    nullable: true,
    description: 'API keys that have not ended, in the order they were made.',
  })
  @MaxFirst(pageLimit)
  apiKeys(@Args(() => PageArgs) { page }: PageArgs, @Ctx() ctx: Context): Connection<ApiKey> {
    return readApiKeys(ctx.read, page);
  }

  @Allowed('Query.badges')
  @Uncacheable()
  @Query(() => BadgeConnection, {
    nullable: true,
    description: 'Badges whose code nobody has used and that have not ended, those that end first before the others.',
  })
  @MaxFirst(pageLimit)
  async badges(
    @Args(() => BadgesArgs) { page, conferenceId }: BadgesArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<Badge> | null> {
    const conference = conferenceId == null ? null : await seenConference(ctx, conferenceId);
    if (conferenceId != null && !conference) return null;
    if (conference) requireAllowed(ctx.viewer, 'Query.badges', conference.id);
    else requireAllowedEverywhere(ctx.viewer, 'Query.badges');
    return readBadges(ctx.read, conference?.id ?? null, page);
  }
}

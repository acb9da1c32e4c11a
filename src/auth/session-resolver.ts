import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Conference } from '../conference/conference';
import { conferenceById } from '../conference/loaders';
import { Role } from '../graphql/authorize/viewer';
import { type Context, found } from '../graphql/context';
import { ListSize } from '../graphql/loading/list-size';
import { Account } from './account';
import { ApiKey } from './api-key';
import { Badge } from './badge';
import { accountById } from './loaders';
import { Scope } from './scope';
import { Session, SessionKind } from './session';

@Resolver(() => Session)
export class SessionResolver {
  @FieldResolver(() => SessionKind, { description: 'Whether a person has opened it or it is a key.' })
  async kind(@Root() session: Session, @Ctx() ctx: Context): Promise<SessionKind> {
    return found(await ctx.load(accountById, session.accountId)).role === Role.APP
      ? SessionKind.KEY
      : SessionKind.BROWSER;
  }
}

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @FieldResolver(() => Account, { description: 'The app. revokeAccount ends all its keys.' })
  async account(@Root() key: ApiKey, @Ctx() ctx: Context): Promise<Account> {
    return found(await ctx.load(accountById, key.accountId));
  }

  @FieldResolver(() => String, { description: 'Name of the app.' })
  async name(@Root() key: ApiKey, @Ctx() ctx: Context): Promise<string> {
    return found(await ctx.load(accountById, key.accountId)).name;
  }

  @FieldResolver(() => [Scope], { description: 'What it opens.' })
  @ListSize(1)
  async scopes(@Root() key: ApiKey, @Ctx() ctx: Context): Promise<string[]> {
    return found(await ctx.load(accountById, key.accountId)).scopes;
  }

  @FieldResolver(() => [Conference], {
    nullable: true,
    description: 'The conferences it reads and acts at; null for all.',
  })
  @ListSize(2)
  async conferences(@Root() key: ApiKey, @Ctx() ctx: Context): Promise<readonly Conference[] | null> {
    if (key.conferenceIds === null) return null;
    return Promise.all(key.conferenceIds.map(async (id) => found(await ctx.load(conferenceById, id))));
  }
}

@Resolver(() => Badge)
export class BadgeResolver {
  @FieldResolver(() => Account, { description: 'Who signs in with it.' })
  async account(@Root() badge: Badge, @Ctx() ctx: Context): Promise<Account> {
    return found(await ctx.load(accountById, badge.accountId));
  }
}

import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Allowed } from '../../graphql/authorize/allowed';
import type { Context } from '../../graphql/context';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../../graphql/loading/connection';
import { MaxFirst } from '../../graphql/loading/list-size';
import { pageOf } from '../../graphql/loading/paging';
import { Act, type Payload } from '../../graphql/types/payload';
import { Account } from '../account';
import { accountById } from '../loaders';
import { AccountPayload } from '../payload';
import { Identity } from './identity';
import { LinkIdentityInput, linkIdentity, UnlinkIdentityInput, unlinkIdentity } from './link-identity';

const IdentityConnection = connectionOf(Identity, 'Identity');

@Resolver(() => Identity)
export class IdentityResolver {
  @Allowed('Query.identities')
  @Query(() => IdentityConnection, {
    nullable: true,
    description: 'Who may sign in by an OpenID provider, by provider and subject; for administrators.',
  })
  @MaxFirst(pageLimit)
  identities(@Args(() => PageArgs) { page }: PageArgs, @Ctx() ctx: Context): Connection<Identity> {
    return pageOf(ctx.read.createQueryBuilder(Identity, 'identity'), { keys: ['issuer', 'subject'] }, page);
  }

  @FieldResolver(() => Account, { nullable: true, description: 'The account that is theirs.' })
  account(@Root() identity: Identity, @Ctx() ctx: Context): Promise<Account | null> {
    return ctx.load(accountById, identity.accountId);
  }

  @Allowed('Mutation.linkIdentity')
  @Act(AccountPayload, 'Lets whom an OpenID provider knows sign in to an account of a person who is no delegate.')
  async linkIdentity(
    @Arg('input', () => LinkIdentityInput, { description: 'Whose account to whom.' }) input: LinkIdentityInput,
    @Ctx() { db, viewer }: Context,
  ): Promise<Payload> {
    return { receipt: await linkIdentity(db, viewer, input) };
  }

  @Allowed('Mutation.unlinkIdentity')
  @Act(
    AccountPayload,
    "Lets whom an OpenID provider knows sign in no more, and ends the sessions of the account, unless that is the caller's own.",
  )
  async unlinkIdentity(
    @Arg('input', () => UnlinkIdentityInput, { description: 'Whom.' }) input: UnlinkIdentityInput,
    @Ctx() { db, viewer }: Context,
  ): Promise<Payload> {
    return { receipt: await unlinkIdentity(db, viewer, input) };
  }
}

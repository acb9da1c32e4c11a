import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Conference } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import { conferenceById, delegateById } from '../conference/loaders';
import { Allowed, PrivateScope, Uncacheable } from '../graphql/authorize/allowed';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { type Context, linked } from '../graphql/context';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { MaxFirst } from '../graphql/loading/list-size';
import { connect } from '../graphql/loading/paging';
import { ReceiptType } from '../graphql/types/receipt';
import { Instant } from '../graphql/types/scalars';
import { Account } from './account';
import { IssueApiKeyInput, IssueApiKeyPayload, issueApiKey } from './issue-api-key';
import { IssueBadgeInput, IssueBadgePayload, issueBadge } from './issue-badge';
import { accountsByConference, sessionById } from './loaders';
import { Me } from './me';
import { readConnected } from './read-connected';
import { RevokeAccountInput, revokeAccount } from './revoke-account';
import { SignInInput, SignInPayload, signIn } from './sign-in';
import { signOut } from './sign-out';

@Resolver()
export class AuthResolver {
  @Allowed('Query.me')
  @PrivateScope()
  @Query(() => Me, { description: 'The caller: what they may do, and at which conference.' })
  me(@Ctx() ctx: Context): Viewer {
    return ctx.viewer;
  }

  @Allowed('Mutation.signIn')
  @Mutation(() => SignInPayload, {
    description: 'Exchanges the one-time code of a badge for a session of 12 hours. On HTTP it also sets the cookie.',
  })
  signIn(@Arg('input', () => SignInInput, { description: 'The code.' }) input: SignInInput, @Ctx() ctx: Context) {
    return signIn(ctx.db, ctx.services.signInLimiter, input, ctx.caller);
  }

  @Allowed('Mutation.signOut')
  @Mutation(() => Boolean, { description: 'Ends the session of the caller, on all its sockets too. Always true.' })
  signOut(@Ctx() ctx: Context) {
    return signOut(ctx.db, ctx.viewer, ctx.caller);
  }

  @Allowed('Mutation.issueBadge')
  @Mutation(() => IssueBadgePayload, {
    description:
      'Makes a one-time code for somebody to sign in with. Chair and secretary give badges of DELEGATE and OBSERVER at their own conference, an administrator any.',
  })
  issueBadge(
    @Arg('input', () => IssueBadgeInput, { description: 'For whom.' }) input: IssueBadgeInput,
    @Ctx() ctx: Context,
  ) {
    return issueBadge(ctx.db, ctx.viewer, input);
  }

  @Allowed('Mutation.issueApiKey')
  @Mutation(() => IssueApiKeyPayload, { description: 'Makes an account for a client app, with its key.' })
  issueApiKey(
    @Arg('input', () => IssueApiKeyInput, { description: 'For what.' }) input: IssueApiKeyInput,
    @Ctx() ctx: Context,
  ) {
    return issueApiKey(ctx.db, ctx.viewer, input);
  }

  @Allowed('Mutation.revokeAccount')
  @Mutation(() => ReceiptType, {
    description:
      'Shuts an account out for good: sessions end, badges and keys are worth nothing, sockets are closed. Who may give a badge of a role may take it back.',
  })
  revokeAccount(
    @Arg('input', () => RevokeAccountInput, { description: 'Whose.' }) input: RevokeAccountInput,
    @Ctx() ctx: Context,
  ) {
    return revokeAccount(ctx.db, ctx.viewer, input);
  }
}

@Resolver(() => Me)
export class MeResolver {
  @FieldResolver(() => Conference, {
    nullable: true,
    description: 'The one conference the role holds at; null for administrators, apps and the public.',
  })
  conference(@Root() me: Viewer, @Ctx() ctx: Context) {
    return linked(ctx, conferenceById, me.conferenceId);
  }

  @FieldResolver(() => Delegate, { nullable: true, description: 'The delegate the caller is; null for other roles.' })
  delegate(@Root() me: Viewer, @Ctx() ctx: Context) {
    return linked(ctx, delegateById, me.delegateId);
  }

  @FieldResolver(() => Boolean, { description: "True when the caller casts a member's vote." })
  async mayVote(@Root() me: Viewer, @Ctx() ctx: Context): Promise<boolean> {
    return (await linked(ctx, delegateById, me.delegateId))?.mayVote === true;
  }

  @FieldResolver(() => Boolean, { description: 'True when the caller signs the pact for a member.' })
  async maySign(@Root() me: Viewer, @Ctx() ctx: Context): Promise<boolean> {
    return (await linked(ctx, delegateById, me.delegateId))?.maySign === true;
  }

  @FieldResolver(() => Instant, {
    nullable: true,
    description: 'When the session ends; null for the public and for an API key, which has no end.',
  })
  async expiresAt(@Root() me: Viewer, @Ctx() ctx: Context): Promise<Date | null> {
    return (await linked(ctx, sessionById, me.sessionId))?.expiresAt ?? null;
  }
}

@Resolver(() => Account)
export class AccountResolver {
  @FieldResolver(() => Conference, {
    nullable: true,
    description: 'The one conference the role holds at; null for administrators and apps.',
  })
  conference(@Root() account: Account, @Ctx() ctx: Context) {
    return linked(ctx, conferenceById, account.conferenceId);
  }

  @FieldResolver(() => Delegate, { nullable: true, description: 'The delegate whose account it is, for a DELEGATE.' })
  delegate(@Root() account: Account, @Ctx() ctx: Context) {
    return linked(ctx, delegateById, account.delegateId);
  }
}

const AccountConnection = connectionOf(Account, 'Account');

@Resolver(() => Conference)
export class ConferenceAccountsResolver {
  @Allowed('Conference.accounts')
  @FieldResolver(() => AccountConnection, {
    description: 'Who may sign in at this conference, shut out or not, by name; for its own desk and administrators.',
  })
  @MaxFirst(pageLimit)
  accounts(@Root() conference: Conference, @Args(() => PageArgs) { page }: PageArgs, @Ctx() ctx: Context) {
    requireAllowed(ctx.viewer, 'Conference.accounts', conference.id);
    return connect(ctx, accountsByConference, conference.id, page, null);
  }

  @Allowed('Conference.connected')
  @Uncacheable()
  @MaxFirst(pageLimit)
  @FieldResolver(() => AccountConnection, {
    description:
      'Accounts of this conference that hold a WebSocket or an event stream open on the node that answers (each of WORKERS is one), by name; for its own desk and administrators.',
  })
  connected(
    @Root() conference: Conference,
    @Args(() => PageArgs) { page }: PageArgs,
    @Ctx() ctx: Context,
  ): Connection<Account> {
    requireAllowed(ctx.viewer, 'Conference.connected', conference.id);
    return readConnected(ctx.read, conference.id, ctx.services.connectedAccounts.accounts(), page);
  }

  @Uncacheable()
  @FieldResolver(() => Int, {
    description:
      'How many of its delegates hold a WebSocket or an event stream open on the node that answers (each of WORKERS is one).',
  })
  delegatesConnected(@Root() conference: Conference, @Ctx() ctx: Context): number {
    return ctx.services.connectedAccounts.delegates(conference.id);
  }
}

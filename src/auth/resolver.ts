import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { now } from '../clock';
import { Conference } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import { conferenceById, delegateById } from '../conference/loaders';
import { paperHolds } from '../conference/paper-holds';
import { Allowed, PrivateScope, Uncacheable } from '../graphql/authorize/allowed';
import { requireAllowed, requireAllowedEverywhere } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { type Context, linked } from '../graphql/context';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { MaxFirst } from '../graphql/loading/list-size';
import { connect } from '../graphql/loading/paging';
import { Act, type Payload } from '../graphql/types/payload';
import { Instant } from '../graphql/types/scalars';
import { Account } from './account';
import { IssueApiKeyInput, issueApiKey } from './issue-api-key';
import { IssueBadgeInput, issueBadgeOnce } from './issue-badge';
import { accountsByConference, sessionById } from './loaders';
import { Me } from './me';
import { AccountPayload, ApiKeyPayload, BadgePayload, SignOutPayload } from './payload';
import { sessionsByAccount } from './read-accounts';
import { readConnected } from './read-connected';
import { RevokeAccountInput, revokeAccount } from './revoke-account';
import { Session } from './session';
import { SignInInput, SignInPayload, signIn } from './sign-in';
import { signOut } from './sign-out';

export const AccountConnection = connectionOf(Account, 'Account');
const SessionConnection = connectionOf(Session, 'Session');

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
  @Mutation(() => SignOutPayload, {
    description:
      'Ends the session of the caller, on all its sockets too. An API key goes on and gets no receipt: revokeSession ends one.',
  })
  async signOut(@Ctx() ctx: Context): Promise<SignOutPayload> {
    return { receipt: await signOut(ctx.db, ctx.viewer, ctx.caller) };
  }

  @Allowed('Mutation.issueBadge')
  @Act(
    BadgePayload,
    'Makes a one-time code for somebody to sign in with. Chair and secretary give badges of DELEGATE and OBSERVER at their own conference, an administrator any.',
  )
  async issueBadge(
    @Arg('input', () => IssueBadgeInput, { description: 'For whom.' }) input: IssueBadgeInput,
    @Ctx() ctx: Context,
  ): Promise<Omit<BadgePayload, 'account'>> {
    const { receipt, badge } = await issueBadgeOnce(ctx.db, ctx.viewer, input);
    return { receipt, code: badge?.code ?? null, expiresAt: badge?.expiresAt ?? null };
  }

  @Allowed('Mutation.issueApiKey')
  @Act(ApiKeyPayload, 'Makes an account for a client app, with its key.')
  async issueApiKey(
    @Arg('input', () => IssueApiKeyInput, { description: 'For what.' }) input: IssueApiKeyInput,
    @Ctx() ctx: Context,
  ): Promise<Omit<ApiKeyPayload, 'account'>> {
    const { receipt, made } = await issueApiKey(ctx.db, ctx.viewer, input);
    return { receipt, token: made?.token ?? null, apiKey: made?.apiKey ?? null };
  }

  @Allowed('Mutation.revokeAccount')
  @Act(
    AccountPayload,
    'Shuts an account out for good: sessions end, badges and keys are worth nothing, sockets are closed. Who may give a badge of a role may take it back.',
  )
  async revokeAccount(
    @Arg('input', () => RevokeAccountInput, { description: 'Whose.' }) input: RevokeAccountInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await revokeAccount(ctx.db, ctx.viewer, input) };
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

  @FieldResolver(() => Boolean, {
    description: "True when the caller casts a member's vote, by a paper of authorisation as long as it holds.",
  })
  async mayVote(@Root() me: Viewer, @Ctx() ctx: Context): Promise<boolean> {
    const delegate = await linked(ctx, delegateById, me.delegateId);
    return delegate?.mayVote === true && paperHolds(delegate, now());
  }

  @FieldResolver(() => Boolean, {
    description: 'True when the caller signs the pact for a member, by a paper as long as it holds.',
  })
  async maySign(@Root() me: Viewer, @Ctx() ctx: Context): Promise<boolean> {
    const delegate = await linked(ctx, delegateById, me.delegateId);
    return delegate?.maySign === true && paperHolds(delegate, now());
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

  @Allowed('Account.sessions')
  @Uncacheable()
  @FieldResolver(() => SessionConnection, {
    nullable: true,
    description: 'Its sessions and keys that have not ended, in the order they were made; for who may end them.',
  })
  @MaxFirst(pageLimit)
  sessions(@Root() account: Account, @Args(() => PageArgs) { page }: PageArgs, @Ctx() ctx: Context) {
    if (account.conferenceId !== null) requireAllowed(ctx.viewer, 'Account.sessions', account.conferenceId);
    else requireAllowedEverywhere(ctx.viewer, 'Account.sessions');
    return connect(ctx, sessionsByAccount, account.id, page, null);
  }
}

@Resolver(() => Conference)
export class ConferenceAccountsResolver {
  @Allowed('Conference.accounts')
  @FieldResolver(() => AccountConnection, {
    nullable: true,
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
    nullable: true,
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

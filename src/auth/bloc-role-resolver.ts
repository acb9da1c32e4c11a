import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { HeldRole } from '../bloc/held-role';
import { LeadershipTerm } from '../bloc/leadership-term';
import { blocById, memberById, termById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { requireReadsAtBloc, rolesByAccount, rolesByBloc } from '../bloc/read-held-roles';
import { Allowed, PrivateScope } from '../graphql/authorize/allowed';
import type { Viewer } from '../graphql/authorize/viewer';
import { type Context, found, linked } from '../graphql/context';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { ListSize, MaxFirst } from '../graphql/loading/list-size';
import { connect } from '../graphql/loading/paging';
import { Act, type Payload } from '../graphql/types/payload';
import { Account } from './account';
import { EndBlocRoleInput, endBlocRole } from './end-bloc-role';
import { GrantBlocRoleInput, grantBlocRole } from './grant-bloc-role';
import { HandOverInput, handOver } from './hand-over';
import { accountById } from './loaders';
import { Me } from './me';
import { BadgePayload, HeldRolePayload, OfficePayload } from './payload';
import { RecoverAccountInput, recoverAccount } from './recover-account';

const what = 'What is asked.';

@Resolver()
export class BlocRoleActResolver {
  @Allowed('Mutation.grantBlocRole')
  @Act(
    HeldRolePayload,
    "Gives an account of role STAFF a role at a bloc for a time. An administrator gives any, the council's office those of leader's offices and officers, a leader's office those of officers.",
  )
  async grantBlocRole(
    @Arg('input', () => GrantBlocRoleInput, { description: what }) input: GrantBlocRoleInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await grantBlocRole(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.endBlocRole')
  @Act(HeldRolePayload, 'Ends a role at a bloc now. Who may give it out may end it.')
  async endBlocRole(
    @Arg('input', () => EndBlocRoleInput, { description: what }) input: EndBlocRoleInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await endBlocRole(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.handOver')
  @Act(
    OfficePayload,
    "Hands the leader's office of a bloc over to accounts of the member that leads in a year: the roles of other offices end, theirs begin, in one entry of the log of the bloc. By that office itself, the council's office or an administrator.",
  )
  async handOver(
    @Arg('input', () => HandOverInput, { description: what }) input: HandOverInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await handOver(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.recoverAccount')
  @Act(
    BadgePayload,
    "Makes a new badge for the same account, and ends its sessions and unused codes: for who has lost theirs. An administrator recovers any, the leader's office of a bloc its officers and the delegates of its conferences, the desk of a conference whom it gives badges. It stands in the log of the bloc or of the conference.",
  )
  async recoverAccount(
    @Arg('input', () => RecoverAccountInput, { description: what }) input: RecoverAccountInput,
    @Ctx() ctx: Context,
  ): Promise<Omit<BadgePayload, 'account'>> {
    return recoverAccount(ctx.db, ctx.viewer, input);
  }
}

@Resolver(() => HeldRole)
export class HeldRoleResolver {
  @FieldResolver(() => Bloc, { description: 'The bloc.' })
  async bloc(@Root() { blocId }: HeldRole, @Ctx() ctx: Context): Promise<Bloc> {
    return found(await ctx.load(blocById, blocId));
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member whose officer or office it is; null for the council's office.",
  })
  member(@Root() { memberId }: HeldRole, @Ctx() ctx: Context): Promise<Member | null> {
    return linked(ctx, memberById, memberId);
  }

  @FieldResolver(() => LeadershipTerm, {
    nullable: true,
    description:
      "For a leader's office, the term by which it is one; once that is superseded the role is held no more.",
  })
  term(@Root() { termId }: HeldRole, @Ctx() ctx: Context): Promise<LeadershipTerm | null> {
    return linked(ctx, termById, termId);
  }

  @FieldResolver(() => Account, { description: 'Who holds it.' })
  async account(@Root() { accountId }: HeldRole, @Ctx() ctx: Context): Promise<Account> {
    return found(await ctx.load(accountById, accountId));
  }
}

const HeldRoleConnection = connectionOf(HeldRole, 'HeldRole');

@Resolver(() => Bloc)
export class BlocOfficersResolver {
  @Allowed('Bloc.officers')
  @PrivateScope()
  @FieldResolver(() => HeldRoleConnection, {
    nullable: true,
    description:
      "Roles held at it now or to come, in the order they begin; for its leader's office, the council's office and administrators.",
  })
  @MaxFirst(pageLimit)
  async officers(
    @Root() bloc: Bloc,
    @Args(() => PageArgs) { page }: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<HeldRole>> {
    await requireReadsAtBloc(ctx, 'Bloc.officers', bloc.id);
    return connect(ctx, rolesByBloc, bloc.id, page, null);
  }
}

@Resolver(() => Me)
export class MyBlocRolesResolver {
  @FieldResolver(() => [HeldRole], {
    description: 'Roles the caller holds at blocs now or is to hold, in the order they begin; for STAFF.',
  })
  @ListSize(2)
  async blocRoles(@Root() { accountId }: Viewer, @Ctx() ctx: Context): Promise<readonly HeldRole[]> {
    return accountId === null ? [] : ctx.load(rolesByAccount, accountId);
  }
}

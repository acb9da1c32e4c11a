import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { Allowed } from '../graphql/authorize/allowed';
import { type Context, found, linked } from '../graphql/context';
import { AgendaItem } from './agenda-item';
import { Conference } from './conference';
import { Authorisation, Delegate, ownerOf } from './delegate';
import { Delegation } from './delegation';
import { Directive } from './directive';
import { delegateById, presentByDelegate } from './loaders';
import { Presence } from './presence';
import { seen, visibleConference } from './visible';

@Resolver(() => Delegate)
export class DelegateResolver {
  @Allowed('Query.delegate')
  @Query(() => Delegate, {
    nullable: true,
    description: "One delegate; null when there is none of that id, or it is not the caller's to see.",
  })
  delegate(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() ctx: Context): Promise<Delegate | null> {
    return seen(ctx, delegateById, id);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: 'The member the delegate belongs to; null for guests and central delegates.',
  })
  member(@Root() delegate: Delegate, @Ctx() ctx: Context): Promise<Member | null> {
    return linked(ctx, memberById, delegate.memberId);
  }

  @FieldResolver(() => Conference, { description: 'The conference attended.' })
  conference(@Root() delegate: Delegate, @Ctx() ctx: Context): Promise<Conference> {
    return visibleConference(ctx, delegate.conferenceId);
  }

  @FieldResolver(() => Delegate, {
    nullable: true,
    description: 'The absent delegate who authorised this one; null when there is none.',
  })
  proxyFor(@Root() delegate: Delegate, @Ctx() ctx: Context): Promise<Delegate | null> {
    return linked(ctx, delegateById, delegate.proxyForId);
  }

  @FieldResolver(() => Delegate, {
    nullable: true,
    description:
      'The delegate whose the mandates are that this one holds as a stand-in, and to whom they go back without a paper: the first in the chain where they were passed on. Null for one who holds their own.',
  })
  holdsMandatesOf(@Root() delegate: Delegate, @Ctx() ctx: Context): Promise<Delegate | null> {
    return linked(ctx, delegateById, ownerOf(delegate));
  }

  @FieldResolver(() => Authorisation, {
    nullable: true,
    description: 'The paper by which they stand in, where the desk entered one.',
  })
  authorisation(@Root() { proxyPaper: paper, proxyFrom: from, proxyUntil: until }: Delegate): Authorisation | null {
    return paper === null || from === null ? null : { paper, from, until };
  }

  @FieldResolver(() => Boolean, { description: 'Whether the delegate is in the hall at this moment.' })
  present(@Root() delegate: Delegate, @Ctx() ctx: Context): Promise<boolean> {
    return ctx.load(presentByDelegate, delegate.id);
  }
}

@Resolver(() => Presence)
export class PresenceResolver {
  @FieldResolver(() => Delegate, { description: 'Who.' })
  async delegate(@Root() presence: Presence, @Ctx() ctx: Context): Promise<Delegate> {
    return found(await ctx.load(delegateById, presence.delegateId));
  }
}

@Resolver(() => Delegation)
export class DelegationResolver {
  @FieldResolver(() => Member, { nullable: true, description: 'The member the group comes from, where it is one.' })
  member(@Root() delegation: Delegation, @Ctx() ctx: Context): Promise<Member | null> {
    return linked(ctx, memberById, delegation.memberId);
  }
}

@Resolver(() => Directive)
export class DirectiveResolver {
  @FieldResolver(() => Delegate, { nullable: true, description: 'Who gave it, for a speech.' })
  delegate(@Root() directive: Directive, @Ctx() ctx: Context): Promise<Delegate | null> {
    return linked(ctx, delegateById, directive.delegateId);
  }
}

@Resolver(() => AgendaItem)
export class AgendaItemResolver {
  @FieldResolver(() => Conference, { description: 'The conference whose agenda it is on.' })
  conference(@Root() item: AgendaItem, @Ctx() ctx: Context): Promise<Conference> {
    return visibleConference(ctx, item.conferenceId);
  }
}

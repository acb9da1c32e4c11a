import { Ctx, Field, ObjectType } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { LeadershipTerm } from '../bloc/leadership-term';
import { blocById, termById, termsByBloc, termsByConference } from '../bloc/loaders';
import { type Context, linked } from '../graphql/context';
import { ListSize } from '../graphql/loading/list-size';
import { Payload } from '../graphql/types/payload';
import { AgendaItem } from './agenda-item';
import { Conference } from './conference';
import { Delegate } from './delegate';
import { agendaItemById, delegateById } from './loaders';
import { seen, seenConference } from './visible';

@ObjectType()
export class ConferencePayload extends Payload {
  @Field(() => Conference, { nullable: true, description: 'The conference as it stands now.' })
  conference(@Ctx() ctx: Context): Promise<Conference | null> {
    return seenConference(ctx, this.receipt.stream);
  }
}

@ObjectType()
export class DelegatePayload extends ConferencePayload {
  @Field(() => Delegate, { nullable: true, description: 'The delegate as they stand now.' })
  delegate(@Ctx() ctx: Context): Promise<Delegate | null> {
    return seen(ctx, delegateById, this.receipt.subject);
  }
}

@ObjectType()
export class DelegatesPayload extends ConferencePayload {
  /** Null for a retry. */
  delegateIds: readonly string[] | null;

  @ListSize(60)
  @Field(() => [Delegate], {
    nullable: true,
    description: 'Those who came in, in the order of the list; null for a retry.',
  })
  async delegates(@Ctx() ctx: Context): Promise<readonly Delegate[] | null> {
    const seenNow = await Promise.all((this.delegateIds ?? []).map((id) => seen(ctx, delegateById, id)));
    return this.delegateIds && seenNow.filter((delegate) => delegate !== null);
  }
}

@ObjectType()
export class AgendaItemPayload extends ConferencePayload {
  @Field(() => AgendaItem, { nullable: true, description: 'The agenda item as it stands now.' })
  item(@Ctx() ctx: Context): Promise<AgendaItem | null> {
    return seen(ctx, agendaItemById, this.receipt.subject);
  }
}

@ObjectType()
export class LeadershipPayload extends ConferencePayload {
  @ListSize(3)
  @Field(() => [LeadershipTerm], {
    nullable: true,
    description: 'The posts this conference gave for the year, as they stand now, the leader first.',
  })
  async terms(@Ctx() ctx: Context): Promise<readonly LeadershipTerm[] | null> {
    const leader = (await seenConference(ctx, this.receipt.stream)) && (await ctx.load(termById, this.receipt.subject));
    if (!leader) return null;
    return (await ctx.load(termsByConference, this.receipt.stream)).filter(({ year }) => year === leader.year);
  }

  @Field(() => Bloc, { nullable: true, description: 'The bloc they lead.' })
  async bloc(@Ctx() ctx: Context): Promise<Bloc | null> {
    const leader = await ctx.load(termById, this.receipt.subject);
    return linked(ctx, blocById, leader?.blocId ?? null);
  }
}

@ObjectType()
export class AssignedLeadershipPayload extends Payload {
  @ListSize(3)
  @Field(() => [LeadershipTerm], {
    nullable: true,
    description: 'The posts of the year as they stand now, the leader first.',
  })
  async terms(@Ctx() ctx: Context): Promise<readonly LeadershipTerm[] | null> {
    const leader = await ctx.load(termById, this.receipt.subject);
    const terms = await ctx.load(termsByBloc, this.receipt.stream);
    return leader && terms.filter(({ year }) => year === leader.year);
  }

  @Field(() => Bloc, { nullable: true, description: 'The bloc they lead.' })
  bloc(@Ctx() ctx: Context): Promise<Bloc | null> {
    return ctx.load(blocById, this.receipt.stream);
  }
}

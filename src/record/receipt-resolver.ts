import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { blocById } from '../bloc/loaders';
import { Conference } from '../conference/conference';
import { seenConference } from '../conference/visible';
import type { Context } from '../graphql/context';
import { Node } from '../graphql/types/node';
import { ReceiptType } from '../graphql/types/receipt';
import type { Receipt } from '../log/append';
import { findNode } from './find-node';

@Resolver(() => ReceiptType)
export class ReceiptResolver {
  @FieldResolver(() => Conference, {
    nullable: true,
    description: "The conference whose log it is in; null for another log, and where it is not the caller's to see.",
  })
  conference(@Root() receipt: Receipt, @Ctx() ctx: Context): Promise<Conference | null> {
    return seenConference(ctx, receipt.stream);
  }

  @FieldResolver(() => Bloc, {
    nullable: true,
    description: 'The bloc whose log it is in; null for another log.',
  })
  bloc(@Root() receipt: Receipt, @Ctx() ctx: Context): Promise<Bloc | null> {
    return ctx.load(blocById, receipt.stream);
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description:
      "What it happened to; null where that has no id of its own, as an account or a session, and where it is not the caller's to see.",
  })
  about(@Root() receipt: Receipt, @Ctx() ctx: Context): Promise<Node | null> {
    return findNode(ctx, receipt.subject);
  }
}

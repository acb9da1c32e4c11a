import { Ctx, createUnionType, FieldResolver, Resolver, Root } from 'type-graphql';
import { memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { seen } from '../conference/visible';
import type { Context } from '../graphql/context';
import { Option } from '../poll/option';
import { Poll } from '../poll/poll';
import { proposalById } from './loaders';
import { Proposal } from './proposal';

const PollSubject = createUnionType({
  name: 'PollSubject',
  description:
    'What a question or an option is about. There may be further types later: have a way to show one you do not know.',
  types: () => [Proposal, Member] as const,
});

@Resolver(() => Poll)
export class PollAboutResolver {
  @FieldResolver(() => PollSubject, {
    nullable: true,
    description: 'What a yes/no question is about; null where its words say it all, and in polls to choose.',
  })
  async about(@Root() { proposalId }: Poll, @Ctx() ctx: Context): Promise<Proposal | null> {
    return proposalId === null ? null : seen(ctx, proposalById, proposalId);
  }
}

@Resolver(() => Option)
export class OptionAboutResolver {
  @FieldResolver(() => PollSubject, {
    nullable: true,
    description: 'What it stands for; null where its label says it all.',
  })
  async about(@Root() { memberId, proposalId }: Option, @Ctx() ctx: Context): Promise<Proposal | Member | null> {
    if (memberId) return ctx.load(memberById, memberId);
    return proposalId === null ? null : seen(ctx, proposalById, proposalId);
  }
}

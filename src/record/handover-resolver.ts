import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { LeadershipRole, LeadershipTerm } from '../bloc/leadership-term';
import { termsByBloc } from '../bloc/loaders';
import { requireReadsAtBloc } from '../bloc/read-held-roles';
import { itemsByDeadline } from '../deadline/loaders';
import { Allowed, PrivateScope } from '../graphql/authorize/allowed';
import type { Context } from '../graphql/context';
import { Handover } from './handover';

@Resolver(() => Bloc)
export class BlocHandoverResolver {
  @Allowed('Bloc.handover')
  @PrivateScope()
  @FieldResolver(() => Handover, {
    nullable: true,
    description:
      "What is still open as a year ends, and who takes over; for its leader's office, the council's office and administrators.",
  })
  async handover(
    @Root() { id: blocId }: Bloc,
    @Arg('year', () => Int, { description: 'Emulation year that ends.' }) year: number,
    @Ctx() ctx: Context,
  ): Promise<Handover> {
    await requireReadsAtBloc(ctx, 'Bloc.handover', blocId);
    const [counts] = await ctx.read.query<[{ waitingReports: number; scoresOpen: boolean; openPacts: number }]>(open, [
      blocId,
      year,
    ]);
    const deadlines = await ctx.read.query<{ id: string }[]>(
      'select id from deadline where bloc_id = $1 and year = $2 and withdrawn_reason is null',
      [blocId, year],
    );
    const items = await Promise.all(deadlines.map(({ id }) => ctx.load(itemsByDeadline, id)));
    return { blocId, year, ...counts, owed: items.flat().filter(({ receivedOn }) => receivedOn === null).length };
  }
}

const open = `
  select
    (select count(*)::int from result_report r where r.bloc_id = $1 and r.state = 'REPORTED') as "waitingReports",
    (select count(*) > 0 and count(s.finished_at) = 0 from score_table s
     where s.bloc_id = $1 and s.year = $2) as "scoresOpen",
    (select count(*)::int from pact p join conference c on c.id = p.conference_id
     where c.bloc_id = $1 and c.nature = 'LIVE' and p.year in ($2, $2 + 1) and p.state <> 'IN_FORCE') as "openPacts"
`;

@Resolver(() => Handover)
export class HandoverResolver {
  @FieldResolver(() => LeadershipTerm, {
    nullable: true,
    description: 'Who leads in the next year; null while nobody is named: then nothing can be handed over.',
  })
  async nextLeader(@Root() { blocId, year }: Handover, @Ctx() ctx: Context): Promise<LeadershipTerm | null> {
    const terms = await ctx.load(termsByBloc, blocId);
    return terms.find((term) => term.year === year + 1 && term.role === LeadershipRole.LEADER) ?? null;
  }
}

import type { EntityManager } from 'typeorm';
import type { Context } from '../graphql/context';
import { pactRulesByBloc } from './loaders';
import { type PactTerms, usualPactTerms, YearPactRule } from './pact-rule';

/** What the pact of a year needs by what its bloc settled, or else by default. For acts. */
export async function pactTerms(tx: EntityManager, blocId: string, year: number): Promise<PactTerms> {
  return (await tx.findOneBy(YearPactRule, { blocId, year })) ?? usualPactTerms;
}

/** The same for resolvers. */
export async function loadPactTerms(ctx: Context, blocId: string, year: number): Promise<PactTerms> {
  return (await ctx.load(pactRulesByBloc, blocId)).find((rule) => rule.year === year) ?? usualPactTerms;
}

import { type EntityManager, In } from 'typeorm';
import { requireMembers } from '../bloc/read-members';
import { type Rule, usualFloor, usualTerms } from '../bloc/rule';
import { VotingRule } from '../bloc/voting-rule';
import type { Conference } from '../conference/conference';
import { evaluatedYear } from '../conference/evaluated-year';
import { Refusal } from '../errors/refusal';
import { asId } from '../graphql/context';
import type { RuleInput } from './question-input';
import type { Subject } from './read-subject';
import { defaultRule, ruleFault } from './rules';

/**
 * The rule of a new poll, copied now: from the input, the year's for its subject or for its kind of award, or the default.
 * @throws Refusal NOT_FOUND for a member of another bloc, BAD_USER_INPUT
 */
export async function readRule(
  tx: EntityManager,
  conference: Pick<Conference, 'blocId' | 'closesYear' | 'reviewsYear' | 'opensYear'>,
  { subject, kind }: Subject,
  input: RuleInput | null,
): Promise<Rule> {
  const own = input && (await ownRule(tx, conference.blocId, input));
  const settled = own ? null : await settledRule(tx, conference, [subject, ...(kind === null ? [] : [kind])]);
  const rule = own ?? settled ?? defaultRule(kind === 'EMULATION_FLAG');
  const fault = ruleFault(rule);
  if (fault) throw new Refusal('BAD_USER_INPUT', { ...fault });
  return { ...rule, seats: rule.seats ?? null };
}

async function settledRule(
  tx: EntityManager,
  conference: Parameters<typeof readRule>[1],
  subjects: readonly string[],
): Promise<Rule | null> {
  const year = evaluatedYear(conference);
  if (year === null) return null;
  const rules = await tx.findBy(VotingRule, { blocId: conference.blocId, year, subject: In([...subjects]) });
  const best = subjects.map((subject) => rules.find((rule) => rule.subject === subject)).find(Boolean);
  return best?.rule ?? null;
}

async function ownRule(tx: EntityManager, blocId: string, input: RuleInput): Promise<Rule> {
  const usual = usualTerms();
  const { weights: given, ...terms } = input;
  const weights = given?.map(({ memberId, weight }) => [asId(memberId), weight] as const) ?? null;
  if (weights)
    await requireMembers(
      tx,
      blocId,
      weights.map(([id]) => id),
      'rule.weights.memberId',
    );
  return {
    ...terms,
    floor: input.floor ?? usualFloor,
    tieOrder: input.tieOrder ?? usual.tieOrder,
    selfVote: input.selfVote ?? usual.selfVote,
    doubleMajority: input.doubleMajority ?? usual.doubleMajority,
    memberWeights: weights && Object.fromEntries(weights),
  };
}

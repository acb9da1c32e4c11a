import type { EntityManager } from 'typeorm';
import { TieCriterion } from '../bloc/rule';
import type { Conference } from '../conference/conference';
import { evaluatedYear } from '../conference/evaluated-year';
import { Refusal } from '../errors/refusal';
import { memberOfOption } from './electorate';
import { Option } from './option';
import type { Poll } from './poll';
import type { PollSubjects } from './subjects';

/**
 * Writes the final score of its member to each option of a poll to choose whose tie order asks for it, as the poll opens.
 * @returns the scores by code of the option; none where the tie order does not ask
 * @throws Refusal SCORE_NOT_FINAL
 */
export async function freezeScores(
  tx: EntityManager,
  poll: Poll,
  conference: Conference,
  options: readonly Option[],
  subjects: PollSubjects,
): Promise<ReadonlyMap<string, string>> {
  if (poll.kind !== 'CHOOSE' || !poll.rule.tieOrder.includes(TieCriterion.SCORE)) return new Map();
  const final = await subjects.finalScores(tx, conference.blocId, evaluatedYear(conference));
  const memberOf = await memberOfOption(tx, poll, options, subjects);
  const scores = new Map<string, string>();
  for (const { code } of options) {
    const score = final?.get(memberOf.get(code) ?? '');
    if (score === undefined) throw new Refusal('SCORE_NOT_FINAL', { option: code });
    scores.set(code, score);
    await tx.update(Option, { pollId: poll.id, code }, { score });
  }
  return scores;
}

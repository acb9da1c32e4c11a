import type { DeskPoll } from '../conference';
import { memberIdOf, proposalIdOf } from './subject-ids';
import { ruleGiven } from './terms/rule-given';

/** A vote's question, options and rule as inputs give them. */
export function questionOf({
  question,
  kind,
  secrecy,
  liveTally,
  mayChange,
  subject,
  about,
  agendaItem,
  maxChoices,
  rule,
  options,
}: Omit<DeskPoll, 'tally'>) {
  const choose = kind === 'CHOOSE';
  return {
    ...{ question, kind, secrecy, mayChange, subject },
    proposalId: proposalIdOf(about),
    agendaItemId: agendaItem?.id ?? null,
    // Counts of a secret vote ran in older releases; they never do now.
    liveTally: secrecy === 'NAMED' ? liveTally : null,
    rule: ruleGiven(rule),
    maxChoices: choose ? maxChoices : null,
    options: choose
      ? options.map(({ code, label, goesFirst, about: standsFor }) => ({
          ...{ code, label, goesFirst },
          memberId: memberIdOf(standsFor),
          proposalId: proposalIdOf(standsFor),
        }))
      : null,
  };
}

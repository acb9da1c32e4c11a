import type { CreatePollMutationVariables } from '../acts.documents';
import type { DeskConference } from '../conference';
import { type RuleName, rules } from './rules';
import { type RuleGiven, ruleWith, type Terms, termsOf } from './terms/terms';

/** A question of the desk's own, as it is filled in. */
export interface FreeQuestion {
  readonly vi: string;
  readonly en: string;
  readonly choose: boolean;
  /** The options, one a line. */
  readonly lines: string;
  readonly max: string;
  readonly secret: boolean;
  readonly mayChange: boolean;
  readonly rule: RuleName;
  /** Null while nothing was changed of what the chosen rule says. */
  readonly terms: Terms | null;
  /** Codes of the options that go first. */
  readonly first: ReadonlySet<string>;
}

export const noQuestion: FreeQuestion = {
  ...{ vi: '', en: '', choose: false, lines: '', max: '1', secret: false, mayChange: false },
  ...{ rule: 'ruleYear', terms: null, first: new Set() },
};

type Created = CreatePollMutationVariables['input'];

/** The rule that was picked; null while that of the year is not known. */
export function ruleOf({ rule }: FreeQuestion, yearRule: RuleGiven | null): RuleGiven | null {
  return rules[rule] ?? yearRule;
}

const folded = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();

/** The options as written; one that is called as a member is that member, once. */
export function optionsOf({ lines }: FreeQuestion, members: DeskConference['members']) {
  const free = new Map(members.map(({ id, shortName }) => [folded(shortName.vi), id]));
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((label, index) => {
      const memberId = free.get(folded(label)) ?? null;
      free.delete(folded(label));
      return { code: `${index + 1}`, label: { vi: label }, memberId };
    });
}

/** The vote to be made, null while something is missing. Whoever changed nothing of the rule leaves it to the server. */
export function inputOf(
  asked: FreeQuestion,
  { id, members }: Pick<DeskConference, 'id' | 'members'>,
  yearRule: RuleGiven | null,
): Omit<Created, 'idempotencyKey'> | null {
  const { vi, en, choose, secret, mayChange, terms, first } = asked;
  const [options, maxChoices] = [optionsOf(asked, members), Number(asked.max)];
  const complete = vi.trim() && (!choose || (options.length >= 2 && maxChoices >= 1 && maxChoices <= options.length));
  const base = ruleOf(asked, yearRule);
  const rule = terms ? base && ruleWith(base, terms, secret) : rules[asked.rule];
  if (!complete || (terms && !rule)) return null;
  const order = terms?.order ?? (base ? termsOf(base).order : []);
  const asksFirst = order.includes('DECREE_152_ART_4_6');
  return {
    conferenceId: id,
    question: { vi: vi.trim(), en: en.trim() || null },
    kind: choose ? 'CHOOSE' : 'YES_NO_ABSTAIN',
    secrecy: secret ? 'UNLINKED' : 'NAMED',
    mayChange: mayChange && !secret,
    subject: 'RESOLUTION',
    options: choose
      ? options.map((option) => ({ ...option, goesFirst: asksFirst ? first.has(option.code) : null }))
      : null,
    maxChoices: choose ? maxChoices : null,
    rule,
  };
}

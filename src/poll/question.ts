import type { EntityManager } from 'typeorm';
import { requireMembers } from '../bloc/read-members';
import { TieCriterion } from '../bloc/rule';
import { AgendaItem } from '../conference/agenda-item';
import type { Conference } from '../conference/conference';
import { Refusal } from '../errors/refusal';
import { asIdOrNone, found } from '../graphql/context';
import { type TextPair, textPair } from '../graphql/types/text-pair';
import type { Option } from './option';
import { Poll, PollKind, PollState, Secrecy } from './poll';
import type { OptionInput, QuestionInput } from './question-input';
import { readRule } from './read-rule';
import { readSubject } from './read-subject';
import { liveTallyRefusal, mayChangeRefusal, secretRuleRefusal } from './rules';
import type { PollSubjects } from './subjects';

/** What a draft asks and how it is decided: everything of a poll that its author gives. */
export type Question = Pick<
  Poll,
  | 'agendaItemId'
  | 'proposalId'
  | 'previousId'
  | 'subject'
  | 'question'
  | 'kind'
  | 'maxChoices'
  | 'secrecy'
  | 'liveTally'
  | 'mayChange'
  | 'rule'
>;

/** An option before its poll has an id. */
export type Choice = Omit<Option, 'pollId'>;

const yesNoAbstain: readonly Choice[] = [
  { code: 'YES', label: { vi: 'Tán thành', en: 'In favour' } },
  { code: 'NO', label: { vi: 'Không tán thành', en: 'Against' } },
  { code: 'ABSTAIN', label: { vi: 'Không có ý kiến', en: 'Abstain' } },
].map((option, index) => ({
  ...option,
  ordinal: index + 1,
  memberId: null,
  proposalId: null,
  goesFirst: null,
  score: null,
}));

/**
 * Reads a question put to the vote at a conference, with everything it names. The rule is copied now, from the input, the
 * year or the default.
 * @throws Refusal NOT_FOUND for what is not of this conference or its bloc, SECRET_COUNTS, SECRET_CHANGES, SECRET_WEIGHTS,
 *   POLL_STATE, BAD_USER_INPUT
 */
export async function readQuestion(
  tx: EntityManager,
  subjects: PollSubjects,
  conference: Conference,
  input: QuestionInput,
): Promise<{ readonly question: Question; readonly choices: readonly Choice[] }> {
  const secret = liveTallyRefusal(input.secrecy, input.liveTally ?? null);
  if (secret) throw new Refusal(secret, { argument: 'liveTally' });
  const mayChange = input.mayChange ?? false;
  const final = mayChangeRefusal(input.secrecy, mayChange);
  if (final) throw new Refusal(final, { argument: 'mayChange' });
  const isChoose = input.kind === PollKind.CHOOSE;
  const choices = isChoose ? choicesOf(input) : requireNone(input);
  const proposalId = asIdOrNone(input.proposalId);
  if (isChoose && proposalId) throw badInput('proposalId', 'Name it in an option: the question is not about one.');
  const proposals = [proposalId, ...choices.map((choice) => choice.proposalId)].filter((id) => id !== null);
  const named = await subjects.proposals(tx, conference.id, proposals);
  if (named.length !== proposals.length) throw new Refusal('NOT_FOUND', { argument: 'proposalId' });
  const members = choices.map((choice) => choice.memberId).filter((id) => id !== null);
  await requireMembers(tx, conference.blocId, members, 'options.memberId');
  const subject = await readSubject(tx, subjects, input.subject ?? null, named);
  const rule = await readRule(tx, conference, subject, input.rule ?? null);
  const weighed = secretRuleRefusal(input.secrecy, rule);
  if (weighed) throw new Refusal(weighed, { argument: 'secrecy' });
  if (isChoose && rule.tieOrder.includes(TieCriterion.DECREE_152_ART_4_6)) requireFirst(choices);
  const question = {
    agendaItemId: await agendaItemOf(tx, conference, input),
    proposalId,
    previousId: await previousOf(tx, conference, input),
    subject: subject.subject,
    question: textPair(input.question),
    kind: input.kind,
    maxChoices: isChoose ? (input.maxChoices ?? 1) : 1,
    secrecy: input.secrecy,
    liveTally: input.liveTally ?? input.secrecy === Secrecy.NAMED,
    mayChange,
    rule,
  };
  return { question, choices };
}

function requireNone({ options }: QuestionInput): readonly Choice[] {
  if (options?.length) throw badInput('options', 'Leave them out in a yes/no poll.');
  return yesNoAbstain;
}

function choicesOf({ options, maxChoices }: QuestionInput): readonly Choice[] {
  const choices = (options ?? []).map(choiceOf);
  if (choices.length < 2 || twice(choices)) throw badInput('options', 'Give at least two, each once.');
  if ((maxChoices ?? 1) > choices.length) throw badInput('maxChoices', `At most ${choices.length}.`);
  return choices;
}

function choiceOf({ code, label, memberId, proposalId, goesFirst }: OptionInput, index: number): Choice {
  if (memberId && proposalId) throw badInput('options', 'An option stands for a member or for a proposal: give one.');
  return {
    code,
    ordinal: index + 1,
    label: textPair(label),
    memberId: asIdOrNone(memberId),
    proposalId: asIdOrNone(proposalId),
    goesFirst: goesFirst ?? null,
    score: null,
  };
}

/** @throws Refusal BAD_USER_INPUT */
function requireFirst(choices: readonly Choice[]): void {
  if (choices.some(({ goesFirst }) => goesFirst === null))
    throw badInput('options.goesFirst', 'Say of each option whether it goes first: the tie order asks for it.');
}

/** Whether two options share a code, what they stand for, or the words on the ballot. */
function twice(choices: readonly Choice[]): boolean {
  const keys: readonly ((choice: Choice) => string | null)[] = [
    ({ code }) => code,
    ({ memberId }) => memberId,
    ({ proposalId }) => proposalId,
    ({ label }) => folded(label),
  ];
  return keys.some((key) => {
    const given = choices.map(key).filter((value) => value !== null);
    return new Set(given).size !== given.length;
  });
}

const folded = ({ vi }: TextPair): string => vi.replace(/\s+/gu, ' ').toLowerCase();

async function agendaItemOf(tx: EntityManager, conference: Conference, input: QuestionInput): Promise<string | null> {
  const id = asIdOrNone(input.agendaItemId);
  if (id === null) return null;
  // Held, so that it is not taken off the agenda in between.
  const where = { id, conferenceId: conference.id };
  return found(await tx.findOne(AgendaItem, { where, lock: { mode: 'for_key_share' } })).id;
}

/** The round before must have begun, so that it is not a draft that is changed or removed. */
async function previousOf(tx: EntityManager, conference: Conference, input: QuestionInput): Promise<string | null> {
  const id = asIdOrNone(input.previousId);
  if (id === null) return null;
  const { state } = found(await tx.findOneBy(Poll, { id, conferenceId: conference.id }));
  if (state === PollState.DRAFT) throw new Refusal('POLL_STATE', { argument: 'previousId', state });
  return id;
}

function badInput(argument: string, cure: string): Refusal {
  return new Refusal('BAD_USER_INPUT', { argument, cure });
}

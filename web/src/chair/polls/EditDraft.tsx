import { ActButton } from '../../act/ActButton';
import { Field } from '../../look/Field';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { EditPollDocument, RemovePollDocument } from '../acts.documents';
import type { PollActsProps } from './poll-acts-props';
import { Question } from './Question';
import { questionOf } from './question-of';
import { GoesFirst } from './terms/GoesFirst';
import { RuleTerms } from './terms/RuleTerms';
import { ruleWith, termsOf } from './terms/terms';
import { pollsWords } from './words';

/** Another wording of a vote that is only prepared, and what else its rule says. */
export function EditDraft({ poll, conference }: PollActsProps) {
  const say = useWords(pollsWords);
  const format = useFormat();
  const known = questionOf(poll);
  const { field, onOpen } = useFields();
  const [vi, setVi] = field('vi', poll.question.vi);
  const [en, setEn] = field('en', poll.question.en ?? '');
  const [terms, setTerms] = field('terms', termsOf(known.rule));
  const [first, setFirst] = field<ReadonlySet<string>>(
    'first',
    new Set(poll.options.filter(({ goesFirst }) => goesFirst).map(({ code }) => code)),
  );
  const { ordinal } = poll;
  const question = { vi: vi.trim(), en: en.trim() || null };
  const asksFirst = poll.kind === 'CHOOSE' && terms.order.includes('DECREE_152_ART_4_6');
  const options = known.options?.map((option) => ({
    ...option,
    goesFirst: asksFirst ? first.has(option.code) : option.goesFirst,
  }));
  const rule = ruleWith(known.rule, terms, poll.secrecy === 'UNLINKED');
  const previousId = poll.previous?.id ?? null;
  return (
    <ActButton
      onOpen={onOpen}
      label={say('edit')}
      rank="quiet"
      title={say('editTitle', { ordinal })}
      confirm={say('editDo')}
      document={EditPollDocument}
      input={
        question.vi && rule ? { ...known, pollId: poll.id, previousId, question, rule, options: options ?? null } : null
      }
      done={say('edited', { ordinal })}
    >
      <TextArea label={say('text')} lang="vi" value={vi} onChange={(event) => setVi(event.target.value)} required />
      <Field label={say('textEn')} lang="en" value={en} onChange={(event) => setEn(event.target.value)} />
      <RuleTerms
        terms={terms}
        members={conference.members}
        choose={poll.kind === 'CHOOSE'}
        secret={poll.secrecy === 'UNLINKED'}
        onChange={setTerms}
      />
      {asksFirst && (
        <GoesFirst
          options={poll.options.map(({ code, label }) => ({ code, label: format.text(label) }))}
          first={first}
          onChange={setFirst}
        />
      )}
    </ActButton>
  );
}

/** Takes away a vote that is only prepared. */
export function RemoveDraft({ poll }: PollActsProps) {
  const say = useWords(pollsWords);
  const { ordinal } = poll;
  return (
    <ActButton
      label={say('remove')}
      rank="quiet"
      title={say('removeTitle', { ordinal })}
      confirm={say('remove')}
      document={RemovePollDocument}
      input={{ pollId: poll.id }}
      done={say('removed', { ordinal })}
    >
      <Question poll={poll} />
      <p>{say('removeMeans')}</p>
    </ActButton>
  );
}

import { ActButton } from '../../act/ActButton';
import { Field } from '../../look/Field';
import { Select } from '../../look/Select';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { useWords } from '../../words/use-words';
import { CreatePollDocument } from '../acts.documents';
import type { DeskProps } from '../conference';
import { BallotFields } from './BallotFields';
import { type FreeQuestion, inputOf, noQuestion, optionsOf, ruleOf } from './free-question';
import { ruleNames } from './rules';
import { GoesFirst } from './terms/GoesFirst';
import { RuleTerms } from './terms/RuleTerms';
import { termsOf } from './terms/terms';
import { useYearRule } from './terms/use-year-rule';
import { pollsWords } from './words';

/** A question of the desk's own: its ballot, its secrecy and its rule. */
export function FreePoll({ conference }: Pick<DeskProps, 'conference'>) {
  const say = useWords(pollsWords);
  const yearRule = useYearRule(conference);
  const { field, onOpen } = useFields();
  const [asked, setAsked] = field('asked', noQuestion);
  const set = (changes: Partial<FreeQuestion>) => setAsked({ ...asked, ...changes });
  const { vi, en, choose, secret, first } = asked;
  const rule = ruleOf(asked, yearRule);
  const terms = asked.terms ?? (rule && termsOf(rule));
  const options = optionsOf(asked, conference.members);
  return (
    <ActButton
      onOpen={onOpen}
      label={say('free')}
      title={say('freeTitle')}
      confirm={say('create')}
      document={CreatePollDocument}
      input={inputOf(asked, conference, yearRule)}
      done={say('created')}
    >
      <p>{say('freeMeans')}</p>
      <TextArea
        label={say('text')}
        lang="vi"
        value={vi}
        onChange={(event) => set({ vi: event.target.value })}
        required
      />
      <Field label={say('textEn')} lang="en" value={en} onChange={(event) => set({ en: event.target.value })} />
      <BallotFields asked={asked} onChange={set} />
      <Select
        label={say('rulePick')}
        value={asked.rule}
        onChange={(event) => set({ rule: ruleNames.find((name) => name === event.target.value) ?? 'ruleYear' })}
      >
        {ruleNames.map((name) => (
          <option key={name} value={name}>
            {say(name)}
          </option>
        ))}
      </Select>
      {terms && (
        <RuleTerms
          {...{ terms, choose, secret }}
          members={conference.members}
          onChange={(changed) => set({ terms: changed })}
        />
      )}
      {choose && terms?.order.includes('DECREE_152_ART_4_6') && options.length > 0 && (
        <GoesFirst
          options={options.map(({ code, label }) => ({ code, label: label.vi }))}
          first={first}
          onChange={(changed) => set({ first: changed })}
        />
      )}
    </ActButton>
  );
}

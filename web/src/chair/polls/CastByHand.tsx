import { useQuery } from 'urql';
import { ActButton } from '../../act/ActButton';
import { CheckBox } from '../../look/CheckBox';
import { Select } from '../../look/Select';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { CastByHandDocument } from '../acts.documents';
import styles from '../chair.module.css';
import { confirmationWords } from '../confirmation/words';
import { DeskVotersDocument } from './poll.documents';
import type { PollActsProps } from './poll-acts-props';
import { Question } from './Question';
import { pollsWords } from './words';

/** The vote of a delegate whose device is dead: their ballot, or that they vote on paper where it is secret. */
export function CastByHand({ poll, conference }: PollActsProps) {
  const say = useWords(pollsWords);
  const sayConfirmation = useWords(confirmationWords);
  const { field, onOpen } = useFields();
  const [delegateId, setDelegateId] = field('delegateId', '');
  const [chosen, setChosen] = field<readonly string[]>('chosen', []);
  const [reason, setReason] = field('reason', '');
  const { ordinal, secrecy, kind, options, maxChoices } = poll;
  const named = secrecy === 'NAMED';
  const fits = !named || (kind === 'CHOOSE' ? chosen.length <= maxChoices : chosen.length === 1);
  const given = reason.trim();
  const ready = delegateId !== '' && fits && given.length >= 3;
  return (
    <ActButton
      onOpen={onOpen}
      label={say('byHand')}
      title={say('byHandTitle', { ordinal })}
      confirm={say('byHandDo')}
      document={CastByHandDocument}
      input={ready ? { pollId: poll.id, delegateId, choices: named ? [...chosen] : null, reason: given } : null}
      done={sayConfirmation('nowWaits')}
    >
      <Question poll={poll} />
      <p>{say(named ? 'byHandNamed' : 'byHandSecret')}</p>
      <p>{sayConfirmation('needsTwo')}</p>
      <Voters conferenceId={conference.id} value={delegateId} onValue={setDelegateId} />
      {named && <Choices options={options} many={kind === 'CHOOSE'} chosen={chosen} onChoose={setChosen} />}
      <TextArea
        label={say('voidReason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={2000}
        required
      />
    </ActButton>
  );
}

interface VotersProps {
  readonly conferenceId: string;
  readonly value: string;
  onValue(id: string): void;
}

/** Who is in the hall with the mandate to vote, asked for when the question is opened. */
function Voters({ conferenceId, value, onValue }: VotersProps) {
  const say = useWords(pollsWords);
  const format = useFormat();
  const [{ data }] = useQuery({
    query: DeskVotersDocument,
    variables: { id: conferenceId },
    requestPolicy: 'network-only',
  });
  const delegates = data?.node && 'delegates' in data.node ? data.node.delegates.nodes : [];
  return (
    <Select label={say('byHandWho')} value={value} onChange={(event) => onValue(event.target.value)}>
      <option value="">{say('byHandNobody')}</option>
      {delegates
        .filter(({ mayVote, present }) => mayVote && present)
        .map(({ id, name, member }) => (
          <option key={id} value={id}>
            {[format.text(name), member && format.text(member.shortName)].filter(Boolean).join(', ')}
          </option>
        ))}
    </Select>
  );
}

interface ChoicesProps extends Pick<PollActsProps['poll'], 'options'> {
  readonly many: boolean;
  readonly chosen: readonly string[];
  onChoose(codes: readonly string[]): void;
}

function Choices({ options, many, chosen, onChoose }: ChoicesProps) {
  const say = useWords(pollsWords);
  const format = useFormat();
  const others = (code: string) => chosen.filter((each) => each !== code);
  return (
    <fieldset className={styles.fields}>
      <legend>{say('byHandChoice')}</legend>
      {options.map(({ code, label }) => (
        <CheckBox
          key={code}
          type={many ? 'checkbox' : 'radio'}
          name="by-hand"
          label={format.text(label)}
          checked={chosen.includes(code)}
          onChange={({ currentTarget }) =>
            onChoose(many ? [...others(code), ...(currentTarget.checked ? [code] : [])] : [code])
          }
        />
      ))}
    </fieldset>
  );
}

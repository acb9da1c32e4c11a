import { useQuery } from 'urql';
import { ActButton } from '../../act/ActButton';
import { CheckBox } from '../../look/CheckBox';
import { Select } from '../../look/Select';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { DecideTieDocument } from '../acts.documents';
import styles from '../chair.module.css';
import { type DelegateOfPostFragment, PostHoldersDocument } from './poll.documents';
import type { PollActsProps } from './poll-acts-props';
import { tieOf } from './tie';
import { pollsWords } from './words';

/** Leader and deputy decide a tie: who gets the seats left, who decided, and why. */
export function DecideTie({ poll, tally, conference }: PollActsProps) {
  const say = useWords(pollsWords);
  const format = useFormat();
  const { field, onOpen } = useFields();
  const [chosen, setChosen] = field<readonly string[]>('chosen', []);
  const [reason, setReason] = field('reason', '');
  const [leader, setLeader] = field('leader', '');
  const [deputy, setDeputy] = field('deputy', '');
  const [{ data }] = useQuery({ query: PostHoldersDocument, variables: { id: conference.id } });
  const tied = tieOf(tally);
  if (!tied) return null;
  const people = data?.node && 'delegates' in data.node ? data.node.delegates.nodes : [];
  const year = conference.closesYear;
  const holders = (role: string) => {
    const members = conference.leadership.filter((term) => term.role === role && term.year === year);
    const ids = new Set(members.map(({ member }) => member.id));
    return ids.size ? people.filter(({ member }) => member && ids.has(member.id)) : people;
  };
  const leaders = holders('LEADER');
  const leaderId = leader || leaders[0]?.id;
  const deputies = holders('DEPUTY').filter(({ id }) => id !== leaderId);
  const deputyId = deputy || deputies[0]?.id;
  const complete = chosen.length === tied.seats && reason.trim().length >= 3 && leaderId !== deputyId;
  const toggle = (code: string, on: boolean) =>
    setChosen([...chosen.filter((each) => each !== code), ...(on ? [code] : [])]);
  return (
    <ActButton
      onOpen={onOpen}
      label={say('decideTie')}
      rank="main"
      title={say('decideTieTitle', { ordinal: poll.ordinal })}
      confirm={say('decideTieDo')}
      document={DecideTieDocument}
      input={
        complete && leaderId
          ? {
              pollId: poll.id,
              winners: [...chosen],
              leaderDelegateId: leaderId,
              deputyDelegateId: deputyId ?? null,
              reason: reason.trim(),
            }
          : null
      }
      done={say('decidedTie')}
    >
      <p>{say('decideTieMeans')}</p>
      <fieldset className={styles.fields}>
        <legend>{say('decideTieWho', { seats: tied.seats })}</legend>
        {tied.options.map(({ option }) => (
          <CheckBox
            key={option.code}
            label={format.text(option.label)}
            checked={chosen.includes(option.code)}
            onChange={(event) => toggle(option.code, event.target.checked)}
          />
        ))}
      </fieldset>
      <Person label={say('leaderDecides')} people={leaders} value={leaderId} onChoose={setLeader} />
      {deputies.length > 0 && (
        <Person label={say('deputyDecides')} people={deputies} value={deputyId} onChoose={setDeputy} />
      )}
      <TextArea
        label={say('decideTieReason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={2000}
        required
      />
    </ActButton>
  );
}

interface PersonProps {
  readonly label: string;
  readonly people: readonly DelegateOfPostFragment[];
  readonly value: string | undefined;
  onChoose(id: string): void;
}

function Person({ label, people, value, onChoose }: PersonProps) {
  const format = useFormat();
  return (
    <Select label={label} value={value} onChange={(event) => onChoose(event.target.value)}>
      {people.map(({ id, name, member }) => (
        <option key={id} value={id}>
          {[format.text(name), member && format.text(member.shortName)].filter(Boolean).join(', ')}
        </option>
      ))}
    </Select>
  );
}

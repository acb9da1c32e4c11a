import { ActButton } from '../../act/ActButton';
import { CheckBox } from '../../look/CheckBox';
import { Field } from '../../look/Field';
import { Select } from '../../look/Select';
import { useFields } from '../../look/use-fields';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { SetDeadlineDocument } from '../acts.documents';
import styles from '../office.module.css';
import type { OfficeBloc, OfficeMember } from '../seat';
import { officeWords } from '../words';
import { deadlinesWords } from './words';

const kinds = ['QUARTER_REPORT', 'HALF_YEAR_REPORT', 'YEAR_REPORT', 'SELF_SCORE', 'NOMINATION', 'OTHER'] as const;
const quarters = ['Q1', 'Q2', 'Q3', 'Q4', 'M9'] as const;

interface SetDeadlineProps {
  readonly bloc: OfficeBloc;
  readonly year: number;
  readonly members: readonly OfficeMember[];
}

/** What is due, by when and from whom. */
export function SetDeadline({ bloc, year, members }: SetDeadlineProps) {
  const say = useWords(deadlinesWords);
  const sayOffice = useWords(officeWords);
  const format = useFormat();
  const { field, onOpen } = useFields();
  const [kind, setKind] = field<(typeof kinds)[number]>('kind', 'QUARTER_REPORT');
  const [quarter, setQuarter] = field<(typeof quarters)[number]>('quarter', 'Q1');
  const [title, setTitle] = field('title', '');
  const [dueOn, setDueOn] = field('dueOn', '');
  const [latestOn, setLatestOn] = field('latestOn', '');
  const [without, setWithout] = field<readonly string[]>('without', []);
  const from = members.filter(({ id }) => !without.includes(id)).map(({ id }) => id);
  const isWhole =
    dueOn !== '' && (!latestOn || latestOn >= dueOn) && (kind !== 'OTHER' || title.trim() !== '') && from.length > 0;
  return (
    <ActButton
      onOpen={onOpen}
      label={say('set')}
      rank="main"
      title={say('setTitle', { year })}
      confirm={say('set')}
      document={SetDeadlineDocument}
      input={
        isWhole
          ? {
              ...{ blocId: bloc.id, kind, year, dueOn, latestOn: latestOn || null },
              period: kind === 'QUARTER_REPORT' ? quarter : null,
              title: kind === 'OTHER' ? { vi: title.trim(), en: null } : null,
              // Who joins the year later owes it too.
              memberIds: from.length === members.length ? null : from,
            }
          : null
      }
      done={say('setDone')}
    >
      <Select
        label={say('kind')}
        value={kind}
        onChange={(event) => setKind(kinds.find((each) => each === event.target.value) ?? 'OTHER')}
      >
        {kinds.map((each) => (
          <option key={each} value={each}>
            {say(each)}
          </option>
        ))}
      </Select>
      {kind === 'QUARTER_REPORT' && (
        <Select
          label={say('period')}
          value={quarter}
          onChange={(event) => setQuarter(quarters.find((each) => each === event.target.value) ?? 'Q1')}
        >
          {quarters.map((each) => (
            <option key={each} value={each}>
              {sayOffice(`period${each}`)}
            </option>
          ))}
        </Select>
      )}
      {kind === 'OTHER' && (
        <Field
          label={say('what')}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          maxLength={500}
          required
        />
      )}
      <Field
        type="date"
        label={say('dueOn')}
        value={dueOn}
        onChange={(event) => setDueOn(event.target.value)}
        required
      />
      <Field
        type="date"
        label={say('latestOn')}
        hint={say('latestHint')}
        value={latestOn}
        min={dueOn || undefined}
        onChange={(event) => setLatestOn(event.target.value)}
      />
      <fieldset className={styles.fields}>
        <legend>{say('from')}</legend>
        {members.map(({ id, shortName }) => (
          <CheckBox
            key={id}
            label={format.text(shortName)}
            checked={!without.includes(id)}
            onChange={(event) =>
              setWithout(event.target.checked ? without.filter((each) => each !== id) : [...without, id])
            }
          />
        ))}
      </fieldset>
    </ActButton>
  );
}

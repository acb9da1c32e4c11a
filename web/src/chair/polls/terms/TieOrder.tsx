import { Select } from '../../../look/Select';
import { useWords } from '../../../words/use-words';
import styles from '../../chair.module.css';
import { type Criterion, criteria } from './terms';
import { termsWords } from './words';

interface TieOrderProps {
  /** After the votes. */
  readonly order: readonly Criterion[];
  onChange(order: readonly Criterion[]): void;
}

/** What is asked, one after the other, where options tie: as many lists as there are steps, and one for the next. */
export function TieOrder({ order, onChange }: TieOrderProps) {
  const say = useWords(termsWords);
  const steps = order.length < criteria.length ? [...order, null] : order;
  const choose = (step: number, value: string) => {
    const chosen = criteria.find((criterion) => criterion === value);
    // Without one the order ends here.
    onChange(chosen ? [...order.slice(0, step), chosen, ...order.slice(step + 1)] : order.slice(0, step));
  };
  return (
    <fieldset className={styles.fields}>
      <legend>{say('tie')}</legend>
      <p className={styles.soft}>{say('tieMeans')}</p>
      {steps.map((chosen, step) => (
        <Select
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place.
          key={step}
          label={say('tieStep', { step: step + 2 })}
          hint={chosen ? say(`means_${chosen as (typeof criteria)[number]}`) : undefined}
          value={chosen ?? ''}
          onChange={(event) => choose(step, event.target.value)}
        >
          <option value="">{say('tieEnd')}</option>
          {criteria
            .filter((criterion) => criterion === chosen || !order.includes(criterion))
            .map((criterion) => (
              <option key={criterion} value={criterion}>
                {say(criterion)}
              </option>
            ))}
        </Select>
      ))}
    </fieldset>
  );
}

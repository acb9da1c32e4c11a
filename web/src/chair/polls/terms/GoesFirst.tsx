import { CheckBox } from '../../../look/CheckBox';
import { useWords } from '../../../words/use-words';
import styles from '../../chair.module.css';
import { termsWords } from './words';

interface GoesFirstProps {
  readonly options: readonly { readonly code: string; readonly label: string }[];
  readonly first: ReadonlySet<string>;
  onChange(first: ReadonlySet<string>): void;
}

/** Which options Decree 152/2025, Art. 4(6) puts first where they tie: each has to say whether it is one. */
export function GoesFirst({ options, first, onChange }: GoesFirstProps) {
  const say = useWords(termsWords);
  return (
    <fieldset className={styles.fields}>
      <legend>{say('first')}</legend>
      <p className={styles.soft}>{say('firstMeans')}</p>
      {options.map(({ code, label }) => (
        <CheckBox
          key={code}
          label={label}
          checked={first.has(code)}
          onChange={(event) => {
            const others = [...first].filter((each) => each !== code);
            onChange(new Set(event.target.checked ? [...others, code] : others));
          }}
        />
      ))}
    </fieldset>
  );
}

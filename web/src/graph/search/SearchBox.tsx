import type { FormEvent } from 'react';
import { Button } from '../../look/Button';
import { Field } from '../../look/Field';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { graphWords } from '../words';

interface SearchBoxProps {
  /** What stands in it and what hears each change, on the page that shows what is found; elsewhere it leads there. */
  readonly text?: string;
  onChange?(text: string): void;
}

/** Where one types what one looks for. */
export function SearchBox({ text, onChange }: SearchBoxProps) {
  const say = useWords(graphWords);
  const stay = (event: FormEvent) => event.preventDefault();
  return (
    <search>
      <form className={styles.search} action="/search" method="get" onSubmit={onChange && stay}>
        <Field
          type="search"
          name="q"
          label={say('searchFor')}
          hint={say('searchHint')}
          maxLength={100}
          required
          value={text}
          onChange={onChange && ((event) => onChange(event.target.value))}
        />
        {!onChange && <Button type="submit">{say('search')}</Button>}
      </form>
    </search>
  );
}

import type { ComponentProps } from 'react';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { wayOf } from './entry-draft';
import styles from './scores.module.css';
import { isExtra, type Line } from './table-tree';
import { scoreWords } from './words';

type ValueFieldProps = Omit<ComponentProps<'input'> & ComponentProps<'select'>, 'onChange' | 'value'> & {
  readonly line: Line;
  readonly value: string;
  onChange(value: string): void;
};

/** What is entered for a line, by its kind: a number, a list of grades, or yes and no. What was pasted and is none of a list is shown in it too. */
export function ValueField({ line, value, onChange, ...rest }: ValueFieldProps) {
  const say = useWords(scoreWords);
  const format = useFormat();
  const way = wayOf(line);
  const className = styles.cell;
  if (way === 'NUMBER' || way === 'TIMES' || way === 'FIGURES')
    return (
      <input
        {...rest}
        className={className}
        inputMode={way === 'TIMES' ? 'numeric' : way === 'NUMBER' ? 'decimal' : 'text'}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  const choices: readonly (readonly [string, string])[] =
    way === 'GRADE'
      ? line.grades.map(({ grade, points }) => [grade, say('gradeChoice', { grade, points: format.number(points) })])
      : [
          ['yes', say(isExtra(line) ? 'happened' : 'passed')],
          ['no', say(isExtra(line) ? 'didNot' : 'failed')],
        ];
  const isStrange = value !== '' && !choices.some(([choice]) => choice === value);
  return (
    <select {...rest} className={className} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{say('choose')}</option>
      {choices.map(([choice, label]) => (
        <option key={choice} value={choice}>
          {label}
        </option>
      ))}
      {isStrange && <option value={value}>{value}</option>}
    </select>
  );
}

import { useFormat } from '../../words/use-format';

interface PointsProps {
  /** An exact decimal; null where there are none. */
  readonly value: string | null | undefined;
  /** With a sign before it. */
  readonly signed?: boolean;
}

/** Points in the reader's way, read exactly where the table is taken away. */
export function Points({ value, signed = false }: PointsProps) {
  const format = useFormat();
  if (value == null) return '–';
  const sign = signed && !value.startsWith('-') && value !== '0' ? '+' : '';
  return <span data-value={value}>{`${sign}${format.number(value).replace('-', '−')}`}</span>;
}

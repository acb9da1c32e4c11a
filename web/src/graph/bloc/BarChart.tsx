import styles from '../graph.module.css';

export interface Bar {
  readonly id: string;
  readonly label: string;
  /** Bars of one group stand closer to each other than to the next. */
  readonly group: string;
  /** True for what is not of the newest year; drawn lighter. */
  readonly earlier: boolean;
  readonly value: number;
  /** The figure as printed; what the chart writes. */
  readonly raw: string;
}

interface BarChartProps {
  /** What it shows, for those who cannot see it; the table beside it has the figures. */
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly unit: string;
}

/** Height of one bar with its label above, in pixels. */
const row = 50;
/** What parts two groups of more than one bar, in pixels. */
const gap = 14;
/** Share of the width that the longest bar takes; the rest is for its figure. */
const widest = 0.78;

/**
 * Horizontal bars from zero, so that lengths compare; each with its figure as printed. Widths are shares and texts are
 * not scaled, so that it reads as well on a phone.
 */
export function BarChart({ label, bars, unit }: BarChartProps) {
  const low = Math.min(0, ...bars.map(({ value }) => value));
  const span = Math.max(0, ...bars.map(({ value }) => value)) - low || 1;
  const share = (value: number) => ((value - low) / span) * widest * 100;
  const zero = share(0);
  const groups = [...new Set(bars.map(({ group }) => group))];
  const between = groups.length < bars.length ? gap : 0;
  const height = bars.length * row + (groups.length - 1) * between;
  return (
    <svg className={styles.chart} role="img" aria-label={label} width="100%" height={height}>
      {bars.map(({ id, label: name, group, earlier, value, raw }, index) => {
        const at = share(value);
        const top = index * row + groups.indexOf(group) * between;
        return (
          <g key={id}>
            <text x="0" y={top + 16}>
              {name}
            </text>
            <rect
              className={styles.bar}
              x={`${Math.min(zero, at)}%`}
              y={top + 23}
              width={`${Math.max(0.3, Math.abs(at - zero))}%`}
              height={18}
              rx={2}
              data-earlier={earlier ? '' : undefined}
            />
            <text x={`${Math.max(zero, at)}%`} dx={8} y={top + 38} data-figure>
              {[raw, unit].filter(Boolean).join(' ')}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

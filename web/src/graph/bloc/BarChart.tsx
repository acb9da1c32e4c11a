import styles from '../graph.module.css';

export interface Bar {
  readonly id: string;
  readonly label: string;
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

const width = 640;
const row = 34;
const gutter = 170;
const end = 110;

/** Horizontal bars from zero, so that lengths compare; each with its figure as printed. */
export function BarChart({ label, bars, unit }: BarChartProps) {
  const low = Math.min(0, ...bars.map(({ value }) => value));
  const span = Math.max(0, ...bars.map(({ value }) => value)) - low || 1;
  const x = (value: number) => gutter + ((value - low) / span) * (width - gutter - end);
  const height = bars.length * row + 8;
  return (
    <svg className={styles.chart} role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`}>
      {bars.map(({ id, label: name, value, raw }, index) => {
        const y = index * row + 6;
        return (
          <g key={id}>
            <text x={gutter - 10} y={y + 17} textAnchor="end">
              {name}
            </text>
            <rect
              className={styles.bar}
              x={Math.min(x(0), x(value))}
              y={y}
              width={Math.max(1, Math.abs(x(value) - x(0)))}
              height={row - 10}
              rx={2}
            />
            <text x={Math.max(x(0), x(value)) + 8} y={y + 17} data-figure>
              {unit === '%' ? `${raw}%` : raw}
            </text>
          </g>
        );
      })}
      <line className={styles.axis} x1={x(0)} x2={x(0)} y1={0} y2={height} />
    </svg>
  );
}

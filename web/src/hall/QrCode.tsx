import { generate } from 'lean-qr';
import { useMemo } from 'react';
import styles from './hall.module.css';

/** Modules that must stay blank around a code. Source: ISO/IEC 18004, quiet zone. */
const quiet = 4;

/** A text as a QR code, dark on light whatever the theme, as readers want it. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => {
    const code = generate(text);
    const squares: string[] = [];
    for (let y = 0; y < code.size; y += 1) {
      for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) squares.push(`M${x + quiet} ${y + quiet}h1v1h-1z`);
    }
    return { size: code.size + 2 * quiet, path: squares.join('') };
  }, [text]);
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}

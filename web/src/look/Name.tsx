import styles from './name.module.css';

interface NameProps {
  readonly name: string;
  /** What all names beside it begin with (`sharedStart`). */
  readonly shared: string;
}

/** One of several names; where room is short (screen/Fit), without the words that all of them begin with. */
export function Name({ name, shared }: NameProps) {
  if (!shared) return name;
  return (
    <span>
      <span className={styles.shared}>{shared}</span>
      <span className={styles.own}>{name.slice(shared.length)}</span>
    </span>
  );
}

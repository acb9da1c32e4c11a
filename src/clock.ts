let read: () => Date = () => new Date();

/** The moment it is, by this machine's clock. Event times come from the database's clock instead (log/append). */
export function now(): Date {
  return read();
}

/** Replaces the clock; only tests call it. Returns a function that puts the real one back. */
export function setClock(clock: () => Date): () => void {
  const before = read;
  read = clock;
  return () => {
    read = before;
  };
}

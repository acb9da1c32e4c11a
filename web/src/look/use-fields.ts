import { useState } from 'react';

export interface Fields {
  /** The value of a field by its name and what sets it; as given until something else was typed. */
  field<T>(name: string, given: T): readonly [T, (value: T) => void];
  /** Forgets what was typed: called whenever the dialog opens. */
  onOpen(): void;
}

/**
 * What is typed into one dialog. A field that nobody has touched follows the record, and a dialog that was left without an
 * answer begins anew when it is opened again.
 */
export function useFields(): Fields {
  const [typed, setTyped] = useState<ReadonlyMap<string, unknown>>(new Map());
  return {
    field: <T>(name: string, given: T) => [
      typed.has(name) ? (typed.get(name) as T) : given,
      (value: T) => setTyped((before) => new Map(before).set(name, value)),
    ],
    onOpen: () => setTyped(new Map()),
  };
}

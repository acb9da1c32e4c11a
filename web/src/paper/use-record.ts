import type { CombinedError } from '@urql/core';
import { useCallback, useEffect, useState } from 'react';
import { useConnection } from '../connection/use-connection';
import { type ConferenceRecord, readRecord } from './read-record';

/** A record while it is read, and then. */
export interface Reading {
  /** Undefined while it is read, null where there is none to be seen. */
  readonly record?: ConferenceRecord | null | undefined;
  readonly error?: CombinedError | undefined;
}

/** The record that papers are made of; nothing is read for no name. */
export function useRecord(slug: string): Reading & { again(): void } {
  const { client } = useConnection();
  const [reading, setReading] = useState<Reading>({});
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew at each turn
  useEffect(() => {
    setReading({});
    if (slug === '') return;
    let wanted = true;
    readRecord(client, slug).then(
      (record) => wanted && setReading({ record }),
      (error: CombinedError) => wanted && setReading({ error }),
    );
    return () => {
      wanted = false;
    };
  }, [client, slug, turn]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return { ...reading, again };
}

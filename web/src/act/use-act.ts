import type { CombinedError, TypedDocumentNode } from '@urql/core';
import { useRef, useState } from 'react';
import { newKey } from '../bytes/new-key';
import { useConnection } from '../connection/use-connection';
import { pageWords } from '../page/words';
import { useLanguage } from '../words/language';
import { useWords } from '../words/use-words';
import { adviceOn } from './advice';
import { actWords } from './words';

/** A mutation that answers with a receipt. */
export type ActDocument<Input, Data = unknown> = TypedDocumentNode<Data, { input: Input }>;

/** What the server answered; without an error it is done. */
interface Answer<Data> {
  readonly data: Data | null;
  readonly error: CombinedError | null;
}

export interface Act<Input, Data = unknown> {
  readonly busy: boolean;
  /** What went wrong last and what to do about it, in the reader's language; null when nothing did. */
  readonly fault: string | null;
  /** True once the server has acknowledged it. */
  run(input: Omit<Input, 'idempotencyKey'>): Promise<boolean>;
  /** The same, with what the server answered; null when it was not done. */
  ask(input: Omit<Input, 'idempotencyKey'>): Promise<Data | null>;
  /** The same, with what it was refused for, where that is shown in parts. */
  answer(input: Omit<Input, 'idempotencyKey'>): Promise<Answer<Data>>;
  forget(): void;
}

/**
 * One act of the desk. A request that got no answer keeps its idempotency key: pressed again with the same input, the
 * server answers with the receipt of what was done and does nothing twice. Acts that take no key are not `keyed`.
 */
export function useAct<Input, Data = unknown>(
  document: ActDocument<Input, Data>,
  { keyed = true } = {},
): Act<Input, Data> {
  const { client } = useConnection();
  const language = useLanguage();
  const say = useWords(actWords);
  const sayPage = useWords(pageWords);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const keys = useRef(new Map<string, string>());
  const answer = async (input: Omit<Input, 'idempotencyKey'>): Promise<Answer<Data>> => {
    const about = JSON.stringify(input);
    const idempotencyKey = keys.current.get(about) ?? newKey();
    keys.current.set(about, idempotencyKey);
    setBusy(true);
    setFault(null);
    const whole = { input: (keyed ? { ...input, idempotencyKey } : input) as Input };
    const { data, error } = await client.mutation<Data, { input: Input }>(document, whole).toPromise();
    setBusy(false);
    if (!error?.networkError) keys.current.delete(about);
    if (error) setFault(adviceOn(error, language) ?? `${sayPage('unreachable')} ${say('safeRetry')}`);
    return { data: data ?? null, error: error ?? null };
  };
  const ask = async (input: Omit<Input, 'idempotencyKey'>) => {
    const { data, error } = await answer(input);
    return error ? null : data;
  };
  const run = async (input: Omit<Input, 'idempotencyKey'>) => (await ask(input)) !== null;
  return { busy, fault, run, ask, answer, forget: () => setFault(null) };
}

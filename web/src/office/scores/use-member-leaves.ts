import type { CombinedError } from '@urql/core';
import { useEffect, useRef, useState } from 'react';
import { readPages } from '../../connection/read-pages';
import { useConnection } from '../../connection/use-connection';
import { type MemberLeafFragment, MemberLeavesDocument, type MemberLeavesQuery } from './scores.documents';

export type Leaf = MemberLeafFragment;

export interface MemberLeaves {
  /** By key; null before the first were read. */
  readonly leaves: ReadonlyMap<string, Leaf> | null;
  /** Position of the log of the bloc that they are no older than. */
  readonly at: number;
  readonly error: CombinedError | undefined;
}

const leavesIn = ({ bloc }: MemberLeavesQuery) => bloc?.scores?.member?.work?.leaves;

/**
 * Every leaf and extra of one member, read again whenever the scores have changed. What was read before stays until then.
 * @param code null follows nobody
 * @param sequence position of the log that the year was last seen at
 * @param everyMs they are read so often at most: what others enter moves the log too
 */
export function useMemberLeaves(
  { slug, year, code }: { readonly slug: string; readonly year: number; readonly code: string | null },
  sequence: number,
  everyMs: number,
): MemberLeaves {
  const { client } = useConnection();
  const [held, setHeld] = useState<MemberLeaves & { readonly code: string | null }>({ ...nothing, code });
  const last = useRef({ code, at: -everyMs });
  const current = useRef<string | null>(null);
  useEffect(() => {
    current.current = code;
    return () => {
      current.current = null;
    };
  }, [code]);
  useEffect(() => {
    if (code === null) return;
    // What a read has begun stays wanted while others enter: else nothing would be shown on a busy day.
    const wanted = () => current.current === code;
    const read = async () => {
      last.current = { code, at: performance.now() };
      try {
        const nodes = await readPages(client, {
          ...{ document: MemberLeavesDocument, variables: { slug, year, code }, after: null },
          ...{ requestPolicy: 'network-only' as const, pick: leavesIn, wanted },
        });
        const leaves = new Map((nodes ?? []).map((leaf) => [leaf.criterion.key, leaf]));
        const next = { code, leaves, at: sequence, error: undefined };
        if (wanted()) setHeld((before) => (before.code === code && before.at > sequence ? before : next));
      } catch (error) {
        if (wanted()) setHeld((before) => ({ ...before, error: error as CombinedError }));
      }
    };
    const rest = last.current.code === code ? last.current.at + everyMs - performance.now() : 0;
    const timer = setTimeout(() => void read(), Math.max(0, rest));
    return () => clearTimeout(timer);
  }, [client, slug, year, code, sequence, everyMs]);
  return held.code === code ? held : nothing;
}

const nothing: MemberLeaves = { leaves: null, at: 0, error: undefined };

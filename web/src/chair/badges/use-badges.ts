import { useState } from 'react';
import { adviceOn } from '../../act/advice';
import { useConnection } from '../../connection/use-connection';
import { pageWords } from '../../page/words';
import { useLanguage } from '../../words/language';
import { useWords } from '../../words/use-words';
import type { Badge, Holder } from './badge';
import { DeskBadgeDocument } from './badges.documents';

/** How long a code may be used, in days: badges are printed before the conference. */
export const goodForDays = 3;

export interface Badges {
  readonly made: readonly Badge[];
  /** How far the making has come; null while none is made. */
  readonly progress: { readonly count: number; readonly all: number } | null;
  readonly fault: string | null;
  /** Those that were asked for and not made, because the making stopped. */
  readonly left: readonly Holder[];
  make(holders: readonly Holder[]): Promise<void>;
  clear(): void;
}

/**
 * Makes badges one after another: each code comes once. It stops at the first that fails and says how far it came; a
 * code whose answer was lost is void as soon as the next one is made for the same delegate.
 */
export function useBadges(conferenceId: string): Badges {
  const { client } = useConnection();
  const language = useLanguage();
  const sayPage = useWords(pageWords);
  const [made, setMade] = useState<readonly Badge[]>([]);
  const [progress, setProgress] = useState<Badges['progress']>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [left, setLeft] = useState<readonly Holder[]>([]);
  const make = async (holders: readonly Holder[]) => {
    setFault(null);
    setLeft([]);
    for (const [index, holder] of holders.entries()) {
      setProgress({ count: index, all: holders.length });
      const { role, delegateId, name, from, key } = holder;
      const ttlMinutes = goodForDays * 24 * 60;
      const { data, error } = await client
        .mutation(DeskBadgeDocument, { input: { role, conferenceId, delegateId, ttlMinutes } })
        .toPromise();
      const code = data?.issueBadge.code;
      if (!code) {
        setFault((error && adviceOn(error, language)) ?? sayPage('unreachable'));
        setLeft(holders.slice(index));
        break;
      }
      setMade((before) => [...before.filter((badge) => badge.key !== key), { key, name, from, role, code }]);
    }
    setProgress(null);
  };
  const clear = () => {
    setMade([]);
    setLeft([]);
    setFault(null);
  };
  return { made, progress, fault, left, make, clear };
}

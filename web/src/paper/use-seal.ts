import { useEffect, useState } from 'react';
import type { Paper } from './paper';
import type { ConferenceRecord } from './read-record';
import { digestOf, type Seal } from './seal';

/** The seal of a paper of a record; null until it is computed. */
export function useSeal(record: ConferenceRecord | null | undefined, paper: Paper | null): Seal | null {
  const [sealed, setSealed] = useState<{ readonly paper: Paper; readonly seal: Seal } | null>(null);
  useEffect(() => {
    if (!record || !paper) return;
    let wanted = true;
    void digestOf(paper).then((digest) => {
      if (wanted)
        setSealed({ paper, seal: { kind: paper.kind, slug: record.slug, sequence: record.sequence, digest } });
    });
    return () => {
      wanted = false;
    };
  }, [record, paper]);
  return sealed && sealed.paper === paper ? sealed.seal : null;
}

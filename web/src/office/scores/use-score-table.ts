import type { CombinedError } from '@urql/core';
import { useEffect, useState } from 'react';
import { readPages } from '../../connection/read-pages';
import { useConnection } from '../../connection/use-connection';
import { ScoreTableOfYearDocument, type ScoreTableOfYearQuery } from './scores.documents';
import { type ScoreTree, treeOf } from './table-tree';

export type TableHead = NonNullable<NonNullable<ScoreTableOfYearQuery['bloc']>['scoreTable']>;

export interface HeldTable {
  /** Undefined while it is read, null where the year has none. */
  readonly table: TableHead | null | undefined;
  readonly tree: ScoreTree | null;
  readonly error: CombinedError | undefined;
}

/** The score table of a year with all of its lines; read anew whenever `version` is another. */
export function useScoreTable(slug: string, year: number, version: string): HeldTable {
  const { client } = useConnection();
  const [held, setHeld] = useState<HeldTable>(nothing);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is why to read anew
  useEffect(() => {
    let wanted = true;
    let head: TableHead | null = null;
    readPages(client, {
      document: ScoreTableOfYearDocument,
      variables: { slug, year },
      after: null,
      requestPolicy: 'network-only',
      pick: ({ bloc }: ScoreTableOfYearQuery) => {
        head ??= bloc?.scoreTable ?? null;
        return bloc?.scoreTable?.criteria;
      },
      wanted: () => wanted,
    }).then(
      (lines) => wanted && setHeld({ table: head, tree: lines && treeOf(lines), error: undefined }),
      (error: CombinedError) => wanted && setHeld((before) => ({ ...before, error })),
    );
    return () => {
      wanted = false;
    };
  }, [client, slug, year, version]);
  return held;
}

const nothing: HeldTable = { table: undefined, tree: null, error: undefined };

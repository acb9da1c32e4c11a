import type { ScoreTable } from './table';

declare module '../graphql/context' {
  interface ContextServices {
    readonly scoreTableFiles: ScoreTableFiles;
  }
}

/** A score table, or all that is wrong with its file, as FILE_INVALID tells it. */
type ReadTable = { readonly table: ScoreTable } | { readonly problems: readonly object[] };

/** Reads files of score tables. The room of files stands above this one and answers (import/read-score-table); app/services hands it over. */
export interface ScoreTableFiles {
  /** YAML or JSON. Never throws for what a file can hold. */
  read(text: string): ReadTable;
}

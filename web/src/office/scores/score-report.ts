import type { ImportScoresMutation } from './scores.documents';

/** What a score sheet did, or would do. */
export type ScoreReport = ImportScoresMutation['importScores']['report'];

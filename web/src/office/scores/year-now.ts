import type { YearScoresNowSubscription } from './scores.documents';

/** The scores of a year as far as the reader may see them. */
export type YearNow = NonNullable<YearScoresNowSubscription['scoresChanged']['scores']>;

/** One member of them. */
export type MemberNow = YearNow['members'][number];

import type { CSSProperties } from 'react';
import { evaluatedYear } from '../conference/evaluated-year';
import type { ConferenceNow } from '../conference/use-conference';
import { useLive } from '../connection/use-live';
import { sharedStart } from '../words/shared-start';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { HallRanksDocument } from './screen.documents';
import styles from './screen.module.css';
import { screenWords } from './words';

/** Above so many they stand in two columns. */
const mostInOne = 8;

/** Totals and ranks of the year that the conference evaluates, the best first, once they are released. */
export function RanksStage({ conference }: { readonly conference: ConferenceNow }) {
  const say = useWords(screenWords);
  const format = useFormat();
  const year = evaluatedYear(conference);
  const { data } = useLive(HallRanksDocument, year === null ? null : { blocId: conference.bloc.id, year });
  if (year !== null && !data) return null;
  const scores = data?.scoresChanged.scores;
  if (!scores?.table.releasedAt)
    return (
      <div className={styles.middle}>
        <h2 className={styles.big}>{say('noRanks')}</h2>
      </div>
    );
  const ranked = scores.members.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const many = ranked.length > mostInOne ? 'very' : ranked.length > mostInOne / 2 ? '' : undefined;
  // Of names that all begin alike only the rest fits into half a line.
  const shared = many === 'very' ? sharedStart(ranked.map(({ member }) => format.text(member.shortName))) : '';
  const nameOf = (name: string) => (shared ? `… ${name.slice(shared.length)}` : name);
  const rows = { '--rows': Math.ceil(ranked.length / 2) } as CSSProperties;
  return (
    <>
      <p className={styles.kicker}>
        <strong>{say('ranks', { year: year ?? '' })}</strong>
      </p>
      <ol className={`${styles.results} ${styles.ranks}`} data-testid="ranks" data-many={many} style={rows}>
        {ranked.map(({ member, total, rank }) => (
          <li key={member.id} data-rank={rank}>
            <span className={styles.ordinal}>{rank == null ? '' : format.number(rank)}</span>
            <span className={styles.asked} lang={format.langOf(member.shortName)}>
              {nameOf(format.text(member.shortName))}
            </span>
            <strong>{total == null ? '' : format.number(total)}</strong>
          </li>
        ))}
      </ol>
    </>
  );
}

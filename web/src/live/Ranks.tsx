import { useEffect } from 'react';
import { useQuery } from 'urql';
import { evaluatedYear } from '../conference/evaluated-year';
import type { ConferenceNow } from '../conference/use-conference';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { laterWords } from './later-words';
import { RanksDocument } from './live.documents';
import styles from './live.module.css';

/** Totals and ranks of the year that the conference evaluates, once they are released; nothing before. */
export function Ranks({ conference }: { readonly conference: ConferenceNow }) {
  const say = useWords(laterWords);
  const format = useFormat();
  const year = evaluatedYear(conference);
  const [{ data }, askAgain] = useQuery({
    query: RanksDocument,
    variables: { blocId: conference.bloc.id, year: year ?? 0 },
    pause: year === null,
  });
  const { scene } = conference.hall;
  const itemId = conference.currentItem?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item, or what the hall shows, is why to ask again
  useEffect(() => {
    if (year !== null) askAgain({ requestPolicy: 'cache-and-network' });
  }, [askAgain, year, itemId, scene]);
  const scores = data?.node && 'scores' in data.node ? data.node.scores : null;
  if (year === null || !scores?.table.releasedAt) return null;
  const ranked = scores.members.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  return (
    <section className={styles.papers} data-testid="ranks">
      <h2>{say('ranks', { year })}</h2>
      <ol className={styles.agenda}>
        {ranked.map(({ member, total, rank }) => (
          <li key={member.id} value={rank ?? undefined}>
            <span lang={format.langOf(member.shortName)}>{format.text(member.shortName)}</span>
            <strong>{total == null ? '' : format.number(total)}</strong>
          </li>
        ))}
      </ol>
    </section>
  );
}

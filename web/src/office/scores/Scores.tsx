import { useWords } from '../../words/use-words';
import { scoresWords } from './words';

interface ScoresProps {
  readonly bloc: { readonly id: string; readonly slug: string };
  /** The member whose officer or office it is; null for the council's office and administrators. */
  readonly memberId: string | null;
  readonly role: 'OFFICER' | 'LEADER_OFFICE' | 'COUNCIL_OFFICE' | 'ADMINISTRATOR';
  readonly year: number;
}

/** The scores of a year. */
export function Scores({ year }: ScoresProps) {
  const say = useWords(scoresWords);
  return (
    <section>
      <h2>{say('title')}</h2>
      <p>{say('none', { year })}</p>
    </section>
  );
}

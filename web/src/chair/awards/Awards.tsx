import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { DeskProps } from '../conference';
import { Bars } from './Bars';
import { ProposalRow } from './ProposalRow';
import { ProposeAward } from './ProposeAward';
import { awardsWords } from './words';

/** Every award proposal before the conference, and the step that follows from where it stands. */
export function Awards({ conference }: DeskProps) {
  const say = useWords(awardsWords);
  const { proposals, closesYear, state } = conference;
  return (
    <section>
      <h2>{say('title')}</h2>
      {proposals.length === 0 && <p>{say(closesYear === null ? 'noYear' : 'empty')}</p>}
      <ul className={styles.rows}>
        {proposals.map((proposal) => (
          <ProposalRow key={proposal.id} proposal={proposal} state={state} />
        ))}
      </ul>
      {state !== 'CLOSED' && closesYear !== null && (
        <div className={styles.acts}>
          <ProposeAward conference={conference} year={closesYear} />
        </div>
      )}
      {state !== 'CLOSED' && closesYear !== null && <Bars conference={conference} />}
    </section>
  );
}

import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { DeskConference, DeskProposal } from '../conference';
import { RecordStep } from './RecordStep';
import { nextSteps } from './steps';
import { awardsWords } from './words';

interface ProposalRowProps {
  readonly proposal: DeskProposal;
  readonly state: DeskConference['state'];
}

export function ProposalRow({ proposal, state }: ProposalRowProps) {
  const say = useWords(awardsWords);
  const format = useFormat();
  const { award, member, year, method, decisions } = proposal;
  const subject = say('subject', {
    award: format.text(award.name),
    member: format.text(member.shortName),
    year,
  });
  const voting = proposal.state === 'NOMINATED' && proposal.poll?.state === 'OPEN';
  const standing = voting ? 'VOTING' : proposal.state;
  const numbered = decisions.filter(({ number }) => number);
  return (
    <li className={styles.row}>
      <div>
        <strong>{subject}</strong>
        <p className={styles.soft}>{[say(standing), method && say(method)].filter(Boolean).join(', ')}</p>
        {numbered.map(({ ordinal, step, number }) => (
          <p key={ordinal} className={styles.soft}>
            {say('decision', { step: say(`done_${step}`), number: number ?? '' })}
          </p>
        ))}
      </div>
      <div className={styles.acts}>
        {nextSteps(proposal, state).map((step) => (
          <RecordStep key={step} proposal={proposal} step={step} subject={subject} />
        ))}
      </div>
    </li>
  );
}

import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { DeskConference, DeskProposal } from '../conference';
import { CorrectProposal } from './CorrectProposal';
import { CorrectStep } from './CorrectStep';
import { RecordStep } from './RecordStep';
import { nextSteps } from './steps';
import { WithdrawProposal } from './WithdrawProposal';
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
  const stands = decisions.filter(({ correctedBy, step }) => !correctedBy && step !== 'RETRACTED');
  const numbered = stands.filter(({ number }) => number);
  const last = stands.at(-1);
  const isOpenToWithdraw = !voting && ['NOMINATED', 'PROPOSED'].includes(proposal.state);
  return (
    <li className={styles.row}>
      <div>
        <strong>{subject}</strong>
        <p className={styles.soft}>{[say(standing), method && say(method)].filter(Boolean).join(', ')}</p>
        {proposal.besideReason && <p className={styles.soft}>{say('beside', { reason: proposal.besideReason })}</p>}
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
        {!voting && proposal.state === 'NOMINATED' && state !== 'CLOSED' && (
          <CorrectProposal key={proposal.reason?.vi} proposal={proposal} subject={subject} />
        )}
        {isOpenToWithdraw && <WithdrawProposal proposalId={proposal.id} subject={subject} />}
        {last && (!['AGREED', 'VOTED'].includes(last.step) || state === 'OPEN') && (
          <CorrectStep key={last.id} decision={last} subject={subject} />
        )}
      </div>
    </li>
  );
}

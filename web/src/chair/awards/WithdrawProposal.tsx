import { ActButton } from '../../act/ActButton';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { useWords } from '../../words/use-words';
import { WithdrawProposalDocument } from '../acts.documents';
import { awardsWords } from './words';

interface WithdrawProposalProps {
  readonly proposalId: string;
  /** The proposal in words. */
  readonly subject: string;
}

/** Takes back a proposal that the council has not decided on, with the reason everybody reads. */
export function WithdrawProposal({ proposalId, subject }: WithdrawProposalProps) {
  const say = useWords(awardsWords);
  const { field, onOpen } = useFields();
  const [reason, setReason] = field('reason', '');
  const given = reason.trim();
  return (
    <ActButton
      onOpen={onOpen}
      label={say('withdraw')}
      rank="quiet"
      title={say('withdraw')}
      confirm={say('withdraw')}
      document={WithdrawProposalDocument}
      input={given.length >= 3 ? { proposalId, reason: given } : null}
      done={say('withdrawn')}
    >
      <p>
        <strong>{subject}</strong>
      </p>
      <p>{say('withdrawMeans')}</p>
      <TextArea
        label={say('withdrawReason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={2000}
        required
      />
    </ActButton>
  );
}

import { ActButton } from '../../act/ActButton';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { useWords } from '../../words/use-words';
import { CorrectProposalDocument } from '../acts.documents';
import type { DeskProposal } from '../conference';
import { awardsWords } from './words';

interface CorrectProposalProps {
  readonly proposal: DeskProposal;
  /** The proposal in words. */
  readonly subject: string;
}

/** Puts right the grounds of a proposal that is not voted on yet. */
export function CorrectProposal({ proposal, subject }: CorrectProposalProps) {
  const say = useWords(awardsWords);
  const { field, onOpen } = useFields();
  const [grounds, setGrounds] = field('grounds', proposal.reason?.vi ?? '');
  const [reason, setReason] = field('reason', '');
  const [right, why] = [grounds.trim(), reason.trim()];
  return (
    <ActButton
      onOpen={onOpen}
      label={say('reword')}
      rank="quiet"
      title={say('reword')}
      confirm={say('rewordDo')}
      document={CorrectProposalDocument}
      input={right && why.length >= 3 ? { proposalId: proposal.id, grounds: { vi: right }, reason: why } : null}
      done={say('reworded')}
    >
      <p>
        <strong>{subject}</strong>
      </p>
      <TextArea label={say('grounds')} value={grounds} onChange={(event) => setGrounds(event.target.value)} required />
      <TextArea
        label={say('correctReason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={2000}
        required
      />
    </ActButton>
  );
}

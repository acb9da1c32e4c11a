import type { ConferenceRecord, RecordedPoll, RecordedProposal } from '../read-record';
import { isCounted, shareText, votesText } from './votes';

/** What a proposal came to, with the votes for it where it was voted on; a consensus has none. */
export interface ProposalResult {
  readonly proposal: RecordedProposal;
  readonly way: string;
  readonly votes: string;
  readonly share: string;
  readonly standing: string;
}

const standings: Readonly<Record<RecordedProposal['state'], string>> = {
  NOMINATED: 'Đã bình xét',
  PROPOSED: 'Đề nghị khen thưởng',
  NOT_PROPOSED: 'Không đề nghị',
  APPROVED: 'Đã có quyết định',
  AWARDED: 'Đã trao tặng',
  REFUSED: 'Cấp trên không đồng ý',
  REVOKED: 'Đã thu hồi',
  WITHDRAWN: 'Đã rút',
};

/** Proposals that the conference sends on: those it agreed to, whatever became of them later. */
export const sentOn = ({ proposals }: ConferenceRecord): readonly RecordedProposal[] =>
  proposals.filter(({ state }) => ['PROPOSED', 'APPROVED', 'AWARDED', 'REFUSED', 'REVOKED'].includes(state));

/** @param proposals of this record, in the order in which they shall stand */
export function proposalResults(
  record: ConferenceRecord,
  proposals: readonly RecordedProposal[],
): readonly ProposalResult[] {
  const polls = new Map(record.polls.map((poll) => [poll.id, poll]));
  return proposals.map((proposal) => {
    const poll = proposal.poll ? polls.get(proposal.poll.id) : undefined;
    return { proposal, standing: standings[proposal.state], ...countsOf(proposal, poll) };
  });
}

function countsOf(
  { id, method, member }: RecordedProposal,
  poll: RecordedPoll | undefined,
): Pick<ProposalResult, 'way' | 'votes' | 'share'> {
  if (poll?.state !== 'CLOSED') return { way: method === 'CONSENSUS' ? 'Nhất trí' : '', votes: '–', share: '–' };
  if (!isCounted(poll)) return { way: poll.method === 'CONSENSUS' ? 'Nhất trí' : 'Biểu quyết', votes: '–', share: '–' };
  const { options } = poll.tally;
  const line =
    poll.kind === 'CHOOSE'
      ? options.find(({ option }) => option.about?.id === id || option.about?.id === member.id)
      : options.find(({ option }) => option.code === 'YES');
  if (!line) return { way: 'Biểu quyết', votes: '–', share: '–' };
  return { way: 'Biểu quyết', votes: votesText(line), share: shareText(poll, line) };
}

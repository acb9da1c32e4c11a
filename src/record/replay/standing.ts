import type { Decision } from '../../award/decision';
import { type ProposalStanding, standingOf } from '../../award/standing';
import type { Attendance } from '../../conference/attendance';
import { attendanceOf } from '../../conference/read-attendance';
import type { Counted } from '../../poll/count';
import { Option } from '../../poll/option';
import { Poll, PollState } from '../../poll/poll';
import { type Tally, tallyOf } from '../../poll/tally';
import { byMember, type Vote, weigh } from '../../poll/weigh';
import type { PollLine, ProposalLine, RecordState } from './state';

/** Who was in the hall, in numbers; of a closed conference at its closing. */
export function attendanceIn(state: RecordState, conferenceId: string): Attendance {
  const readAt = state.sequence;
  if (state.attendanceAtClosing) return { ...state.attendanceAtClosing, conferenceId, readAt };
  const { voting, quorum } = state.bloc;
  const listed = Object.values(state.delegates);
  const expected = listed.filter(({ withdrawnAt }) => withdrawnAt === null);
  const there = (id: string) => Object.hasOwn(state.present, id);
  const voters = expected.filter(({ mayVote, memberId }) => mayVote && voting.includes(memberId ?? ''));
  const counts = {
    present: expected.filter(({ id }) => there(id)).length,
    delegates: expected.length,
    voters: voters.length,
    votersPresent: voters.filter(({ id }) => there(id)).length,
    members: voting.length,
    membersPresent: voting.filter((member) =>
      listed.some(({ id, memberId, mayVote }) => memberId === member && mayVote && there(id)),
    ).length,
  };
  const { electorate = null, quorumNumerator = null, quorumDenominator = null } = quorum ?? {};
  const row = { id: conferenceId, ...counts, electorate, quorumNumerator, quorumDenominator, kept: null };
  return { ...attendanceOf(row), readAt };
}

/** What could be seen of the counts of a poll: the same rules hide what is not to be known. */
export function tallyIn(state: RecordState, line: PollLine, conferenceId: string): Tally {
  const options = line.options.map((option, index) =>
    Object.assign(new Option(), option, { pollId: line.id, ordinal: index + 1 }),
  );
  return { ...tallyOf(pollOf(line, conferenceId), options, countedOf(line)), readAt: state.sequence };
}

function countedOf({ open, options, electors, present, cast, onPaper, byHand, rule }: PollLine): Counted {
  const codes = options.map(({ code }) => code);
  const votes = new Map(codes.map((code) => [code, 0]));
  let blank = 0;
  for (const choices of Object.values(open?.voted ?? {})) {
    if (choices?.length === 0) blank += 1;
    for (const code of choices ?? []) votes.set(code, (votes.get(code) ?? 0) + 1);
  }
  const own = votesOf(open);
  return {
    ...{ electors, present, voted: cast, onPaper, byHand, cast, blank, votes: Object.fromEntries(votes) },
    ...(rule.memberWeights || rule.doubleMajority ? { ballots: own } : {}),
    ...(rule.memberWeights ? { weights: weigh(own, codes) } : {}),
    ...(rule.doubleMajority ? { members: byMember(own, codes) } : {}),
  };
}

/** Of a choice that is not told it is only known that it was made. */
function votesOf(open: PollLine['open']): readonly Vote[] {
  const { electors, voted } = open ?? { electors: {}, voted: {} };
  return Object.entries(electors).map(([id, { memberId, weight, present }]) => {
    const hasVoted = Object.hasOwn(voted, id);
    return { memberId, weight, present: present || hasVoted, choices: hasVoted ? (voted[id] ?? []) : null };
  });
}

/** The poll as rules ask for it. */
function pollOf({ open: _, options: __, dueAt, ...line }: PollLine, conferenceId: string): Poll {
  return Object.assign(new Poll(), line, { conferenceId, dueAt: dueAt === null ? null : new Date(dueAt) });
}

/** How far a proposal had come. */
export function standingIn(state: RecordState, proposal: ProposalLine, conferenceId: string): ProposalStanding {
  const polls = Object.values(state.polls).toSorted((a, b) => a.ordinal - b.ordinal);
  const asked = polls.flatMap((line) => {
    if (line.state === PollState.VOID) return [];
    const option = line.options.find(({ proposalId }) => proposalId === proposal.id);
    if (line.proposalId !== proposal.id && !option) return [];
    return [{ poll: pollOf(line, conferenceId), optionCode: option?.code ?? null }];
  });
  return standingOf(proposal.decisions as unknown as readonly Decision[], asked);
}

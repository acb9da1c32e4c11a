import { mutantsOf } from '../mutant';

/** How a vote goes: changes of ballots, the hour, what is hidden, consensus. */
export const votes = [
  ...mutantsOf('src/poll/question.ts', 'poll/change-ballot', [
    [
      'createPoll SECRET_CHANGES',
      "if (final) throw new Refusal(final, { argument: 'mayChange' });",
      '',
      'is never possible in a secret poll',
    ],
  ]),
  ...mutantsOf('src/poll/write-ballots.ts', 'poll/change-ballot', [
    [
      'changeBallot BALLOT_FINAL',
      "if (cast.change && !poll.mayChange) return new Refusal('BALLOT_FINAL', { pollId: poll.id });",
      '',
      'is refused where the poll was not made so',
    ],
    [
      'changeBallot NOTHING_CHANGED, ALREADY_VOTED beside changes',
      "answers[index] = new Refusal(change ? 'NOTHING_CHANGED' : 'ALREADY_VOTED', { pollId: poll.id });",
      "answers[index] = new Refusal('NO_VOTE', { pollId: poll.id });",
      'is refused without a ballot, for the same choice',
    ],
    [
      'A vote of a poll made so can be changed until closing',
      '&& !casts.some(isBehind)',
      '',
      'makes changes that come together one after the other',
    ],
    [
      'A vote of a poll made so can be changed until closing',
      'bodyAt(partsOf(ballot, formers?.[electorId]), at, sequence)',
      'bodyAt(ballot.parts, at, sequence)',
      'gives a receipt whose digest is that of the entry',
    ],
    [
      'Where counts do not run nothing tells a choice before closing',
      'open ? { former: null, choices } : null',
      '{ former: null, choices }',
      'tells no choice before closing where counts do not run',
    ],
  ]),
  ...mutantsOf('src/poll/ballot-statement.ts', 'poll/change-ballot', [
    [
      'A vote of a poll made so can be changed until closing',
      'order by b.elector_id for update of b',
      'order by b.elector_id',
      'lets two changes at once on two nodes follow each other',
    ],
    [
      'A vote of a poll made so can be changed until closing',
      'b.elector_id = f.elector_id and g.choices <> f.choices',
      'b.elector_id = f.elector_id',
      'is refused without a ballot, for the same choice',
    ],
    [
      'A vote of a poll made so can be changed until closing',
      "first: `where kind = 'ballotCast'`,",
      "first: '',",
      'is refused without a ballot, for the same choice',
    ],
    ['twenty changes of a vote', '< ${mostChanges}', '< 1000', 'ends after twenty changes of one vote'],
  ]),
  ...mutantsOf('src/poll/poll-over.ts', 'poll/poll-clock', [
    [
      'A vote that closes by itself takes no ballot once its time is up',
      "case when closes_by_itself and due_at <= clock_timestamp() then 'CLOSED' else state end",
      'state',
      'takes no ballot once its time is up, also before it is counted',
    ],
    [
      'A vote that closes by itself takes no ballot once its time is up',
      "select state = 'OPEN' and closes_by_itself and due_at <= clock_timestamp() as over",
      "select state = 'OPEN' and closes_by_itself as over",
      'is put off, or left to the chair',
    ],
  ]),
  ...mutantsOf('src/poll/poll-clock.ts', 'poll/poll-clock', [
    [
      'A vote that closes by itself takes no ballot once its time is up',
      "where state = 'OPEN' and closes_by_itself and due_at <= clock_timestamp()",
      "where state = 'OPEN' and false and due_at <= clock_timestamp()",
      'is counted once its time is up, and not before',
    ],
    [
      'A vote opens at its hour, once, or stays a draft and says why',
      'if (!row?.due) throw new NotDue();',
      'if (!row) throw new NotDue();',
      'opens at its hour with what was planned, once',
    ],
    [
      'A vote opens at its hour, once, or stays a draft and says why',
      'update poll set opens_at = null, not_opened',
      'update poll set not_opened',
      'stays a draft where it cannot open, says why, and is not tried again',
    ],
    [
      'the clock OPENING_MISSED',
      "if (poll.missed) throw new Refusal('OPENING_MISSED');",
      '',
      'is not opened by surprise long after its hour',
    ],
  ]),
  ...mutantsOf('src/poll/schedule-poll.ts', 'poll/poll-clock', [
    [
      'schedulePoll FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.schedulePoll', poll.conferenceId);",
      '',
      'is for the chair of that conference',
    ],
    [
      'schedulePoll BAD_USER_INPUT: a closing without a time',
      `if (closesByItself && minutes === null)
    throw new Refusal('BAD_USER_INPUT', {`,
      `if (minutes === -1)
    throw new Refusal('BAD_USER_INPUT', {`,
      'refuses an hour that is past or far ahead, a closing without a time',
    ],
    [
      'schedulePoll CONFERENCE_NOT_OPEN',
      "if (conference.state === 'CLOSED') throw new Refusal('CONFERENCE_NOT_OPEN', { state: conference.state });",
      '',
      'is for the chair of that conference, and for what is not over',
    ],
    [
      'schedulePoll BAD_USER_INPUT: an hour that is past',
      `if (!row.fits)
    throw new Refusal('BAD_USER_INPUT', { argument: 'opensAt', cure: 'Send a time within the next 24 hours.' });`,
      '',
      'refuses an hour that is past or far ahead',
    ],
    [
      'schedulePoll POLL_STATE',
      "if (state !== PollState.OPEN) throw new Refusal('POLL_STATE', { state });",
      '',
      'is for the chair of that conference, and for what is not over',
    ],
    [
      'schedulePoll BAD_USER_INPUT: an hour to open for what is open',
      "if (opensAt !== null) throw new Refusal('BAD_USER_INPUT', { argument: 'opensAt', cure: 'Leave it out: it is open.' });",
      '',
      'and an opening of an open poll',
    ],
  ]),
  ...mutantsOf('src/poll/record-consensus.ts', 'poll/consensus', [
    [
      'recordConsensus FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.recordConsensus', poll.conferenceId);",
      '',
      'is for the chair, in session, with a quorum',
    ],
    [
      'recordConsensus POLL_STATE, BAD_USER_INPUT',
      "if (refusal) throw new Refusal(refusal, { argument: 'winners', state: poll.state, codes });",
      '',
      'names the options that were agreed on',
    ],
    [
      'recordConsensus NO_QUORUM',
      `if (electors.length === 0 || present < quorum)
      throw new Refusal('NO_QUORUM', { electors: electors.length, present, quorum });`,
      '',
      'with a quorum, and for drafts',
    ],
    [
      'recordConsensus PROPOSAL_STATE',
      `if (proposals.length)
      throw new Refusal('PROPOSAL_STATE', {`,
      `if (proposals.length > 99)
      throw new Refusal('PROPOSAL_STATE', {`,
      'leaves award proposals to their own act',
    ],
  ]),
  ...mutantsOf('src/poll/rules.ts', 'poll/consensus', [
    [
      'A question agreed by consensus has no counts',
      "return poll.result.outcome !== 'TOO_FEW' && !poll.result.consensus;",
      "return poll.result.outcome !== 'TOO_FEW';",
      'settles a question without a count',
    ],
  ]),
  ...mutantsOf('src/poll/retract-consensus.ts', 'poll/consensus', [
    [
      'retractConsensus FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.retractConsensus', poll.conferenceId);",
      '',
      'is for the chair, in session, with a quorum',
    ],
    [
      'retractConsensus POLL_STATE',
      `if (poll.state !== PollState.CLOSED || !poll.result?.consensus)
      throw new Refusal('POLL_STATE', { state: poll.state });`,
      '',
      'with a quorum, and for drafts',
    ],
  ]),
  ...mutantsOf('src/poll/tally.ts', 'poll/hidden-counts', [
    [
      'Of a recorded vote whose counts do not run nobody is shown',
      'const deciding = shown && isOpen ?',
      'const deciding = isOpen ?',
      'shows nobody anything that depends on a choice',
    ],
  ]),
  ...mutantsOf('src/poll/deciding-alike.ts', 'poll/deciding', [
    [
      'What would decide a vote is exact',
      'const against = atMost(left, yes + left - needed + 1);',
      'const against = atMost(left, yes + left - needed);',
      'says of a question what trying every way of the rest finds',
    ],
    [
      'What would decide a vote is exact',
      'let places = left * poll.maxChoices - more;',
      'let places = left * poll.maxChoices;',
      'says the same of a poll to choose',
    ],
    [
      'What would decide a vote is exact where a tie is decided by score or by Decree 152',
      'own + (rank(code, other) > 0 ? 1 : 0) - votesFor',
      'own - votesFor',
      'says where a tie is decided by score or by Decree 152 what trying every way finds',
    ],
  ]),
  ...mutantsOf('src/poll/deciding.ts', 'poll/deciding', [
    [
      'What would decide a vote is exact',
      'if (poll.mayChange) return untold;',
      '',
      'says nothing where votes may be changed',
    ],
  ]),
  ...mutantsOf('src/poll/deciding-unlike.ts', 'poll/deciding', [
    [
      'What would decide a question by weight is exact',
      "const from = by === 'least' ? 0 : this.missing.length - yes;",
      'const from = 0;',
      'says of a question by weight, or by members too',
    ],
    [
      'What would decide a poll to choose by weight or by both majorities is certain where it is said',
      "const told = below < 0 || this.safety(code, below) === 'OPEN';",
      'const told = true;',
      'says of weights that would have to be shared out among seats that it cannot tell',
    ],
  ]),
  ...mutantsOf('src/poll/member-shares.ts', 'poll/deciding', [
    [
      'What would decide a question by both majorities is exact',
      "by === 'least' ? Math.min : Math.max",
      'Math.max',
      'says of a question by weight, or by members too',
    ],
  ]),
];

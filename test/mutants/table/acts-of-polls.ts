import { mutantsOf } from '../mutant';

/** Refusals of the acts about a poll. */
export const actsOfPolls = [
  ...mutantsOf('src/poll/create-poll.ts', 'poll/create-poll', [
    [
      'createPoll CONFERENCE_NOT_OPEN',
      `if (conference.state === ConferenceState.CLOSED)
      throw new Refusal('CONFERENCE_NOT_OPEN', { state: conference.state });`,
      '',
      'is over once the conference is closed',
    ],
    [
      'createPoll FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.createPoll', conference.id);",
      '',
      'is for the desk of that conference',
    ],
    [
      'createPoll BAD_USER_INPUT: a rule of nothing',
      "if (fault) throw new Refusal('BAD_USER_INPUT', { ...fault });",
      '',
      'of more than the whole, with the cure',
    ],
    [
      'createPoll BAD_USER_INPUT: options in a yes/no poll',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'options', cure: 'Leave them out in a yes/no poll.' });",
      'input.options.length = 0;',
      'refuses options that do not fit the kind of poll',
    ],
    [
      'createPoll BAD_USER_INPUT: too few options, or two of one code',
      `throw new Refusal('BAD_USER_INPUT', {
      argument: 'options',
      cure: 'Give at least two, each with a code of its own.',
    });`,
      '',
      'refuses options that do not fit the kind of poll',
    ],
    [
      'createPoll BAD_USER_INPUT: more choices than options',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'maxChoices', cure:",
      "void ({ argument: 'maxChoices', cure:",
      'refuses options that do not fit the kind of poll',
    ],
    [
      'createPoll NOT_FOUND: a proposal of another conference',
      `if (await subjects.isElsewhere(tx, conference.id, subjectsOf(input)))
    throw new Refusal('NOT_FOUND', { argument: 'subjectId' });`,
      '',
      'refuses to ask about a proposal of another conference, as question and as option',
    ],
    [
      'createPoll NOT_FOUND: a member of another bloc',
      "if (known !== members.length) throw new Refusal('NOT_FOUND', { argument: 'options.memberId' });",
      '',
      'refuses members, agenda items and earlier rounds of another bloc or conference',
    ],
  ]),
  ...mutantsOf('src/poll/create-poll.ts', 'poll/open-poll', [
    [
      'The counts of an unlinked poll never run before it closes; its turnout does.',
      "if (refusal) throw new Refusal(refusal, { argument: 'liveTally' });",
      '',
      'never run: neither as it is made nor as it is opened',
    ],
  ]),
  ...mutantsOf('src/poll/read-subject.ts', 'poll/create-poll', [
    [
      'createPoll BAD_USER_INPUT: the subject',
      "return new Refusal('BAD_USER_INPUT', { argument, cure });",
      "return new Refusal('NOT_FOUND');",
      'refuses a subject that is not that of the proposal, or is unknown, with the cure',
    ],
  ]),
  ...mutantsOf('src/poll/open-poll.ts', 'poll/open-poll', [
    [
      'openPoll SECRET_COUNTS',
      "if (refusal) throw new Refusal(refusal, { argument: 'liveTally' });",
      '',
      'never run: neither as it is made nor as it is opened',
    ],
    [
      'openPoll BAD_USER_INPUT: a rule that asks for nothing',
      "throw new Refusal('BAD_USER_INPUT', { ...fault, cure: 'Set the poll aside and make it anew with a rule.' });",
      'return;',
      'is refused for a draft of an older release, which can be set aside',
    ],
    [
      'openPoll POLLS_OPEN',
      "if (refusal === 'POLLS_OPEN') throw new Refusal(refusal, { proposalId, polls: inState(PollState.OPEN) });",
      "if (refusal === 'POLLS_OPEN') continue;",
      'refuses a second poll while one about it is open, whatever their kinds',
    ],
    [
      'openPoll PROPOSAL_STATE',
      'throw new Refusal(refusal, { proposalId, step, counted: inState(PollState.CLOSED), cure });',
      '',
      'refuses what was agreed by consensus',
    ],
  ]),
  ...mutantsOf('src/poll/open-poll.ts', 'poll/close-poll', [
    [
      'openPoll POLL_STATE, NO_QUORUM, ELECTORATE_TOO_SMALL',
      `if (refusal) {
      const quorum = quorumNeeded(poll.rule, counted.all);
      throw new Refusal(refusal, {`,
      `if (refusal === 'CONFERENCE_STATE') {
      const quorum = quorumNeeded(poll.rule, counted.all);
      throw new Refusal(refusal, {`,
      'refuses without a quorum and names the numbers',
    ],
    [
      'openPoll FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.openPoll', poll.conferenceId);",
      '',
      'is for the chair of that conference',
    ],
  ]),
  ...mutantsOf('src/poll/write-ballots.ts', 'poll/cast-ballot', [
    [
      'castBallot FORBIDDEN',
      "requireAllowed(cast.viewer, 'Mutation.castBallot', poll.conferenceId);",
      '',
      'refuses a delegate of another conference',
    ],
    [
      'castBallot ALREADY_VOTED',
      "new Refusal('ALREADY_VOTED', { pollId: poll.id })",
      "new Refusal('NO_VOTE', { pollId: poll.id })",
      'refuses a second ballot of the same vote',
    ],
    [
      'castBallot POLL_NOT_OPEN',
      "if (poll.state !== PollState.OPEN) return new Refusal('POLL_NOT_OPEN', { state: poll.state });",
      '',
      'refuses before opening and after closing',
    ],
    [
      'castBallot NO_VOTE',
      "if (!voter) return new Refusal('NO_VOTE', { pollId: poll.id });",
      "if (!voter) return new Refusal('NOT_PRESENT', { pollId: poll.id });",
      'castBallot refuses',
    ],
    [
      'castBallot NOT_PRESENT',
      "if (!voter.present) return new Refusal('NOT_PRESENT', { pollId: poll.id });",
      '',
      'refuses a delegate who has left the hall',
    ],
    [
      'castBallot BALLOT_INVALID',
      'return code === null ? undefined : new Refusal(code, { codes: poll.codes, maxChoices: poll.maxChoices });',
      'return undefined;',
      'refuses a choice named twice and writes nothing',
    ],
  ]),
  ...mutantsOf('src/poll/write-ballots.ts', 'log/entitled', [
    [
      'castBallot UNAUTHENTICATED',
      "answers[index] = new Refusal('UNAUTHENTICATED');",
      "answers[index] = new Refusal('NO_VOTE');",
      'casts no ballot, and those that come with it are taken',
    ],
  ]),
  ...mutantsOf('src/poll/write-ballots.ts', 'poll/close-poll', [
    [
      'castBallot POLL_NOT_OPEN: closed while the ballot came',
      "else if (state !== PollState.OPEN) answers[index] = new Refusal('POLL_NOT_OPEN', { state });",
      "else if (state !== PollState.OPEN) answers[index] = new Refusal('NO_VOTE', { state });",
      'takes no ballot that came while it was counting',
    ],
  ]),
  ...mutantsOf('src/poll/rules.ts', 'poll/cast-ballot', [
    [
      'castBallot BALLOT_INVALID: a choice named twice',
      "if (new Set(choices).size !== choices.length) return 'BALLOT_INVALID';",
      '',
      'refuses a choice named twice and writes nothing',
    ],
  ]),
  ...mutantsOf('src/poll/close-poll.ts', 'poll/close-poll', [
    [
      'closePoll POLL_STATE',
      "if (poll.state !== PollState.OPEN) throw new Refusal('POLL_STATE', { state: poll.state });",
      '',
      'refuses a poll that is not open',
    ],
    [
      'closePoll FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.closePoll', poll.conferenceId);",
      '',
      'is refused to the secretary',
    ],
  ]),
  ...mutantsOf('src/poll/void-poll.ts', 'poll/close-poll', [
    [
      'voidPoll CONFERENCE_STATE',
      "if (conference?.state === 'CLOSED') throw new Refusal('CONFERENCE_STATE', { state: conference.state });",
      '',
      'is over once the conference is closed',
    ],
    [
      'voidPoll POLL_STATE',
      'if (refusal) throw new Refusal(refusal, { state: poll.state, proposals: proposals.map(({ id }) => id) });',
      '',
      'sets a poll aside with its reason, once',
    ],
    [
      'voidPoll FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.voidPoll', poll.conferenceId);",
      '',
      'sets nothing aside for the secretary',
    ],
  ]),
  ...mutantsOf('src/poll/void-poll.ts', 'poll/open-poll', [
    [
      'voidPoll PROPOSAL_STATE',
      'if (refusal) throw new Refusal(refusal, { state: poll.state, proposals: proposals.map(({ id }) => id) });',
      '',
      'refuses to set aside a count on which the council has decided',
    ],
  ]),
  ...mutantsOf('src/poll/record-poll-result.ts', 'poll/record-poll-result', [
    [
      'recordPollResult RESULT_INVALID: an electronic count',
      "if (method === PollMethod.ELECTRONIC) throw new Refusal('RESULT_INVALID', { method });",
      '',
      'refuses a draft, a closed poll, and an electronic count',
    ],
    [
      'recordPollResult POLL_STATE',
      "if (poll.state !== PollState.OPEN) throw new Refusal('POLL_STATE', { state: poll.state });",
      '',
      'refuses a draft, a closed poll, and an electronic count',
    ],
    [
      'recordPollResult BALLOTS_CAST',
      "if (stored.cast > 0) throw new Refusal('BALLOTS_CAST', { pollId, cast: stored.cast });",
      '',
      'refuses once a ballot was cast, and a ballot once counts are entered',
    ],
    [
      'recordPollResult RESULT_INVALID: options',
      "if (!votes.has(code) || named.has(code)) throw new Refusal('RESULT_INVALID', { code });",
      '',
      'refuses an option the poll has not, and one named twice',
    ],
    [
      'recordPollResult RESULT_INVALID: sums',
      'throw new Refusal(refusal, { electors, cast, blank, invalid, votes: { ...counts.votes } });',
      '',
      'refuses counts that do not add up',
    ],
    [
      'recordPollResult FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.recordPollResult', poll.conferenceId);",
      '',
      'is for the desk of this conference',
    ],
  ]),
  ...mutantsOf('src/poll/record-poll-result.ts', 'poll/too-few', [
    [
      'recordPollResult TOO_FEW_BALLOTS',
      "if (belowFloor(poll, cast)) throw new Refusal('TOO_FEW_BALLOTS', { pollId, cast, floor: floorOf(poll) });",
      '',
      'takes no counts of so few from paper',
    ],
  ]),
];

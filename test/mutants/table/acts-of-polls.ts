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
  ]),
  ...mutantsOf('src/poll/read-rule.ts', 'poll/create-poll', [
    [
      'createPoll BAD_USER_INPUT: a rule of nothing',
      "if (fault) throw new Refusal('BAD_USER_INPUT', { ...fault });",
      '',
      'of more than the whole, with the cure',
    ],
  ]),
  ...mutantsOf('src/poll/question.ts', 'poll/create-poll', [
    [
      'createPoll BAD_USER_INPUT: options in a yes/no poll',
      "if (options?.length) throw badInput('options', 'Leave them out in a yes/no poll.');",
      '',
      'refuses options that do not fit the kind of poll',
    ],
    [
      'createPoll BAD_USER_INPUT: too few options, or two of one code',
      "if (choices.length < 2 || twice(choices)) throw badInput('options', 'Give at least two, each once.');",
      '',
      'refuses options that do not fit the kind of poll',
    ],
    [
      'createPoll BAD_USER_INPUT: one thing as two options',
      'return new Set(given).size !== given.length;',
      'return key === keys[0] && new Set(given).size !== given.length;',
      'refuses options that do not fit the kind of poll',
    ],
    [
      'createPoll BAD_USER_INPUT: an option for two things',
      "if (memberId && proposalId) throw badInput('options', 'An option stands for a member or for a proposal: give one.');",
      '',
      'refuses options that do not fit the kind of poll',
    ],
    [
      'createPoll BAD_USER_INPUT: a poll to choose about one proposal',
      "if (isChoose && proposalId) throw badInput('proposalId', 'Name it in an option: the question is not about one.');",
      '',
      'refuses options that do not fit the kind of poll',
    ],
    [
      'createPoll BAD_USER_INPUT: what is wrong, with the cure',
      "return new Refusal('BAD_USER_INPUT', { argument, cure });",
      "return new Refusal('BAD_USER_INPUT');",
      'refuses options that do not fit the kind of poll',
    ],
    [
      'createPoll BAD_USER_INPUT: more choices than options',
      "if ((maxChoices ?? 1) > choices.length) throw badInput('maxChoices', `At most ${choices.length}.`);",
      '',
      'refuses options that do not fit the kind of poll',
    ],
    [
      'createPoll NOT_FOUND: a proposal of another conference, or none',
      "if (named.length !== proposals.length) throw new Refusal('NOT_FOUND', { argument: 'proposalId' });",
      '',
      'refuses to ask about what exists nowhere, or is no proposal',
    ],
    [
      'createPoll NOT_FOUND: a member of another bloc',
      "await requireMembers(tx, conference.blocId, members, 'options.memberId');",
      '',
      'refuses members, agenda items and earlier rounds of another bloc or conference',
    ],
    [
      'createPoll POLL_STATE: a round after a draft',
      "if (state === PollState.DRAFT) throw new Refusal('POLL_STATE', { argument: 'previousId', state });",
      '',
      'is a further round of a poll that has begun, never of a draft',
    ],
  ]),
  ...mutantsOf('src/poll/question.ts', 'poll/open-poll', [
    [
      'The counts of an unlinked poll never run before it closes; its turnout does.',
      "if (secret) throw new Refusal(secret, { argument: 'liveTally' });",
      '',
      'never run: neither as it is made nor as it is opened',
    ],
  ]),
  ...mutantsOf('src/poll/rules.ts', 'poll/create-poll', [
    [
      'createPoll, editPoll BAD_USER_INPUT: more than all of the votes',
      'rule.passStrict && rule.passNumerator === rule.passDenominator',
      'rule.passStrict && rule.passNumerator > rule.passDenominator',
      'refuses a rule that asks for more than all of the votes, new or in a draft, and so do the tables',
    ],
  ]),
  ...mutantsOf('src/poll/edit-poll.ts', 'poll/tie', [
    [
      'editPoll POLL_STATE: a second ballot',
      "if (poll.secondBallot > 0)\n      throw new Refusal('POLL_STATE', {",
      "if (poll.secondBallot > 99)\n      throw new Refusal('POLL_STATE', {",
      'asks what it asks: a second ballot is not rewritten',
    ],
  ]),
  ...mutantsOf('src/poll/edit-poll.ts', 'poll/edit-poll', [
    [
      'editPoll FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.editPoll', poll.conferenceId);",
      '',
      'is for the desk of that conference, and so is removing',
    ],
    [
      'removePoll FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.removePoll', poll.conferenceId);",
      '',
      'is for the desk of that conference, and so is removing',
    ],
    [
      'editPoll, removePoll POLL_STATE',
      "if (state !== PollState.DRAFT) throw new Refusal('POLL_STATE', { state });",
      '',
      'changes nothing but drafts',
    ],
    [
      'editPoll, removePoll CONFERENCE_NOT_OPEN',
      `if (conference.state === ConferenceState.CLOSED)
    throw new Refusal('CONFERENCE_NOT_OPEN', { state: conference.state });`,
      '',
      'changes nothing but drafts',
    ],
  ]),
  ...mutantsOf('src/record/recount.ts', 'poll/edit-poll', [
    [
      'A removed draft is no lost poll',
      ' && !isRemovedDraft(said)',
      '',
      'takes a draft away, which the log goes on telling of',
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
      "requireAllowed(cast.viewer, `Mutation.${cast.change ? 'changeBallot' : 'castBallot'}`, poll.conferenceId);",
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
      'requireAllowed(viewer, field, poll.conferenceId);',
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
      `if (method === PollMethod.ELECTRONIC || method === PollMethod.CONSENSUS)
    throw new Refusal('RESULT_INVALID', { method });`,
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
      "if (stored.voted > 0) throw new Refusal('BALLOTS_CAST', { pollId, cast: stored.voted });",
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
      'requireAllowed(viewer, field, poll.conferenceId);',
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

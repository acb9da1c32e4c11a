import { mutantsOf } from '../mutant';

/** What decides a tie, what a vote weighs, and who votes on itself. */
export const tiesAndWeights = [
  ...mutantsOf('src/poll/decide.ts', 'poll/decide', [
    [
      'Each seat is decided by the tie order of the rule',
      'const seated = ranked.filter((code) => rank(code) > rank(last));',
      'const seated = ranked.slice(0, seats);',
      'gives the seats as sorting by all of it would',
    ],
    [
      'Each seat is decided by the tie order of the rule',
      "(criterion === 'SECOND_BALLOT' && secondBallot < mostSecondBallots);",
      "criterion === 'SECOND_BALLOT';",
      'asks for two second ballots at most',
    ],
    [
      'A weight decides as the exact decimal it is',
      'if (!weights) return',
      'if (weights !== null) return',
      'pass what a plain model of fractions passes',
    ],
    [
      'A weight decides as the exact decimal it is',
      'votes > 0n && (rule.passStrict ? votes > share : votes >= share)',
      'votes > 0n && votes >= share',
      'pass what a plain model of fractions passes',
    ],
    [
      'Both majorities are asked where the rule asks for both',
      '[first, ...others].every((measure) => meets(poll, measure, code));',
      '[first].every((measure) => meets(poll, measure, code));',
      'ask the share of delegates and of members',
    ],
  ]),
  ...mutantsOf('src/decimal.ts', 'poll/decide', [
    [
      'A weight decides as the exact decimal it is',
      'BigInt(whole + part.padEnd(places, ',
      'BigInt(whole + part.padStart(places, ',
      'read and write decimals as they are',
    ],
  ]),
  ...mutantsOf('src/poll/create-second-ballot.ts', 'poll/tie', [
    [
      'Each seat is decided by the tie order of the rule',
      "throw new Refusal('TIE_STATE', { state: poll.state, next, secondBallot: ballot?.id ?? null });",
      '',
      'has one second ballot, made once of two tries at once',
    ],
    [
      'createSecondBallot FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.createSecondBallot', conferenceId);",
      '',
      'for those who may not',
    ],
    [
      'createSecondBallot CONFERENCE_NOT_OPEN',
      "if (conference.state === 'CLOSED') throw new Refusal('CONFERENCE_NOT_OPEN', { state: conference.state });",
      '',
      'after closing of the conference',
    ],
  ]),
  ...mutantsOf('src/poll/decide-tie.ts', 'poll/tie', [
    [
      'Each seat is decided by the tie order of the rule',
      "await requireTie(tx, poll, 'LEADERS_DECIDE');",
      '',
      'decide once, and only where the order comes to them',
    ],
    [
      'decideTie FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.decideTie', poll.conferenceId);",
      '',
      'are entered by the chair',
    ],
    [
      'decideTie CONFERENCE_NOT_OPEN',
      'const conference = await holdOpenConference(tx, poll.conferenceId);',
      "const conference = (await tx.findOneBy('Conference', { id: poll.conferenceId })) as Conference;",
      'while it is in session',
    ],
    [
      'decideTie BAD_USER_INPUT: other options than the tied',
      "throw badInput('winners', `Name ${seats} of ${codes.join(', ')}.`);",
      '',
      'give as many seats as are left, to the tied alone',
    ],
    [
      'decideTie BAD_USER_INPUT: one person for both posts',
      "if (leader === null || leaderId === deputyId) throw badInput('deputyDelegateId', 'Name two people.');",
      "if (leader === null) throw badInput('deputyDelegateId', 'Name two people.');",
      'are two people, of the members that hold the posts',
    ],
    [
      'decideTie BAD_USER_INPUT: nobody for a post that somebody holds',
      "if (terms.length) throw badInput(argument, 'Name who decides for this post.');",
      '',
      'are two people, of the members that hold the posts',
    ],
    [
      'decideTie BAD_USER_INPUT: somebody of another member',
      'if (terms.length && !terms.some(({ memberId }) => memberId === delegate.memberId))',
      'if (terms.length > 9)',
      'are two people, of the members that hold the posts',
    ],
    [
      'decideTie BAD_USER_INPUT',
      "return new Refusal('BAD_USER_INPUT', { argument, cure });",
      "return new Refusal('BAD_USER_INPUT', { cure });",
      'give as many seats as are left, to the tied alone',
    ],
  ]),
  ...mutantsOf('src/poll/edit-poll.ts', 'poll/tie', [
    [
      'editPoll POLL_STATE: a second ballot',
      "if (poll.secondBallot > 0)\n      throw new Refusal('POLL_STATE', {",
      "if (poll.secondBallot > 2)\n      throw new Refusal('POLL_STATE', {",
      'a second ballot is not rewritten',
    ],
  ]),
  ...mutantsOf('src/poll/freeze-scores.ts', 'poll/tie', [
    [
      'openPoll SCORE_NOT_FINAL',
      "if (score === undefined) throw new Refusal('SCORE_NOT_FINAL', { option: code });",
      'if (score === undefined) continue;',
      'is refused while there is none, with a code of its own',
    ],
  ]),
  ...mutantsOf('src/poll/question.ts', 'poll/weights', [
    [
      'Weights and both majorities are of recorded votes alone',
      "if (weighed) throw new Refusal(weighed, { argument: 'secrecy' });",
      '',
      'are never those of a secret vote, whoever gives them',
    ],
  ]),
  ...mutantsOf('src/poll/question.ts', 'poll/tie', [
    [
      'createPoll BAD_USER_INPUT: an option that does not say whether it goes first',
      'if (choices.some(({ goesFirst }) => goesFirst === null))',
      'if (choices.every(({ goesFirst }) => goesFirst === null))',
      'asks of each option whether it goes first',
    ],
  ]),
  ...mutantsOf('src/poll/record-poll-result.ts', 'poll/weights', [
    [
      'recordPollResult RESULT_INVALID: votes with weights',
      "throw new Refusal('RESULT_INVALID', { cure: 'Votes with weights, or counted by members, are cast as ballots.' });",
      '',
      'cannot be known of counts taken in the hall',
    ],
  ]),
  ...mutantsOf('src/poll/electorate.ts', 'poll/weights', [
    [
      'Where the rule lets nobody vote on itself',
      'const left = selfVote ? []',
      'const left = selfVote || !selfVote ? []',
      'is not there where the rule says so, and base and quorum are of the others',
    ],
    [
      'A weight decides as the exact decimal it is',
      'weight: weightOf(memberWeights, row.memberId) }',
      'weight: weightOf(memberWeights && null, row.memberId) }',
      'decide, where heads would not, as exact decimals',
    ],
  ]),
  ...mutantsOf('src/poll/count.ts', 'poll/weights', [
    [
      'Both majorities are asked where the rule asks for both',
      'const members = both ? { members: byMember(own, codes) } : {};',
      'const members = both ? {} : {};',
      'are of delegates and of their members, and each is shown',
    ],
  ]),
  ...mutantsOf('src/poll/read-rule.ts', 'poll/weights', [
    [
      'A rule may be given for all awards of a kind',
      '[subject, ...(kind === null ? [] : [kind])]',
      '[subject]',
      'decides on every award of the kind',
    ],
  ]),
  ...mutantsOf('src/record/recount-poll.ts', 'poll/tie', [
    [
      'Each seat is decided by the tie order of the rule',
      'compareTie(poll, said, faults);',
      '',
      'never lets a decision stand that the log does not tell',
    ],
  ]),
  ...mutantsOf('src/award/read-bars.ts', 'award/bars', [
    [
      'While a bar stands its member is not proposed',
      "if (bar) throw new Refusal('BARRED', { ...bar });",
      '',
      'stops a proposal, a consensus and a vote',
    ],
    [
      'While a bar stands its member is not proposed',
      "(c.nature <> 'REHEARSAL' or c.id = $1)",
      'true',
      'of a rehearsal keeps nobody from an award in earnest',
    ],
  ]),
  ...mutantsOf('src/award/propose-award.ts', 'award/bars', [
    [
      'A member has one award a year',
      'if (others.length && besideReason === null)',
      'if (others.length > 99)',
      'needs a reason, which is kept and shown',
    ],
    [
      'proposeAward ONE_AWARD',
      "throw new Refusal('ONE_AWARD', { proposals: others.map(({ id }) => id) });",
      '{}',
      'needs a reason, which is kept and shown',
    ],
  ]),
  ...mutantsOf('src/award/bar-member.ts', 'award/bars', [
    [
      'barMember FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.barMember', conference.id);",
      '',
      'is entered by the desk',
    ],
    [
      'barMember BAD_USER_INPUT',
      "return new Refusal('BAD_USER_INPUT', { argument, cure });",
      "return new Refusal('BAD_USER_INPUT', { cure });",
      'its days never run backwards',
    ],
  ]),
  ...mutantsOf('src/poll/write-ballots.ts', 'poll/sets', [
    [
      'Of a secret vote for several only the counts of each option',
      'const open = poll.secrecy === Secrecy.NAMED && poll.liveTally;',
      'const open = true;',
      'tells no ballot: not in the log',
    ],
  ]),
  ...mutantsOf('web/src/chair/polls/terms/weights.ts', 'web/terms', [
    [
      'A weight that could mean thousands is not guessed at the desk',
      "if (thousands.test(given)) return { weight: null, fault: 'weightDot' };",
      '',
      'is refused where it is too long, nothing, negative, or could mean thousands',
    ],
  ]),
  ...mutantsOf('web/src/chair/polls/terms/terms.ts', 'web/terms', [
    [
      'A secret vote gets no weights from the desk',
      'const typed = secret || both ? []',
      'const typed = both ? []',
      'have no weights and no double majority in a secret vote, whatever was chosen before',
    ],
  ]),
  ...mutantsOf('web/src/chair/polls/free-question.ts', 'web/terms', [
    [
      'Whoever touches nothing leaves the rule to the bloc',
      ': rules[asked.rule];',
      ': base;',
      'are left to the bloc by whoever touches nothing',
    ],
  ]),
];

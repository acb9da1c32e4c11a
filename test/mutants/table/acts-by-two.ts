import { mutantsOf } from '../mutant';

/** Acts that one account asks for and another confirms. */
export const actsByTwo = [
  ...mutantsOf('src/confirmation/two-keys.ts', 'confirmation/two-keys', [
    [
      'What needs two people changes nothing when it is asked for',
      'judged.needsTwo ? ask(',
      'viewer.name === "" ? ask(',
      'changes nothing when it is asked for',
    ],
    [
      'doOrAsk ACT_WAITING',
      "if (waiting) throw new Refusal('ACT_WAITING', { pendingActId: waiting.id, askedBy: waiting.askedBy });",
      '',
      'is asked for once: the same waits already',
    ],
  ]),
  ...mutantsOf('src/confirmation/second-account.ts', 'confirmation/two-keys', [
    [
      'doOrAsk NO_SECOND_ACCOUNT',
      "if (!others) throw new Refusal('NO_SECOND_ACCOUNT', { conferenceId });",
      '',
      'is refused where nobody else could confirm it',
    ],
    [
      'Somebody whose session has ended confirms nothing',
      's.account_id = a.id and s.revoked_at is null',
      's.account_id = a.id',
      'is refused where nobody else could confirm it',
    ],
  ]),
  ...mutantsOf('src/confirmation/confirm-act.ts', 'confirmation/two-keys', [
    [
      'confirmAct SAME_ACCOUNT',
      "if (accountId === null || accountId === pending.askedById) throw new Refusal('SAME_ACCOUNT', { pendingActId });",
      'if (accountId === null) throw new Error(pendingActId);',
      'is confirmed and declined by no session of whoever asked',
    ],
    [
      'confirmAct ACT_OUTDATED: what it rests on',
      `if (!isDeepStrictEqual(judged.basis, pending.basis))
      throw new Refusal('ACT_OUTDATED', { asked: pending.basis, now: judged.basis });`,
      '',
      'is judged anew: refused when the poll was closed since',
    ],
    [
      'confirmAct ACT_OUTDATED: who asked',
      "if (revoked) throw new Refusal('ACT_OUTDATED', { askedBy, revoked });",
      '',
      'is not done for somebody who was shut out since',
    ],
    [
      'The entry of an act that was confirmed names both',
      'confirmed(each, pending, { accountId, name, role })',
      'each',
      'has one entry when asked, without what it would do, and its own when done, which names both',
    ],
  ]),
  ...mutantsOf('src/confirmation/hold-pending-act.ts', 'confirmation/two-keys', [
    [
      'confirmAct ACT_SETTLED',
      "if (state !== PendingActState.WAITING) throw new Refusal('ACT_SETTLED', { state, settledBy });",
      '',
      'is not done once it was declined',
    ],
    [
      'What needs two people is done once',
      "lock: { mode: 'pessimistic_write' }",
      '',
      'is done once when two confirm it at once',
    ],
    [
      'What needs two people is confirmed in no session that whoever asked let in after asking',
      "if (settled.length === 0) throw new Refusal('BADGE_FROM_ASKER', { pendingActId: id });",
      'void settled;',
      'is confirmed in no session that whoever asked has let in since, themselves or through others',
    ],
    [
      'Nobody makes their own second person: what was given after asking',
      'line.given_at > asked_at',
      'line.given_at < asked_at',
      'is confirmed in no session that whoever asked has let in since, themselves or through others',
    ],
    [
      'Nobody makes their own second person through a third',
      'select session.given_in, session.given_at from line join session on session.id = line.given_in',
      'select given_in, given_at from line',
      'is confirmed in no session that whoever asked has let in since, themselves or through others',
    ],
    [
      'Who was let in by another account confirms',
      'giver.account_id = asked_by_id',
      'giver.account_id <> $3',
      'is confirmed by somebody let in since by another, and declined by anybody',
    ],
    [
      'confirmAct FORBIDDEN',
      'requireAllowed(viewer, field, pending.conferenceId);',
      '',
      'is settled by the desk of this conference alone',
    ],
  ]),
  ...mutantsOf('src/auth/oidc/oidc-sign-in.ts', 'auth/oidc/sign-in', [
    [
      'A session says in which one its identity was linked',
      'null, given_in, given_at from known',
      'null, null, null from known',
      'opens a session of the account that is linked',
    ],
  ]),
  ...mutantsOf('src/confirmation/decline-act.ts', 'confirmation/two-keys', [
    [
      'declineAct SAME_ACCOUNT',
      "if (viewer.accountId === pending.askedById) throw new Refusal('SAME_ACCOUNT', { pendingActId });",
      '',
      'is confirmed and declined by no session of whoever asked',
    ],
    [
      'withdrawAct FORBIDDEN',
      "if (viewer.accountId !== pending.askedById) throw new Refusal('FORBIDDEN', { field: 'Mutation.withdrawAct' });",
      '',
      'is settled by the desk of this conference alone, and withdrawn by whoever asked',
    ],
  ]),
  ...mutantsOf('src/poll/cast-by-hand.ts', 'poll/by-hand', [
    [
      "One member's vote by hand counts once",
      "if (await tx.existsBy(RollEntry, { pollId, electorId })) throw new Refusal('ALREADY_VOTED', { pollId });",
      '',
      'is refused once the phone has voted, and keeps the phone out',
    ],
    [
      'castByHand POLL_NOT_OPEN',
      "throw new Refusal('POLL_NOT_OPEN', { state: poll.state });",
      'void poll;',
      'is refused to who holds no vote, has left, or chooses what there is not',
    ],
    [
      'castByHand FORBIDDEN',
      'requireAllowed(viewer, field, poll.conferenceId);',
      '',
      'is for the desk of this conference',
    ],
    [
      'castByHand BAD_USER_INPUT',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'choices', cure });",
      '',
      'takes no choice from the desk, marks the roll, and keeps the phone out',
    ],
    [
      'castByHand NO_VOTE',
      "if (!voter) throw new Refusal('NO_VOTE', { pollId });",
      "if (!voter) throw new Refusal('NOT_FOUND', { pollId });",
      'is refused to who holds no vote, has left, or chooses what there is not',
    ],
    [
      'castByHand NOT_PRESENT',
      "if (!voter.present) throw new Refusal('NOT_PRESENT', { pollId });",
      '',
      'is refused to who holds no vote, has left, or chooses what there is not',
    ],
    [
      'castByHand BALLOT_INVALID',
      'if (refusal) throw new Refusal(refusal, { codes: poll.codes, maxChoices: poll.maxChoices });',
      '',
      'is refused to who holds no vote, has left, or chooses what there is not',
    ],
    [
      'Papers are counted anew when another elector goes over to paper',
      "else await tx.query('update poll set paper = null where id = $1', [pollId]);",
      'else await tx.query("select");',
      'is counted anew when another elector goes over to paper',
    ],
  ]),
  ...mutantsOf('src/poll/secret-ballots.ts', 'poll/by-hand', [
    [
      'Below the floor nothing is kept of what papers chose, nor of what was entered of it',
      "where target_id = $1 and kind in ('COUNT_PAPERS', 'RECORD_RESULT')",
      "where target_id = $1 and kind = 'VOID_POLL'",
      'counts for the floor, below which nothing of it is kept',
    ],
  ]),
  ...mutantsOf('src/poll/secret-ballots.ts', 'confirmation/secret-choices', [
    [
      'Below the floor nothing is kept of what papers chose, nor of what was entered of it',
      "kind in ('COUNT_PAPERS', 'RECORD_RESULT')",
      "kind in ('COUNT_PAPERS')",
      'RECORD_RESULT in a secret poll with too few ballots tells no choice and no count',
    ],
  ]),
  ...mutantsOf('src/poll/record-paper-ballots.ts', 'poll/by-hand', [
    [
      'What papers chose is in no entry of the log',
      'return paperBallotsCounted(poll, { cast, invalid });',
      'const told = paperBallotsCounted(poll, { cast, invalid });\n        return { ...told, data: { ...told.data, ...counts.votes } };',
      'is added at closing, told as one of so many and never by what it chose',
    ],
    [
      'recordPaperBallots POLL_NOT_OPEN',
      "if (poll.state !== PollState.OPEN) throw new Refusal('POLL_NOT_OPEN', { state: poll.state });",
      '',
      'takes no counts of papers once it is closed',
    ],
  ]),
  ...mutantsOf('src/poll/close-poll.ts', 'poll/by-hand', [
    [
      'closePoll PAPERS_NOT_COUNTED',
      "if (electors > 0 && !paper) throw new Refusal('PAPERS_NOT_COUNTED', { pollId: id, electors });",
      '',
      'is counted anew when another elector goes over to paper',
    ],
  ]),
  ...mutantsOf('src/poll/undo-poll-opening.ts', 'poll/by-hand', [
    [
      'undoPollOpening POLL_STATE',
      "if (poll.state !== PollState.OPEN) throw new Refusal('POLL_STATE', { state: poll.state });",
      '',
      'is refused once a ballot was cast, of a draft, and to the secretary',
    ],
    [
      'undoPollOpening BALLOTS_CAST',
      "if (cast > 0) throw new Refusal('BALLOTS_CAST', { pollId, cast });",
      '',
      'is refused once a ballot was cast, of a draft, and to the secretary',
    ],
    [
      'undoPollOpening FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.undoPollOpening', poll.conferenceId);",
      '',
      'is refused once a ballot was cast, of a draft, and to the secretary',
    ],
  ]),
  ...mutantsOf('src/poll/ballot-statement.ts', 'poll/by-hand', [
    [
      'A poll whose mistaken opening was undone is another poll',
      'case when openings = $7 then',
      'case when $7::int > 0 then',
      'makes a draft again, and what is opened after that is another poll for every node',
    ],
  ]),
  ...mutantsOf('src/pact/sign-on-paper.ts', 'pact/sign-on-paper', [
    [
      'signOnPaper FORBIDDEN',
      'requireAllowed(viewer, field, pact.conferenceId);',
      '',
      'is refused over another text, by who has no mandate, twice, and to who is not of the desk',
    ],
  ]),
  ...mutantsOf('src/pact/sign-pact.ts', 'pact/sign-on-paper', [
    [
      'A signature on paper counts once',
      "if (signed.includes(memberId)) throw new Refusal('ALREADY_SIGNED', { memberId });",
      '',
      'is refused over another text, by who has no mandate, twice, and to who is not of the desk',
    ],
  ]),
  ...mutantsOf('src/award/correct-decision.ts', 'award/correct-proposal', [
    [
      'What was decided after a conference is corrected by two',
      'needsTwo: conference.state === ConferenceState.CLOSED,',
      "needsTwo: conference.state !== ConferenceState.CLOSED && conference.id === '',",
      'after the closing takes two accounts',
    ],
  ]),
  ...mutantsOf('src/award/correct-proposal.ts', 'award/correct-proposal', [
    [
      'Nothing that a proposal says is changed behind a vote',
      'if (refusal) throw new Refusal(refusal, { state: standing.state, conference: conference.state });',
      '',
      'changes nothing that is being voted on, was settled, or is over',
    ],
    [
      'correctProposal FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.correctProposal', conference.id);",
      '',
      'is over once the conference is closed, and for the desk of that conference',
    ],
    [
      'correctProposal BAD_USER_INPUT',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'grounds', cure: 'It says this already. Send what differs.' });",
      '{}',
      'is refused with what it says already',
    ],
    [
      'correctProposal BAD_USER_INPUT',
      "throw new Refusal('BAD_USER_INPUT', { argument: name, cure: 'Give it, or say that there is none: not both.' });",
      '{}',
      'is refused with one part twice over',
    ],
    [
      'A part of a record that is taken away is gone, and one that is left out stays.',
      'return isTaken ? null : given',
      'return given',
      'takes a part away where that is said, and leaves what is left out',
    ],
  ]),
  ...mutantsOf('src/indicator/correct-result.ts', 'indicator/correct-result', [
    [
      'A figure is corrected by two accounts once the conference is closed',
      'needsTwo: conference.state === ConferenceState.CLOSED,',
      'needsTwo: false,',
      'takes two accounts after the closing, and the conference keeps what held then',
    ],
    [
      'correctResult FORBIDDEN',
      'requireAllowed(viewer, field, conference.id);',
      '',
      'refuses what it says already, and whoever is not at the desk of that conference',
    ],
    [
      'correctResult ACT_OUTDATED: corrected since',
      'basis: { raw: before.raw, unit: before.unit, text: before.text?.vi ?? null },',
      'basis: {},',
      'is not done where it was corrected since it was asked for',
    ],
    [
      'correctResult takes a unit away',
      'given.withoutUnit ? null : (given.unit ?? before.unit)',
      'given.unit ?? before.unit',
      'takes unit and wording away where it says so, and leaves what is left out',
    ],
    [
      'correctResult BAD_USER_INPUT: a unit, and none',
      "if (withoutUnit && unit) throw new Refusal('BAD_USER_INPUT', { argument: 'unit', cure: eitherOr('withoutUnit') });",
      '',
      'takes unit and wording away where it says so, and leaves what is left out',
    ],
    [
      'correctResult BAD_USER_INPUT: a wording, and none',
      "if (withoutText && text) throw new Refusal('BAD_USER_INPUT', { argument: 'text', cure: eitherOr('withoutText') });",
      '',
      'takes unit and wording away where it says so, and leaves what is left out',
    ],
  ]),
  ...mutantsOf('src/record/check-results.ts', 'indicator/correct-result', [
    [
      'A recount notices a figure that was changed by no entry',
      'number > 1 && sequence === null',
      'number > 1 && sequence === -1',
      'is noticed by a recount where the table says something else',
    ],
  ]),
  ...mutantsOf('src/import/plan-outcome.ts', 'indicator/correct-result', [
    [
      'No file sets back what was corrected by an act',
      'existing.corrected.has(found.id)',
      'existing.corrected.has(path)',
      'is set back by no file',
    ],
  ]),
  ...mutantsOf('src/record/result-as-of-resolver.ts', 'indicator/correct-result', [
    [
      'asOf says what a figure said at a position',
      'each.sequence <= sequence',
      'each.sequence > 0',
      'is read as it was at every position of the log',
    ],
  ]),
];

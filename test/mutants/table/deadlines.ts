import { mutantsOf } from '../mutant';

/** What is due in a year, what came, and how late. */
export const deadlines = [
  ...mutantsOf('src/deadline/calendar.ts', 'deadline/deadlines', [
    [
      'A day ends at midnight in Vietnam.',
      'timeZone: blocZone, year',
      "timeZone: 'UTC', year",
      'at midnight in Vietnam',
    ],
  ]),
  ...mutantsOf('src/deadline/lateness.ts', 'deadline/lateness', [
    [
      'Lateness is counted from the latest day.',
      'latestOn ?? dueOn',
      'dueOn ?? latestOn',
      'counted from the latest day',
    ],
    ['Lateness costs by its band.', 'days >= fromDays', 'days > fromDays', 'the bands of lateness'],
    [
      'Nothing is late before its time.',
      'Math.max(0, daysBetween',
      'Math.max(-1, daysBetween',
      'are none until the last day',
    ],
  ]),
  ...mutantsOf('src/deadline/loaders.ts', 'deadline/deadlines', [
    [
      'The first report counts, by the log.',
      '(select min(e.at) from result_report r',
      '(select max(e.at) from result_report r',
      'count the first report',
    ],
    [
      'A report counts for its own period.',
      'and r.year = d.year and r.period = d.period',
      'and r.year = d.year',
      'count no report of another period',
    ],
    [
      'Of paper and report the earlier one counts.',
      'byHand < reportedOn',
      'byHand > reportedOn',
      'count paper where it came first',
    ],
    [
      'Who does not belong in the year owes nothing.',
      'and coalesce(s.from_year, d.year) <= d.year and coalesce(s.to_year, d.year) >= d.year',
      '',
      'are owed by some members',
    ],
    ['What is withdrawn is owed by nobody.', 'and d.withdrawn_reason is null', '', 'count lateness anew'],
  ]),
  ...mutantsOf('src/deadline/set-deadline.ts', 'deadline/deadlines', [
    [
      'setDeadline BAD_USER_INPUT',
      "if (faults.length > 0) throw new Refusal('BAD_USER_INPUT', { ...faults[0], faults });",
      "if (faults.length > 0) throw new Refusal('BAD_USER_INPUT', { ...faults[0], faults: faults.slice(0, 1) });",
      'says every fault of its days',
    ],
    [
      'setDeadline BAD_USER_INPUT',
      "if (others.length > 0) throw new Refusal('BAD_USER_INPUT', { argument: 'memberIds', cure, memberIds: others });",
      'void cure;',
      'names members of the bloc that belong in the year',
    ],
    [
      'setDeadline NOT_FOUND',
      "await requireMembers(tx, blocId, memberIds, 'memberIds');",
      '',
      'names members of the bloc that belong in the year',
    ],
    [
      'setDeadline FORBIDDEN',
      "await requireAtBloc(tx, viewer, 'Mutation.setDeadline', blocId);",
      '',
      'is for the leader’s office of that bloc and administrators',
    ],
  ]),
  ...mutantsOf('src/deadline/change-deadline.ts', 'deadline/deadlines', [
    [
      'changeDeadline BAD_USER_INPUT',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'dueOn', cure: 'It says this already. Send what differs.' });",
      'void 0;',
      'are refused for what changes nothing',
    ],
    ['changeDeadline BAD_USER_INPUT', '    requireSound(after);\n', '', 'are refused for what changes nothing'],
    [
      'changeDeadline DEADLINE_WITHDRAWN',
      "if (deadline.withdrawnReason !== null) throw new Refusal('DEADLINE_WITHDRAWN', { deadlineId });",
      '',
      'are refused for what changes nothing',
    ],
    [
      'changeDeadline FORBIDDEN',
      'await requireAtBloc(tx, viewer, field, blocId);',
      '',
      'is for the leader’s office of that bloc and administrators',
    ],
  ]),
  ...mutantsOf('src/deadline/receive-report.ts', 'deadline/deadlines', [
    [
      'receiveReport BAD_USER_INPUT',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'memberId', cure: 'Name a member that it is due from.' });",
      'void 0;',
      'is of a member that owes it',
    ],
    [
      'receiveReport BAD_USER_INPUT',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'receivedOn', cure: 'Give a day that is not in the future.' });",
      'void 0;',
      'is of a member that owes it',
    ],
    [
      'receiveReport NOT_FOUND',
      '{ id: memberId, blocId: deadline.blocId }',
      '{ id: memberId }',
      'is of a member that owes it',
    ],
  ]),
];

import { mutantsOf } from '../mutant';

/** Refusals of the acts at a conference: coming and going, the agenda, opening and closing, leadership. */
export const actsOfConferences = [
  ...mutantsOf('src/conference/open-conference.ts', 'conference/open-conference', [
    [
      'openConference CONFERENCE_STATE',
      'if (refusal) throw new Refusal(refusal, { state: conference.state });',
      '',
      'refuses one that is',
    ],
    [
      'openConference FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.openConference', conference.id);",
      '',
      'is for the chair of that conference',
    ],
  ]),
  ...mutantsOf('src/conference/close-conference.ts', 'conference/close-conference', [
    [
      'closeConference CONFERENCE_STATE, POLLS_OPEN',
      'if (refusal) throw new Refusal(refusal, { state: conference.state, polls: open });',
      '',
      'refuses while a poll is open, and names it',
    ],
    [
      'closeConference FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.closeConference', conference.id);",
      '',
      'is for the chair of that conference',
    ],
  ]),
  ...mutantsOf('src/conference/lock-conference.ts', 'conference/lock-conference', [
    [
      'holdOpenConference CONFERENCE_NOT_OPEN',
      "throw new Refusal('CONFERENCE_NOT_OPEN', { conferenceId: conference.id, state: conference.state });",
      '',
      'refuses one that is',
    ],
    [
      'holdOpenConference lets acts hold together',
      "lock: { mode: 'pessimistic_read' }",
      "lock: { mode: 'pessimistic_write' }",
      'lets acts hold together, and makes who takes it wait for them',
    ],
    [
      'takeConference waits for the acts at the conference',
      "lock: { mode: 'pessimistic_write' }",
      "lock: { mode: 'pessimistic_read' }",
      'lets acts hold together, and makes who takes it wait for them',
    ],
  ]),
  ...mutantsOf('src/conference/lock-attendee.ts', 'conference/check-in', [
    [
      'checkIn BAD_USER_INPUT: whose coming it is',
      "if (id === null) throw new Refusal('BAD_USER_INPUT', { argument: 'delegateId', cure: 'Name the delegate.' });",
      "if (id === null) return '00000000-0000-4000-8000-000000000000';",
      'asks the desk for a name, and for one on the list',
    ],
    [
      'checkIn FORBIDDEN: a delegate for another',
      "throw new Refusal('FORBIDDEN', { field, delegateId: about.delegateId });",
      '',
      'lets delegates do it for themselves only',
    ],
    [
      'checkIn CONFERENCE_STATE',
      'if (refusal) throw new Refusal(refusal, { state: conference.state });',
      '',
      'is over once the conference is closed',
    ],
    [
      'checkIn FORBIDDEN: observers, the public, other conferences',
      'requireAllowed(viewer, field, conference.id);',
      '',
      'keeps out observers, the public, and those of another conference',
    ],
  ]),
  ...mutantsOf('src/conference/check-in.ts', 'conference/check-in', [
    [
      'checkIn ALREADY_PRESENT',
      "if (begun.length === 0) throw new Refusal('ALREADY_PRESENT', { delegateId: delegate.id });",
      '',
      'takes no one twice, also of two at once',
    ],
  ]),
  ...mutantsOf('src/conference/check-out.ts', 'conference/check-out', [
    [
      'checkOut NOT_PRESENT',
      "if (ended.affected === 0) throw new Refusal('NOT_PRESENT', { delegateId: delegate.id });",
      '',
      'refuses who is not there, also one of two at once',
    ],
  ]),
  ...mutantsOf('src/conference/start-agenda-item.ts', 'conference/start-agenda-item', [
    [
      'startAgendaItem AGENDA_STATE',
      'if (refusal) throw new Refusal(refusal, { state: item.state });',
      '',
      'startAgendaItem',
    ],
    [
      'startAgendaItem FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.startAgendaItem', conferenceId);",
      '',
      'startAgendaItem',
    ],
    ['startAgendaItem CONFERENCE_NOT_OPEN', 'requireOpen(conference);', '', 'startAgendaItem'],
  ]),
  ...mutantsOf('src/conference/finish-agenda-item.ts', 'conference/finish-agenda-item', [
    [
      'finishAgendaItem AGENDA_STATE',
      'if (refusal) throw new Refusal(refusal, { state: item.state });',
      '',
      'finishAgendaItem',
    ],
    [
      'finishAgendaItem FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.finishAgendaItem', conferenceId);",
      '',
      'finishAgendaItem',
    ],
    ['finishAgendaItem CONFERENCE_NOT_OPEN', 'requireOpen(conference);', '', 'finishAgendaItem'],
  ]),
  ...mutantsOf('src/conference/appoint-leadership.ts', 'conference/appoint-leadership', [
    [
      'appointLeadership BAD_USER_INPUT',
      "if (fault) throw new Refusal('BAD_USER_INPUT', fault);",
      '',
      'refuses strangers, doubles and foreign years',
    ],
    [
      'appointLeadership FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.appointLeadership', conference.id);",
      '',
      'is for the chair of that conference',
    ],
    ['appointLeadership CONFERENCE_NOT_OPEN', 'requireOpen(conference);', '', 'refuses while the conference is'],
  ]),
];

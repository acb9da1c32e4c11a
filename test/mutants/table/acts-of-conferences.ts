import { mutantsOf } from '../mutant';

/** Refusals of the acts at a conference: coming and going, the agenda, opening and closing, leadership. */
export const actsOfConferences = [
  ...mutantsOf('src/conference/check-in-many.ts', 'conference/check-in-many', [
    [
      'checkInDelegates NOT_FOUND',
      "if (missing.length > 0) throw new Refusal('NOT_FOUND', { delegateIds: missing });",
      '',
      'is refused whole for one who is unknown, or there already',
    ],
    [
      'checkInDelegates ALREADY_PRESENT',
      "if (here.length > 0) throw new Refusal('ALREADY_PRESENT', { delegateIds: here });",
      '',
      'is refused whole for one who is unknown, or there already',
    ],
    [
      'checkInAll NOT_FOUND',
      "if (delegates.length === 0) throw new Refusal('NOT_FOUND', about);",
      '',
      'brings in those who are missing, of one member or of all',
    ],
    [
      'checkInAll ALREADY_PRESENT',
      "if (come.length === 0) throw new Refusal('ALREADY_PRESENT', about);",
      '',
      'brings in those who are missing, of one member or of all',
    ],
    [
      'checkInDelegates FORBIDDEN',
      'requireAllowed(viewer, field, conference.id);',
      '',
      'is for the desk of that conference, while it is not over',
    ],
    [
      'checkInDelegates CONFERENCE_STATE',
      'if (refusal) throw new Refusal(refusal, { state: conference.state });',
      '',
      'is for the desk of that conference, while it is not over',
    ],
  ]),
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
      "requireAllowed(viewer, 'Mutation.startAgendaItem', conference.id);",
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
      "requireAllowed(viewer, 'Mutation.finishAgendaItem', conference.id);",
      '',
      'finishAgendaItem',
    ],
    ['finishAgendaItem CONFERENCE_NOT_OPEN', 'requireOpen(conference);', '', 'finishAgendaItem'],
  ]),
  ...mutantsOf('src/conference/add-agenda-item.ts', 'conference/edit-agenda', [
    [
      'addAgendaItem CONFERENCE_STATE',
      'if (refusal) throw new Refusal(refusal, { state: conference.state });',
      '',
      'addAgendaItem is refused once the conference is closed',
    ],
    [
      'addAgendaItem FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.addAgendaItem', conference.id);",
      '',
      'addAgendaItem is for the desk of that conference',
    ],
  ]),
  ...mutantsOf('src/conference/correct-agenda-item.ts', 'conference/edit-agenda', [
    [
      'correctAgendaItem CONFERENCE_STATE',
      'if (refusal) throw new Refusal(refusal, { state: conference.state });',
      '',
      'correctAgendaItem is refused once the conference is closed',
    ],
    [
      'correctAgendaItem BAD_USER_INPUT',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'title', cure: 'It says this already. Send what differs.' });",
      '{}',
      'refuses what it says already, in both parts, and takes one that differs',
    ],
    [
      'correctAgendaItem FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.correctAgendaItem', conference.id);",
      '',
      'correctAgendaItem is for the desk of that conference',
    ],
  ]),
  ...mutantsOf('src/conference/move-agenda-item.ts', 'conference/edit-agenda', [
    [
      'moveAgendaItem CONFERENCE_STATE',
      'if (refusal) throw new Refusal(refusal, { state: conference.state });',
      '',
      'moveAgendaItem is refused once the conference is closed',
    ],
    [
      'moveAgendaItem FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.moveAgendaItem', conference.id);",
      '',
      'moveAgendaItem is for the desk of that conference',
    ],
  ]),
  ...mutantsOf('src/conference/remove-agenda-item.ts', 'conference/edit-agenda', [
    [
      'removeAgendaItem CONFERENCE_STATE',
      'if (over) throw new Refusal(over, { state: conference.state });',
      '',
      'removeAgendaItem is refused once the conference is closed',
    ],
    [
      'removeAgendaItem AGENDA_STATE',
      'if (refusal) throw new Refusal(refusal, { state: item.state, polls: belonging });',
      '',
      'removeAgendaItem refuses what was started, unless the start was undone',
    ],
    [
      'removeAgendaItem FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.removeAgendaItem', conference.id);",
      '',
      'removeAgendaItem is for the desk of that conference',
    ],
    [
      'an agenda without gaps',
      'const rest = agenda.filter(({ id }) => id !== item.id);',
      'const rest = agenda;',
      'takes an item off, and closes the gap',
    ],
  ]),
  ...mutantsOf('src/conference/undo-agenda-start.ts', 'conference/edit-agenda', [
    [
      'undoAgendaStart AGENDA_STATE',
      "if (refusal || !item.undoTo) throw new Refusal(refusal ?? 'AGENDA_STATE', { state: item.state });",
      "if (!item.undoTo) throw new Error('never started');",
      'undoAgendaStart refuses an item that is not current',
    ],
    [
      'undoAgendaStart FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.undoAgendaStart', conference.id);",
      '',
      'undoAgendaStart is for the desk of that conference',
    ],
    [
      'undoAgendaStart CONFERENCE_NOT_OPEN',
      'requireOpen(conference);',
      '',
      'undoAgendaStart refuses once the conference is not in session',
    ],
    [
      'undoAgendaStart takes up again what was current',
      'if (resumed) await tx.update(AgendaItem, resumed.id, { state: AgendaState.CURRENT, finishedAt: null });',
      '',
      'makes the item pending and takes up again what was current',
    ],
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
  ...mutantsOf('src/conference/hold-delegates.ts', 'conference/delegates', [
    [
      'addDelegate, replaceDelegate, withdrawDelegate CONFERENCE_STATE',
      'if (refusal) throw new Refusal(refusal, { state: conference.state });',
      '',
      'is for the desk of that conference, while it is not over',
    ],
    [
      'addDelegate, replaceDelegate, withdrawDelegate FORBIDDEN',
      'requireAllowed(viewer, field, conference.id);',
      '',
      'is for the desk of that conference, while it is not over',
    ],
  ]),
  ...mutantsOf('src/conference/add-delegate.ts', 'conference/delegates', [
    [
      'addDelegate BAD_USER_INPUT',
      "if (fault) throw new Refusal('BAD_USER_INPUT', fault);",
      '',
      'refuses a code that is taken, a mandate without a member',
    ],
  ]),
  ...mutantsOf('src/conference/import-delegates.ts', 'conference/import-delegates', [
    [
      'importDelegates FILE_INVALID',
      "if (problems.length > 0) throw new Refusal('FILE_INVALID', { problems });",
      '',
      'tells every problem at once, with cell and value, and then writes nothing',
    ],
    [
      'importDelegates BAD_USER_INPUT',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'reason', cure: 'Say why member or mandates change.' });",
      '{}',
      'keeps mandates that are used or held by a stand-in, and asks for a reason where they change',
    ],
    [
      'importDelegates BAD_USER_INPUT for what is no Base64',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'file', cure: 'Send the bytes of the file as Base64.' });",
      'return bytes;',
      'refuses a file that is none, both file and text',
    ],
    [
      'importDelegates FILE_INVALID for a file without such a table',
      "if ('problems' in table) throw new Refusal('FILE_INVALID', { problems: table.problems });",
      "if ('problems' in table) return { rows: [], notes: [] };",
      'refuses a file that is none, both file and text',
    ],
    [
      'importDelegates FILE_INVALID for too many rows',
      "if (problem) throw new Refusal('FILE_INVALID', { problems: [problemAt('', null, problem)] });",
      '',
      'refuses a file that is none, both file and text',
    ],
    [
      'Nobody else has a file read here',
      'const { blocId } = await listOpenTo(db.manager, viewer, conferenceId);',
      'const { blocId } = found(await db.manager.findOneBy(Conference, { id: conferenceId }));',
      'is for the desk, until the conference is over; and nobody else has a file read',
    ],
    [
      'The same list again changes nothing',
      "if (done.rows.every(({ effect }) => effect === 'UNCHANGED')) throw new NothingNew();",
      '',
      'the same file again changes nothing',
    ],
    [
      'A list is compared again once those whom it corrects are held',
      'await lockDelegates(tx, conferenceId, ids);\n  return plan(tx);',
      'await lockDelegates(tx, conferenceId, ids);\n  return first;',
      'waits for what is under way with those whom it corrects, and then looks again',
    ],
    [
      'Of two equal lists at once the second finds everything there',
      'await takeConference(tx, conferenceId)',
      'found(await tx.findOneBy(Conference, { id: conferenceId }))',
      'of two equal files at once the second finds everything there',
    ],
  ]),
  ...mutantsOf('src/conference/correct-delegate.ts', 'conference/correct-delegate', [
    [
      'correctDelegate BAD_USER_INPUT',
      "if (fault) throw new Refusal('BAD_USER_INPUT', fault);",
      '',
      'asks for a change, for a member, and for a reason where it matters',
    ],
    [
      'correctDelegate MANDATE_USED, MANDATE_HELD',
      'if (refusal) throw new Refusal(refusal, { delegateId });',
      '',
      'leaves member and mandates once they are used',
    ],
  ]),
  ...mutantsOf('src/conference/replace-delegate.ts', 'conference/delegates', [
    [
      'replaceDelegate NO_MANDATE, MANDATE_HELD, DELEGATE_WITHDRAWN',
      'if (refusal) throw new Refusal(refusal, { delegateId: giver.id, standInId: standIn.id });',
      '',
      'is refused to a stranger, to who holds a mandate',
    ],
    [
      'replaceDelegate BAD_USER_INPUT',
      "if (fault) throw new Refusal('BAD_USER_INPUT', fault);",
      '',
      'is refused without a paper',
    ],
  ]),
  ...mutantsOf('src/conference/withdraw-delegate.ts', 'conference/delegates', [
    [
      'withdrawDelegate DELEGATE_WITHDRAWN',
      "if (delegate.withdrawnAt) throw new Refusal('DELEGATE_WITHDRAWN', { delegateId: delegate.id });",
      '',
      'is refused twice, for one in the hall',
    ],
    [
      'withdrawDelegate ALREADY_PRESENT',
      "if (await isPresent(tx, delegate.id)) throw new Refusal('ALREADY_PRESENT', { delegateId: delegate.id });",
      '',
      'is refused twice, for one in the hall',
    ],
  ]),
  ...mutantsOf('src/conference/check-in.ts', 'conference/delegates', [
    [
      'checkIn DELEGATE_WITHDRAWN',
      "if (delegate.withdrawnAt) throw new Refusal('DELEGATE_WITHDRAWN', { delegateId: delegate.id });",
      '',
      'expects the delegate no more and lets them in no more',
    ],
  ]),
  ...mutantsOf('src/conference/check-in-many.ts', 'conference/delegates', [
    [
      'checkInDelegates DELEGATE_WITHDRAWN',
      "if (out.length > 0) throw new Refusal('DELEGATE_WITHDRAWN', { delegateIds: out });",
      '',
      'expects the delegate no more and lets them in no more',
    ],
  ]),
];

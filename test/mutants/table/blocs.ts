import { mutantsOf } from '../mutant';

/** What belongs to a bloc over its year: its log, the roles held at it, and the acts of those who hold them. */
export const blocs = [
  ...mutantsOf('src/conference/told-to-bloc.ts', 'record/bloc-log', [
    [
      'The log of a bloc is numbered, followed and recounted as that of a conference',
      'return isPublic ? [{',
      'return true ? [{',
      'says nothing of a conference that',
    ],
    [
      "What is of a bloc's year beyond its conference is in its log too",
      'return isPublic ? [{',
      'return isPublic && more.length > 0 ? [{',
      'tells of the acts of its year',
    ],
    [
      "What is of a bloc's year beyond its conference is in its log too",
      'return conference.state === ConferenceState.CLOSED ? toldToBloc(tx, conference, happened) : [happened];',
      'return toldToBloc(tx, conference, happened);',
      'tells of the acts of its year',
    ],
  ]),
  ...mutantsOf('src/import/import-conference.ts', 'import/import-conference', [
    [
      'What a file changes of a public conference is told to the log of its bloc',
      '...forBloc(planned.after, happened, [topics.bloc(plan.blocId)]), ',
      '',
      'tells the log of the bloc what a file changed of a public conference, and nothing of another',
    ],
  ]),
  ...mutantsOf('src/import/import-conference.ts', 'import/bloc-alone', [
    [
      'The receipt of a file of a bloc alone is of the log of the bloc',
      'topics: followed }, ...changed];',
      'topics: followed }, ...changed].reverse();',
      'is told to the conferences that rest on it, and the receipt is of the log of the bloc',
    ],
  ]),
  ...mutantsOf('src/confirmation/confirm-act.ts', 'record/bloc-log', [
    [
      'What two accounts did is told to the bloc with both.',
      'isIt(each) ?',
      'each === all[0] ?',
      'tells of the acts of its year',
    ],
  ]),
  ...mutantsOf('src/record/bloc-resolver.ts', 'record/bloc-log', [
    [
      "An answer about a conference is no older than the log of its bloc, where it shows that log's end.",
      'ctx.about(bloc.id);\n    return loadPosition(ctx, bloc.id);',
      'return loadPosition(ctx, bloc.id);',
      'is never older in an answer about one of its conferences',
    ],
  ]),
  ...mutantsOf('src/conference/events.ts', 'record/parts', [
    [
      'Who follows a part of a conference',
      'topics: [topics.conference(delegate.conferenceId), topics.attendance(delegate.conferenceId)],',
      'topics: [topics.conference(delegate.conferenceId)],',
      'attendanceChanged shows the acts on',
    ],
    [
      'Who follows a part of a conference',
      'topics: [topics.conference(item.conferenceId), topics.agenda(item.conferenceId)],',
      'topics: [topics.conference(item.conferenceId)],',
      'agendaChanged shows the acts on',
    ],
    [
      'Who follows a part of a conference',
      '...(finished ? [topics.agenda(conference.id)] : []),',
      '',
      'shows an agenda whose last item ended with the conference',
    ],
  ]),
  ...mutantsOf('src/record/part-resolver.ts', 'record/parts', [
    [
      'Who follows a part of a conference',
      '[...shown.parts.map((part) => partTopics[part](id)), ...ballots]',
      '[topics.conference(id), ...shown.parts.map((part) => partTopics[part](id)), ...ballots]',
      'and nothing is read for any other',
    ],
    [
      'Who follows a part of a conference',
      'return stateSource(id, [topics.conferences(id)]);',
      'return stateSource(id, [topics.conferences(id), topics.bloc(id)]);',
      'shows each public conference of the bloc that opens and closes',
    ],
  ]),
  ...mutantsOf('src/award/events.ts', 'record/parts', [
    [
      'Who follows a part of a conference',
      'topics.proposals(proposal.conferenceId),',
      '',
      'awardProposalsChanged shows the acts on ["proposals"',
    ],
  ]),
  ...mutantsOf('src/log/append.ts', 'log/append', [
    [
      'An act that writes to several logs has one retry key.',
      'retry: index === 0 ? retry : undefined,',
      'retry,',
      'writes to several logs in one transaction',
    ],
  ]),
  ...mutantsOf('src/bloc/hold-role.ts', 'conference/assign-leadership', [
    [
      'requireAtBloc FORBIDDEN',
      "if (by === null) throw new Refusal('FORBIDDEN', { field, blocId });",
      'if (by === null) return [];',
      'is for the council’s office of that bloc alone',
    ],
    [
      'A role at a bloc opens nothing before it begins, once it has ended, and at another bloc',
      'where r.bloc_id = any($1) and',
      'where $1::uuid[] is not null and',
      'is for the council’s office of that bloc alone',
    ],
  ]),
  ...mutantsOf('src/bloc/hold-role.ts', 'auth/bloc-roles', [
    [
      'A role at a bloc opens nothing before it begins, once it has ended, and at another bloc',
      'and not exists (select from leadership_term t where t.id = r.term_id and t.superseded_at is not null)',
      '',
      'is over once its term is superseded',
    ],
    [
      'A role at a bloc opens nothing before it begins, once it has ended, and at another bloc',
      "lock: { mode: 'for_no_key_update' }",
      'lock: undefined as never',
      'while an act waits',
    ],
  ]),
  ...mutantsOf('src/bloc/hold-role.ts', 'contract/bloc-roles', [
    [
      'A role at a bloc opens nothing before it begins, once it has ended, and at another bloc',
      'r.valid_from <= ${at} and',
      '',
      'is held from its first moment until just before its last one',
    ],
    [
      'A role at a bloc opens nothing before it begins, once it has ended, and at another bloc',
      'r.valid_until > ${at}',
      'r.valid_until >= ${at}',
      'is held from its first moment until just before its last one',
    ],
  ]),
  ...mutantsOf('src/bloc/read-held-roles.ts', 'contract/bloc-roles', [
    [
      'Bloc.officers FORBIDDEN',
      "if ((await openingTo(ctx, field, blocId)).length === 0) throw new Refusal('FORBIDDEN', { field, blocId });",
      '',
      'Bloc.officers is open to those roles',
    ],
  ]),
  ...mutantsOf('src/auth/grant-bloc-role.ts', 'auth/bloc-roles', [
    [
      'grantBlocRole FORBIDDEN',
      "if (refusal) throw new Refusal(refusal, { field: 'Mutation.grantBlocRole', role });",
      '',
      'lets each office give out the roles below it',
    ],
    [
      'grantBlocRole BAD_USER_INPUT: what does not fit the role',
      "if (fault) throw new Refusal('BAD_USER_INPUT', fault);",
      '',
      'refuses what does not fit the role, and the past',
    ],
    ['grantBlocRole BAD_USER_INPUT: the past', 'if (validFrom < now)', 'if (false)', 'and the past'],
    [
      'grantBlocRole BAD_USER_INPUT: the past, as it is refused',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'from', cure: 'Give a moment that is still to come.' });",
      ';',
      'and the past',
    ],
    [
      'grantBlocRole BAD_USER_INPUT: an end before the beginning',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'until', cure: 'Give a moment after the beginning.' });",
      ';',
      'and the past',
    ],
    [
      'grantBlocRole BAD_USER_INPUT: a year without a leader',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'year', cure: 'Give a year for which a leader has been appointed.' });",
      'return null as never;',
      'refuses what does not fit the role',
    ],
    [
      'grantBlocRole ROLE_HELD',
      "if (other) throw new Refusal('ROLE_HELD', { heldRoleId: other.id });",
      '',
      'gives no role twice for one time',
    ],
    [
      'grantBlocRole NOT_FOUND: an account that may sign in',
      'role: Role.STAFF, revokedAt: IsNull()',
      '',
      'finds no account but one of staff',
    ],
  ]),
  ...mutantsOf('src/auth/end-bloc-role.ts', 'auth/bloc-roles', [
    [
      'endBlocRole FORBIDDEN',
      "if (refusal) throw new Refusal(refusal, { field: 'Mutation.endBlocRole', role: before.role });",
      '',
      'is for who may give it out',
    ],
    [
      'endBlocRole ENDED',
      "if (validUntil?.getTime() === before.validUntil?.getTime()) throw new Refusal('ENDED', { heldRoleId });",
      '',
      'ends a role now, once',
    ],
  ]),
  ...mutantsOf('src/auth/recover-account.ts', 'auth/recover-account', [
    [
      'recoverAccount ENDED',
      "if (account.revokedAt) throw new Refusal('ENDED', { accountId });",
      '',
      'refuses an app, an account',
    ],
    [
      'recoverAccount BAD_USER_INPUT',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'accountId', cure: 'An app gets another key: rotateApiKey.' });",
      ';',
      'refuses an app, an account',
    ],
    [
      'recoverAccount FORBIDDEN',
      "throw new Refusal('FORBIDDEN', { field: 'Mutation.recoverAccount', role });",
      ';',
      'lets the leader’s office of a bloc recover its officers',
    ],
    [
      'recoverAccount NOT_FOUND: of an account whose roles the caller may not list',
      "if (!isListed) throw new Refusal('NOT_FOUND');",
      '',
      'lets the leader’s office of a bloc recover its officers',
    ],
    [
      'A lost account is recovered with all it holds, and what was lost lets nobody in',
      'await endSessions(tx, accountId);',
      '',
      'gives the same account a new code, and ends its sessions',
    ],
  ]),
  ...mutantsOf('src/transport/connections.ts', 'auth/recover-account', [
    [
      'A lost account is recovered with all it holds, and what was lost lets nobody in',
      "'accountRecovered', ",
      '',
      'ends the sockets of the account',
    ],
  ]),
  ...mutantsOf('src/auth/rules.ts', 'auth/recover-account', [
    [
      "A leader's office does not come to the rights of another office by recovering its account.",
      'each.role === OFFICER && each.blocId === blocId',
      'each.blocId === blocId',
      'lets the leader’s office of a bloc recover its officers',
    ],
  ]),
  ...mutantsOf('src/auth/write-badge.ts', 'auth/recover-account', [
    [
      'Two of staff who have one name have two accounts.',
      'role === Role.STAFF',
      'false',
      'makes an account for each person, also of one name',
    ],
  ]),
  ...mutantsOf('src/auth/end-bloc-role.ts', 'auth/bloc-roles', [
    [
      'endBlocRole NOT_FOUND: of a role whose bloc the caller has no office at',
      "found(await openedAtBlocs(tx, viewer, 'Mutation.endBlocRole', [blocId]))",
      "(await openedAtBlocs(tx, viewer, 'Mutation.endBlocRole', [blocId])) ?? []",
      'is for who may give it out',
    ],
  ]),
  ...mutantsOf('src/bloc/read-members.ts', 'contract/ids', [
    [
      'NOT_FOUND: an act that names a member of another bloc',
      "if (known !== asked.length) throw new Refusal('NOT_FOUND', { argument });",
      '',
      'of another conference or bloc than the rest is the same',
    ],
  ]),
  ...mutantsOf('src/webhooks/replay-webhook.ts', 'contract/ids', [
    [
      'replayWebhook NOT_FOUND: a conference named as a bloc',
      "found(named === 'blocId' ? await tx.findOneBy(Bloc, where) : await tx.findOneBy(Conference, where));",
      '',
      'that names nothing of its kind changes nothing',
    ],
  ]),
  ...mutantsOf('src/poll/question.ts', 'contract/ids', [
    [
      'NOT_FOUND: a poll with an empty id',
      'const id = asIdOrNone(input.agendaItemId);',
      'const id = asIdOrNone(input.agendaItemId || null);',
      'that names nothing of its kind changes nothing',
    ],
  ]),
  ...mutantsOf('src/conference/assign-leadership.ts', 'conference/assign-leadership', [
    [
      'assignLeadership BAD_USER_INPUT',
      "if (fault) throw new Refusal('BAD_USER_INPUT', fault);",
      '',
      'refuses strangers and doubles',
    ],
    [
      'assignLeadership FORBIDDEN',
      "await requireAtBloc(tx, viewer, 'Mutation.assignLeadership', blocId);",
      '',
      'is for the council’s office of that bloc alone',
    ],
  ]),
];

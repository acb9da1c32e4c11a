import { mutantsOf } from '../mutant';

/** Refusals of the acts about awards, accounts, imports and rehearsals, and of what all acts share. */
export const actsOfOthers = [
  ...mutantsOf('src/award/propose-award.ts', 'award/propose-award', [
    [
      'proposeAward CONFERENCE_STATE',
      'if (refusal) throw new Refusal(refusal, { state: conference.state });',
      '',
      'works before the opening, and no more after the closing',
    ],
    [
      'proposeAward PROPOSAL_EXISTS',
      "if (before) throw new Refusal('PROPOSAL_EXISTS', { proposalId: before.id });",
      '',
      'takes the same award for a member once, also of two at once',
    ],
    [
      'proposeAward BAD_USER_INPUT',
      "return new Refusal('BAD_USER_INPUT', { argument, cure });",
      "return new Refusal('NOT_FOUND');",
      'refuses an unknown award, a stranger, a newcomer and a conference that closes no year',
    ],
    [
      'proposeAward FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.proposeAward', conference.id);",
      '',
      'is for the desk of that conference',
    ],
  ]),
  ...mutantsOf('src/award/record-decision.ts', 'award/record-decision', [
    [
      'recordDecision CONFERENCE_NOT_OPEN, POLLS_OPEN, PROPOSAL_STATE',
      'throw new Refusal(refusal, { state: before.state, conference: conference.state, polls });',
      '',
      'agrees in session only',
    ],
    [
      'recordDecision FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.recordDecision', conferenceId);",
      '',
      'is for the desk of that conference',
    ],
  ]),
  ...mutantsOf('src/auth/issue-badge.ts', 'auth/issue-badge', [
    [
      'issueBadge BAD_USER_INPUT',
      "if (fault) throw new Refusal('BAD_USER_INPUT', fault);",
      '',
      'names the argument at fault',
    ],
    [
      'issueBadge FORBIDDEN: roles',
      "if (refusal) throw new Refusal(refusal, { field: 'Mutation.issueBadge', role: input.role });",
      '',
      'lets only administrators make chairs, secretaries and administrators',
    ],
    [
      'issueBadge FORBIDDEN: another conference',
      "requireAllowed(viewer, 'Mutation.issueBadge', conferenceId);",
      '',
      'refuses the desk of another conference',
    ],
  ]),
  ...mutantsOf('src/auth/revoke-account.ts', 'auth/revoke-account', [
    [
      'revokeAccount FORBIDDEN: roles',
      "if (refusal) throw new Refusal(refusal, { field: 'Mutation.revokeAccount', role: account.role });",
      '',
      'refuses the desk of another conference, and roles the caller could not give',
    ],
    [
      'revokeAccount FORBIDDEN: another conference',
      "if (account.conferenceId !== null) requireAllowed(viewer, 'Mutation.revokeAccount', account.conferenceId);",
      '',
      'refuses the desk of another conference, and roles the caller could not give',
    ],
  ]),
  ...mutantsOf('src/auth/authenticate.ts', 'auth/authenticate', [
    [
      'authenticate UNAUTHENTICATED',
      "if (!viewer) throw new Refusal('UNAUTHENTICATED');",
      'if (!viewer) return { ...publicViewer, expiresAt: null };',
      'refuses a revoked session',
    ],
  ]),
  ...mutantsOf('src/auth/sign-in.ts', 'auth/sign-in', [
    [
      'signIn BADGE_INVALID',
      "new Refusal('BADGE_INVALID')",
      "new Refusal('FORBIDDEN')",
      'answers a wrong, a malformed, an expired and a revoked badge alike, and touches no cookie',
    ],
    [
      'signIn TOO_MANY_TRIES',
      "new Refusal('TOO_MANY_TRIES', { waitSeconds })",
      "new Refusal('BADGE_INVALID')",
      'says of an address with too many failures that there were too many, and still lets the right code in',
    ],
    [
      'signIn TOO_MANY_TRIES: the right code too',
      'if (!isOpen || code === null) throw wrong();',
      'if (code === null) throw wrong();',
      'refuses the right code too where its beginning was guessed at too often, or all guesses are used up',
    ],
  ]),
  ...mutantsOf('src/import/import-conference.ts', 'import/import-conference', [
    [
      'importConference FILE_INVALID',
      'if (plan.problems.length > 0) throw invalid(withLines(plan.problems, lineOf));',
      '',
      'refuses a name no member has, and one that two may have',
    ],
    [
      'importConference FILE_CONFLICT',
      "if (plan.conflicts.length > 0) throw new Refusal('FILE_CONFLICT', { conflicts: withLines(plan.conflicts, lineOf) });",
      '',
      'refuses to change what it rests on once it is open, and takes the unchanged file',
    ],
    [
      'importConference FILE_INVALID says what is wrong',
      "return new Refusal('FILE_INVALID', { problems });",
      "return new Refusal('FILE_INVALID');",
      'refuses a name no member has, and one that two may have',
    ],
  ]),
  ...mutantsOf('src/rehearsal/rehearsals.ts', 'rehearsal/start-rehearsal', [
    [
      'startRehearsal REHEARSAL_RUNNING',
      "if (this.playing) throw new Refusal('REHEARSAL_RUNNING', { conferenceId: this.playing.id });",
      '',
      'plays one at a time, and leaves nothing behind of one it refuses',
    ],
  ]),
  ...mutantsOf('src/rehearsal/start-rehearsal.ts', 'rehearsal/start-rehearsal', [
    [
      'startRehearsal FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.startRehearsal', asked.id);",
      '',
      'is for the chair of that conference',
    ],
  ]),
  ...mutantsOf('src/rehearsal/stop-rehearsal.ts', 'rehearsal/start-rehearsal', [
    [
      'stopRehearsal FORBIDDEN',
      "if (!mayRun && !(await runsAnother(db, viewer, rehearsal))) throw new Refusal('FORBIDDEN', { conferenceId });",
      '',
      'refuses a conference that is none, and a stranger',
    ],
    [
      'stopRehearsal NOT_A_REHEARSAL',
      `if (rehearsal.nature !== ConferenceNature.REHEARSAL)
    throw new Refusal('NOT_A_REHEARSAL', { nature: rehearsal.nature });`,
      '',
      'refuses a conference that is none, and a stranger',
    ],
  ]),
  ...mutantsOf('src/log/act.ts', 'poll/cast-ballot', [
    [
      'every act IDEMPOTENCY_MISMATCH',
      "return entry.fingerprint.equals(retry.fingerprint) ? receiptFrom(entry) : new Refusal('IDEMPOTENCY_MISMATCH');",
      'return receiptFrom(entry);',
      'refuses a key that stood for another request',
    ],
  ]),
  ...mutantsOf('src/log/act.ts', 'log/act', [
    [
      'every act BAD_USER_INPUT: a key of the wrong length',
      `throw new Refusal('BAD_USER_INPUT', {
    argument: 'idempotencyKey',`,
      `return void ({
    argument: 'idempotencyKey',`,
      'refuses a key of the wrong length',
    ],
  ]),
  ...mutantsOf('src/log/entitled.ts', 'log/entitled', [
    ['every act UNAUTHENTICATED', "if (!held) throw new Refusal('UNAUTHENTICATED');", '', 'does nothing any more'],
  ]),
];

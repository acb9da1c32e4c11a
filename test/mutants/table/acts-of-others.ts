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
      'What was withdrawn, refused or revoked may be proposed again',
      'const before = await standingRival(tx, where);',
      'const before = await tx.findOneBy(Proposal, where);',
      'takes an award again once it was withdrawn, refused or revoked',
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
      'throw new Refusal(refusal, { state: standing.state, conference: conference.state, polls });',
      '',
      'agrees in session only',
    ],
    [
      'recordDecision FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.recordDecision', conference.id);",
      '',
      'is for the desk of that conference',
    ],
    [
      'recordDecision BAD_USER_INPUT: a step of another act',
      "if (fault) throw new Refusal('BAD_USER_INPUT', { ...fault });",
      '',
      'refuses steps that other acts record',
    ],
    [
      'recordDecision DECISION_DATE',
      "if (late) throw new Refusal('DECISION_DATE', { argument: 'decidedOn', ...late });",
      '',
      'refuses a date before the year, or before the step before',
    ],
  ]),
  ...mutantsOf('src/award/withdraw-proposal.ts', 'award/correct-decision', [
    [
      'withdrawProposal FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.withdrawProposal', conference.id);",
      '',
      'withdraws for the desk of that conference',
    ],
    [
      'withdrawProposal POLLS_OPEN, PROPOSAL_STATE',
      'if (refusal) throw new Refusal(refusal, { state: standing.state, polls: standing.openPoll?.id ?? null });',
      '',
      'withdraws nothing that is being voted on or was decided',
    ],
  ]),
  ...mutantsOf('src/award/correct-decision.ts', 'award/correct-decision', [
    [
      'correctDecision FORBIDDEN',
      'requireAllowed(viewer, field, conference.id);',
      '',
      'corrects for the desk of that conference',
    ],
    [
      'correctDecision BAD_USER_INPUT',
      "if (fault) throw new Refusal('BAD_USER_INPUT', { ...fault });",
      '',
      'refuses what would not follow',
    ],
    [
      'correctDecision BAD_USER_INPUT',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'step', cure: 'It says this already. Send what differs.' });",
      '{}',
      'refuses what it says already, and takes each part that differs',
    ],
    [
      'correctDecision CONFERENCE_NOT_OPEN, POLLS_OPEN, PROPOSAL_STATE',
      'if (refusal) throw new Refusal(refusal, { state, conference: conference.state, polls: openPoll?.id ?? null });',
      '',
      'refuses what would not follow',
    ],
    [
      'correctDecision DECISION_DATE',
      "if (late) throw new Refusal('DECISION_DATE', { argument: 'decidedOn', ...late });",
      '',
      'refuses what would not follow',
    ],
    [
      'correctDecision PROPOSAL_EXISTS',
      "if (rival) throw new Refusal('PROPOSAL_EXISTS', { proposalId: rival.id });",
      '',
      'brings back nothing that was proposed again',
    ],
  ]),
  ...mutantsOf('src/award/standing-decisions.ts', 'award/correct-decision', [
    [
      'A corrected step counts as corrected',
      '    .map(last)\n',
      '',
      'puts a right step in the place of a wrong one, and keeps both',
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
  ...mutantsOf('src/import/key-refusal.ts', 'contract/grants', [
    [
      'importConference FORBIDDEN: a key that may not read what is stored',
      "if (before && !isVisible(viewer, before)) throw new Refusal('FORBIDDEN', { field, visibility: before.visibility });",
      '',
      'with import: publicity, and a report of what is stored',
    ],
    [
      'importConference FORBIDDEN: publicity by a key',
      'if (isWidened || (before?.state === ConferenceState.OPEN && isChanged))',
      'if (before?.state === ConferenceState.OPEN && isChanged)',
      'with import: publicity, and a report of what is stored',
    ],
    [
      'importConference FORBIDDEN: a key while people sit together',
      `if (isWidened || (before?.state === ConferenceState.OPEN && isChanged))
    throw new Refusal('FORBIDDEN', { field, visibility: after.visibility, cure: 'Let an administrator import it.' });`,
      "if (isWidened && isChanged && before?.state !== ConferenceState.CLOSED) throw new Refusal('FORBIDDEN', { field });",
      'with every scope: neither visibility nor name of a conference in session',
    ],
  ]),
  ...mutantsOf('src/graphql/authorize/authority.ts', 'contract/grants', [
    [
      'A key gives nobody the sight it has not',
      "const deskSight: Grant = { roles: desk.roles, scopes: ['read', 'write'] };",
      "const deskSight: Grant = { roles: desk.roles, scopes: ['write'] };",
      'with write: a badge',
    ],
  ]),
  ...mutantsOf('src/auth/lock-managed.ts', 'auth/revoke-account', [
    [
      'revokeAccount FORBIDDEN: roles',
      'if (!refusal && !isElsewhere) return account;',
      'if (!isElsewhere) return account;',
      'refuses the desk of another conference, and roles the caller could not give',
    ],
    [
      'revokeAccount FORBIDDEN: another conference',
      'if (!refusal && !isElsewhere) return account;',
      'if (!refusal) return account;',
      'refuses the desk of another conference, and roles the caller could not give',
    ],
    [
      'revokeAccount FORBIDDEN: of an account that is seen',
      "throw new Refusal('FORBIDDEN', { field, role: account.role });",
      'return account;',
      'refuses the desk of another conference, and roles the caller could not give',
    ],
    [
      "revokeAccount NOT_FOUND: of an account that is not the caller's to see",
      "if (!seesAccount(viewer, account)) throw new Refusal('NOT_FOUND');",
      '',
      'refuses the desk of another conference, and roles the caller could not give',
    ],
  ]),
  ...mutantsOf('src/auth/lock-managed.ts', 'auth/sessions-and-keys', [
    [
      'revokeSession ENDED',
      "if (session.revokedAt || (endedAt && endedAt <= now())) throw new Refusal('ENDED', { sessionId: session.id });",
      '',
      'ends a key, and says of what has ended that it has',
    ],
  ]),
  ...mutantsOf('src/auth/revoke-badge.ts', 'auth/sessions-and-keys', [
    [
      'revokeBadge ENDED',
      "if (usedAt || expiresAt <= now()) throw new Refusal('ENDED', { badgeId, usedAt: usedAt?.toISOString() ?? null });",
      '',
      'says of a code that was used that it has ended',
    ],
    [
      'revokeBadge FORBIDDEN',
      "const account = await lockManaged(tx, viewer, 'Mutation.revokeBadge', accountId);",
      'const account = { id: accountId } as Awaited<ReturnType<typeof lockManaged>>;',
      'is for who may give such a badge',
    ],
  ]),
  ...mutantsOf('src/auth/issue-badges.ts', 'auth/issue-badges', [
    [
      'issueBadges NOT_FOUND',
      "if (missing.length > 0) throw new Refusal('NOT_FOUND', { delegateIds: missing });",
      '',
      'gives none where one is no delegate of the conference',
    ],
    [
      'issueBadges FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.issueBadges', conferenceId);",
      '',
      'is for the desk of that conference',
    ],
  ]),
  ...mutantsOf('src/auth/lock-key.ts', 'auth/sessions-and-keys', [
    [
      'limitApiKey NOT_FOUND',
      "if (!(await tx.existsBy(Conference, { id: conferenceId }))) throw new Refusal('NOT_FOUND', { conferenceId });",
      '',
      'that is limited neither reads nor acts elsewhere',
    ],
  ]),
  ...mutantsOf('src/auth/rules.ts', 'auth/sessions-and-keys', [
    [
      'issueApiKey BAD_USER_INPUT: expiresAt',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'expiresAt', cure: 'Give a moment that is still to come.' });",
      '',
      'ends when it was said to, for requests and for what a socket still asks',
    ],
  ]),
  ...mutantsOf('src/auth/rotate-api-key.ts', 'auth/sessions-and-keys', [
    [
      'Of two keys of one app the old one ends after the overlap',
      'await tx.update(Session, { id: key.id }, { expiresAt: endsAt });',
      '',
      'is replaced by another of the same app, beside which it goes on for a while',
    ],
    [
      'A key lives no longer for being rotated',
      'const endsAt = key.expiresAt && key.expiresAt < overlapEnd ? key.expiresAt : overlapEnd;',
      'const endsAt = overlapEnd;',
      'that is replaced never lives longer for it, and its successor as long as it was made for',
    ],
    [
      'A key is not short-lived because the one it replaces was replaced before',
      'sameLife(await newestOf(tx, account.id), at)',
      'sameLife(key, at)',
      'may be replaced again while it goes on, and each new key lives as long as the app’s are made for',
    ],
  ]),
  ...mutantsOf('src/log/entitled.ts', 'auth/sessions-and-keys', [
    [
      'Nothing is written under a limit a key no longer has',
      'if (!held || !isDeepStrictEqual(held.conferenceIds, conferenceIds))',
      'if (!held)',
      'is limited anew, also where it was let in before',
    ],
  ]),
  ...mutantsOf('src/graphql/authorize/authority.ts', 'auth/sessions-and-keys', [
    [
      'A limited key holds at its conferences only',
      'return conferenceIds?.includes(conferenceId) ?? true;',
      'return true;',
      'that is limited neither reads nor acts elsewhere',
    ],
  ]),
  ...mutantsOf('src/transport/connections.ts', 'transport/keys', [
    [
      'Sockets of a key end when it does, by time alone',
      'if (viewer.expiresAt) this.expireAt(connection, viewer.expiresAt);',
      '',
      'has come to its end has its socket',
    ],
    [
      'Sockets of a key end with its overlap',
      "if (entry.kind === 'apiKeyRotated') this.expireAll(entry);",
      '',
      'was replaced and whose overlap is over has its socket',
    ],
    [
      'Sockets of a key end when it is limited anew',
      "'accountRecovered', 'apiKeyLimited']);",
      "'accountRecovered']);",
      'was limited has its socket',
    ],
  ]),
  ...mutantsOf('src/auth/sign-out.ts', 'transport/keys', [
    [
      'signOut by a key ends nothing but the call',
      'if (viewer.role === Role.APP) return null;',
      '',
      'ends nothing and says so',
    ],
  ]),
  ...mutantsOf('src/auth/last-use.ts', 'auth/last-use', [
    [
      'When a session was last used is written once an hour, beside requests',
      'if (lastUsedAt === null || now().getTime() - lastUsedAt.getTime() >= hourMs) this.noted.add(sessionId);',
      'this.noted.add(sessionId);',
      'is written beside requests, at most once an hour',
    ],
    [
      'Writing when a session was last used waits for no ballot',
      'for no key update skip locked',
      'for no key update',
      'does not wait for an act that holds the session',
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
  ...mutantsOf('src/award/rules.ts', 'award/record-decision', [
    [
      'recordDecision BAD_USER_INPUT: a vote without counts',
      "if (step === 'VOTED') return { argument: 'step', cure: 'Use `createPoll`, whose counts settle it.' };",
      '',
      'refuses steps that other acts record',
    ],
  ]),
  ...mutantsOf('src/import/plan-conference.ts', 'import/told-in-part', [
    [
      'A mid-year review makes no signing members',
      'return { closesYear: null, reviewsYear: reviews, opensYear: null };',
      'return { closesYear: closes, reviewsYear: reviews, opensYear: opens };',
      'that was told as an annual conference loses the years it does not have',
    ],
  ]),
  ...mutantsOf('src/import/plan-proposals.ts', 'import/told-in-part', [
    [
      'Another way of agreeing corrects the one told before',
      'correctsId: wrong?.id,',
      '',
      'stays beside its correction when a later file tells of another way',
    ],
  ]),
  ...mutantsOf('src/import/plan-proposals.ts', 'import/bars', [
    [
      'A file proposes no second award for a member and year without a reason',
      'if (other && !besideReason)',
      'if (other && !other)',
      'are refused to a live conference as they are to the desk, unless it says why',
    ],
    [
      'A file proposes nobody who is barred',
      'if (bar) changes.problem(',
      'if (bar && !bar) changes.problem(',
      'keep a member from being proposed by a file too, while they stand',
    ],
  ]),
  ...mutantsOf('src/import/plan-bars.ts', 'import/bars', [
    [
      'A file changes no bar once the conference is open',
      'frozen: frozen ? barring : null',
      'frozen: frozen ? null : null',
      'stay as they are once the conference is open',
    ],
  ]),
  ...mutantsOf('src/import/plan-bloc.ts', 'import/bars', [
    [
      'A weight with a decimal comma is exact',
      "memberWeights[id] = weight.replace(',', '.');",
      "memberWeights[id] = weight.replace(',', '');",
      'are exact decimals with a comma or a point',
    ],
  ]),
  ...mutantsOf('src/import/plan-outcome.ts', 'import/told-in-part', [
    [
      'Results of one key are told apart by their member',
      'row.memberId === (member?.id ?? null) &&',
      '',
      'are told apart by their period, and those of two members',
    ],
    [
      'Results of one year are told apart by their period',
      'row.period === period &&',
      '',
      'are told apart by their period, and those of two members',
    ],
  ]),
  ...mutantsOf('src/import/import-conference.ts', 'import/import-conference', [
    [
      'importConference FILE_INVALID',
      'if (problems.length > 0) throw invalid(problems);',
      '',
      'refuses a name no member has, and one that two may have',
    ],
    [
      'importConference FILE_CONFLICT',
      "throw new Refusal('FILE_CONFLICT', { conflicts: withLines(plan.conflicts, read.lineOf) });",
      'void read;',
      'refuses to change what it rests on once it is open, and takes the unchanged file',
    ],
    [
      'importConference FILE_INVALID says what is wrong',
      "return new Refusal('FILE_INVALID', { problems: byLine.slice(0, problemsAtOnce) });",
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
      'startRehearsal TOO_MANY_REHEARSALS',
      "if (standing >= mostRehearsals) throw new Refusal('TOO_MANY_REHEARSALS', { standing, most: mostRehearsals });",
      '',
      'makes so many of one conference that have not ended, and says which limit it is',
    ],
    [
      'A rehearsal names who began it by the role they have',
      'const { code } = await giveBadge(db, viewer, holder, ttlMinutes);',
      'const { code } = await giveBadge(db, { ...viewer, role: Role.ADMINISTRATOR }, holder, ttlMinutes);',
      'names a chair who begins one as a chair',
    ],
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
      'A key is the same however its letters are composed',
      "given?.normalize('NFC') ?? null",
      'given ?? null',
      'takes a key for the same however its letters are composed',
    ],
    [
      'every act IDEMPOTENCY_MISMATCH',
      "return entry.fingerprint.equals(retry.fingerprint) ? receiptFrom(entry) : new Refusal('IDEMPOTENCY_MISMATCH');",
      'return receiptFrom(entry);',
      'refuses a key that stood for another request',
    ],
  ]),
  ...mutantsOf('src/log/act.ts', 'contract/nulls', [
    [
      'Null and left out are one request',
      'value ?? undefined',
      'value',
      'of createPoll is the same request as null and left out',
    ],
  ]),
  ...mutantsOf('src/graphql/types/null-is-default.ts', 'contract/nulls', [
    [
      'Null and left out are one request',
      'values[name] = defaultValue;',
      'void values;',
      'of startRehearsal is the same request as null and left out',
    ],
  ]),
  ...mutantsOf('src/auth/issue-badge.ts', 'auth/resolver', [
    [
      'A retry of what made a secret gets the receipt of the first try',
      'const about = { role, conferenceId, delegateId, name, ttlMinutes };',
      'const about = { conferenceId, delegateId, ttlMinutes };',
      'is told from another request under the same key',
    ],
  ]),
  ...mutantsOf('src/rehearsal/start-rehearsal.ts', 'rehearsal/start-rehearsal', [
    [
      'A retry of what made a secret gets the receipt of the first try',
      "const receipt = await act(db, viewer, { act: 'startRehearsal', about, idempotencyKey }, async (tx) => {",
      "const receipt = await act(db, viewer, { act: 'startRehearsal', about }, async (tx) => {",
      'gives a retry its first receipt without the code',
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
    [
      'every act UNAUTHENTICATED',
      'if (!held || !isDeepStrictEqual(held.conferenceIds, conferenceIds))',
      'if (false)',
      'does nothing any more',
    ],
  ]),
];

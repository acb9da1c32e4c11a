import { mutantsOf } from '../mutant';

/** The rows of docs/live.md on acts. */
export const liveActs = [
  ...mutantsOf('src/poll/ballot-box.ts', 'subscriptions/kill', [
    [
      'What is acknowledged is durable',
      'slot.writing = true;',
      `slot.writing = true;
    for (const { resolve } of slot.waiting)
      resolve({ stream: pollId, sequence: 1, at: new Date(), kind: 'ballotCast', subject: pollId, digest: '' });`,
      'loses nothing it acknowledged and counts nothing twice',
    ],
  ]),
  ...mutantsOf('src/subscriptions/shared-query.ts', 'subscriptions/kill', [
    [
      'Followers see every vote through a server that is killed',
      'if (changed) this.touch();',
      '',
      'loses nothing it acknowledged and counts nothing twice',
    ],
  ]),
  ...mutantsOf('src/poll/write-ballots.ts', 'poll/cast-ballot', [
    [
      'A retry under the same key gets the receipt of the first try',
      'before.get(cast) ?? answers[index]',
      'answers[index]',
      'gives a retry the receipt of the first try',
    ],
    [
      'A retry under the same key gets the receipt of the first try',
      'before.get(cast) ?? answers[index]',
      'answers[index]',
      'gives a retry its receipt after the poll has closed',
    ],
    [
      'One ballot per elector, one signature per member',
      'first.set(voter.electorId, {',
      'first.set(voter.electorId + String(index), {',
      'counts one of many simultaneous ballots',
    ],
    [
      'Roll and ballot of an unlinked poll share nothing',
      'ballot_id: randomUUID(),',
      'ballot_id: electorId,',
      'keeps roll and ballot of an unlinked poll in rows that share no value',
    ],
    [
      'The choice of an unlinked ballot is in no entry',
      'const open = poll.secrecy === Secrecy.NAMED && poll.liveTally;',
      'const open = true;',
      'keeps the choice of an unlinked ballot, and of a named one not shown live, out of the log',
    ],
    [
      'The choice of an unlinked ballot is in no entry',
      'poll.secrecy === Secrecy.NAMED ? { pollId: poll.id, choices } : { pollId: poll.id }',
      '{ pollId: poll.id, choices }',
      'keeps nothing from which the choice of an unlinked ballot could be guessed',
    ],
  ]),
  ...mutantsOf('src/poll/write-ballots.ts', 'subscriptions/kill', [
    [
      'A retry under the same key gets the receipt of the first try',
      'before.get(cast) ?? answers[index]',
      'answers[index]',
      'loses nothing it acknowledged and counts nothing twice',
    ],
  ]),
  ...mutantsOf('src/poll/ballot-statement.ts', 'poll/close-poll', [
    [
      'Closing is exact',
      'as state from poll where id = $2 for share',
      'as state from poll where id = $2',
      'takes no ballot that came while it was counting',
    ],
  ]),
  ...mutantsOf('src/poll/write-ballots.ts', 'poll/replacement', [
    [
      'castBallot NO_VOTE: replaced while the ballot came',
      "answers[index] = refusalOf(after, cast) ?? new Refusal('NO_VOTE', { pollId });",
      'answers[index] = refusalOf(list, cast);',
      'keeps out the ballot of the one replaced that comes before its commit, and loses no vote',
    ],
  ]),
  ...mutantsOf('src/conference/paper-clock.ts', 'conference/paper-clock', [
    [
      'When the paper of a stand-in ends',
      'coalesce(d.mandate_id, d.proxy_for_id)',
      'd.proxy_for_id',
      'then they go back to whose they are',
    ],
    [
      'When the paper of a stand-in ends',
      'where d.proxy_until <= statement_timestamp() and',
      'where d.proxy_until is null and',
      'ends by itself: who gave the mandates up has them again, and quorum counts them there',
    ],
    [
      'When the paper of a stand-in ends',
      'where d.proxy_until <= statement_timestamp() and',
      'where',
      'ends by itself: who gave the mandates up has them again, and quorum counts them there',
    ],
    [
      'When the paper of a stand-in ends',
      'if (state === ConferenceState.CLOSED || still?.giverId !== giverId) throw new NotDue();',
      '',
      'is ended once, however many nodes look',
    ],
  ]),
  ...mutantsOf('src/conference/replace-delegate.ts', 'conference/paper-clock', [
    [
      'When the paper of a stand-in ends',
      'earlier(input.until ?? null, giver.proxyUntil)',
      '(input.until ?? null)',
      'ends no later when the mandates are passed on',
    ],
  ]),
  ...mutantsOf('src/log/act-clock.ts', 'conference/paper-clock', [
    [
      'When the paper of a stand-in ends',
      'if (!(error instanceof NotDue)) this.failed(error);',
      'if (!(error instanceof NotDue)) throw error;',
      'ends though that of another cannot be ended',
    ],
  ]),
  ...mutantsOf('src/poll/electorate.ts', 'conference/paper-clock', [
    [
      'When the paper of a stand-in ends',
      "and d.may_vote and ${paperHoldsSql('clock_timestamp()')}",
      'and d.may_vote',
      'makes nobody present once it has ended, before it is told (MEMBERS)',
    ],
    [
      'When the paper of a stand-in ends',
      "      and ${paperHoldsSql('clock_timestamp()')} as present",
      '      as present',
      'makes nobody present once it has ended, before it is told (DELEGATES)',
    ],
  ]),
  ...mutantsOf('src/poll/ballot-statement.ts', 'poll/replacement', [
    [
      'a mandate ends with its paper',
      "and ${paperHoldsSql('clock_timestamp()')}",
      '',
      'takes no ballot by a remembered list once the paper has run out',
    ],
    [
      'The mandates of a poll are frozen at opening',
      'g.elector_id in (coalesce(d.mandate_id, d.id), d.member_id) for share)',
      'g.elector_id in (coalesce(d.mandate_id, d.id), d.member_id))',
      'keeps out the ballot of the one replaced that comes before its commit, and loses no vote',
    ],
    [
      'The mandates of a poll are frozen at opening',
      'in (coalesce(d.mandate_id, d.id), d.member_id) for share)',
      'in (d.id, d.member_id) for share)',
      'moves an unused vote: the stand-in casts it',
    ],
  ]),
  ...mutantsOf('src/conference/hold-delegates.ts', 'conference/delegates', [
    [
      'of two replacements at once the second is refused',
      "    lock: { mode: 'pessimistic_write' },\n",
      '',
      'is done once under one key, and by one of two at once',
    ],
  ]),
  ...mutantsOf('src/pact/hold-signer.ts', 'poll/replacement', [
    [
      'The mandate to sign is that of who holds it',
      ", lock: { mode: 'pessimistic_read' }",
      '',
      'is not signed by who was being replaced',
    ],
    [
      'The mandate to sign is that of who holds it',
      'delegate.maySign && paper.holds',
      'delegate.maySign',
      'is not signed by who was being replaced, nor by a paper that has run out',
    ],
  ]),
  ...mutantsOf('src/poll/lock-poll.ts', 'poll/close-poll', [
    [
      'Closing is exact',
      ", lock: { mode: 'pessimistic_write' }",
      '',
      'counts a ballot that was on its way when it began',
    ],
  ]),
  ...mutantsOf('src/poll/close-poll.ts', 'poll/close-poll', [
    [
      'Roll and ballot of an unlinked poll share nothing',
      'await (isTooFew ? discardBallots(tx, poll.id) : openBallots(tx, poll, keys));',
      'if (isTooFew) await discardBallots(tx, poll.id);',
      'leaves one transaction and no old row on all ballots of an unlinked poll',
    ],
  ]),
  ...mutantsOf('src/poll/decide.ts', 'poll/close-poll', [
    [
      'Closing is exact',
      '...{ votes, cast, blank },',
      '...{ votes, cast: cast + 1, blank },',
      'announces what was acknowledged and what a recount finds',
    ],
  ]),
  ...mutantsOf('src/poll/secret-ballots.ts', 'poll/close-poll', [
    [
      'Roll and ballot of an unlinked poll share nothing',
      'order by n`,',
      'order by n desc`,',
      'leaves one transaction and no old row on all ballots of an unlinked poll',
    ],
  ]),
  ...mutantsOf('src/poll/void-poll.ts', 'poll/close-poll', [
    [
      'A secret poll that is set aside, undone or below its floor is opened by nobody.',
      'await discardBallots(tx, poll.id);',
      '',
      'opens no ballot of an unlinked poll and keeps none',
    ],
  ]),
  ...mutantsOf('src/poll/close-poll.ts', 'poll/too-few', [
    [
      'Below its floor of ballots an unlinked poll decides nothing',
      'const isTooFew = belowFloor(poll, handedIn.cast);',
      'const isTooFew = false;',
      'decides nothing and publishes no count',
    ],
    [
      'Below its floor of ballots an unlinked poll decides nothing',
      'await (isTooFew ? discardBallots(tx, poll.id) : openBallots(tx, poll, keys));',
      'await openBallots(tx, poll, keys);',
      'keeps no ballot in the tables',
    ],
  ]),
  ...mutantsOf('src/poll/void-poll.ts', 'poll/too-few', [
    [
      'Below its floor of ballots an unlinked poll decides nothing',
      'await discardBallots(tx, poll.id);',
      '',
      'keeps no ballot when it is set aside either',
    ],
  ]),
  ...mutantsOf('src/poll/rules.ts', 'poll/open-poll', [
    [
      'The counts of an unlinked poll never run before it closes; its turnout does.',
      "return poll.liveTally && poll.state === 'OPEN' && poll.secrecy !== 'UNLINKED';",
      "return poll.liveTally && poll.state === 'OPEN';",
      'are not shown of a poll that the tables had let through',
    ],
  ]),
  ...mutantsOf('src/poll/events.ts', 'poll/too-few', [
    [
      'The counts of an unlinked poll never run before it closes; its turnout does.',
      'topics.poll(poll.id),',
      "topics.poll(quiet ? 'another' : poll.id),",
      'runs live while no count does',
    ],
  ]),
  ...mutantsOf('src/poll/ballot-box.ts', 'poll/ballot-box', [
    [
      'Ballots that come together are written together',
      'await new Promise((resolve) => setImmediate(resolve));',
      '',
      'takes those that came in one turn of the event loop together',
    ],
    [
      'Ballots that come together are written together',
      'for (const { reject } of group) reject(error);',
      'for (const { reject } of group.slice(1)) reject(error);',
      'tells everybody in a group when the database failed',
    ],
  ]),
  ...mutantsOf('src/poll/ballot-statement.ts', 'poll/voting-list', [
    [
      'the write asks again what a remembered voting list was believed in',
      'and (select true from poll_elector e where e.poll_id = $2 and e.elector_id = g.elector_id)',
      '',
      'lets nobody vote for an elector they no longer stand for, or who was struck from the poll',
    ],
    [
      'the write asks again what a remembered voting list was believed in',
      'and (select true from presence p where p.delegate_id = g.delegate_id and p.checked_out_at is null)',
      '',
      'lets nobody vote who has left the hall',
    ],
    [
      'the write asks again what a remembered voting list was believed in',
      "where exists (select from held where state = 'OPEN')",
      'where exists (select from held)',
      'takes no ballot after the closing it has not heard of',
    ],
  ]),
  ...mutantsOf('src/poll/ballot-statement.ts', 'poll/ballot-box', [
    [
      'one ballot per elector, from whatever node',
      'on conflict do nothing returning elector_id',
      'on conflict (poll_id, elector_id) do update set delegate_id = excluded.delegate_id returning elector_id',
      'lets one of two nodes win each elector',
    ],
    [
      'Ballots that come together are written together',
      'from given ${written.first} order by elector_id',
      'from given ${written.first} order by n',
      'inserts electors in one order everywhere',
    ],
  ]),
  ...mutantsOf('src/award/polls-about.ts', 'poll/create-poll', [
    [
      'A poll settles nothing at another conference',
      'join poll p on p.id = o.poll_id and p.conference_id = a.conference_id',
      'join poll p on p.id = o.poll_id',
      'settles nothing elsewhere',
    ],
  ]),
  ...mutantsOf('src/award/lock-proposals.ts', 'poll/open-poll', [
    [
      'An award proposal never contradicts its vote',
      'order by a.id for update',
      'order by a.id',
      'opens one of two at once',
    ],
  ]),
  ...mutantsOf('src/award/record-decision.ts', 'award/record-decision', [
    [
      'An award proposal never contradicts its vote',
      'open: standing.openPoll !== null,',
      'open: false,',
      'lets the council decide nothing while a further round is open',
    ],
  ]),
  ...mutantsOf('src/poll/read-rule.ts', 'poll/create-poll', [
    [
      'A poll about an award proposal is decided by the rule of that award.',
      "const rule = own ?? settled ?? defaultRule(kind === 'EMULATION_FLAG');",
      'const rule = own ?? settled ?? defaultRule(false);',
      'takes the rule of the award that is proposed',
    ],
  ]),
  ...mutantsOf('src/award/award.ts', 'poll/create-poll', [
    [
      'A poll about an award proposal is decided by the rule of that award.',
      'AwardKind.EMULATION_FLAG : AwardKind.OTHER;',
      'AwardKind.OTHER : AwardKind.OTHER;',
      'asks four fifths of all for every flag',
    ],
  ]),
  ...mutantsOf('src/pact/rules.ts', 'pact/sign-pact', [
    [
      'A pact is in force with its last signature',
      'count > 0 && count >= signaturesNeeded(terms, parties.length)',
      'count > 0',
      'fills to six of six and is in force with the last signature, not before',
    ],
  ]),
  ...mutantsOf('src/pact/lock-pact.ts', 'pact/sign-pact', [
    [
      'A pact is in force with its last signature',
      ", lock: { mode: 'pessimistic_write' }",
      '',
      'is in force once when all parties sign at once',
    ],
  ]),
  ...mutantsOf('src/pact/sign-pact.ts', 'pact/sign-pact', [
    [
      'One ballot per elector, one signature per member',
      "if (signed.includes(memberId)) throw new Refusal('ALREADY_SIGNED', { memberId });",
      '',
      'takes one of many simultaneous signatures',
    ],
  ]),
  ...mutantsOf('src/pact/open-pact.ts', 'pact/sign-pact', [
    [
      'The text that was hashed is the text that is shown',
      'const textHash = sha256(text);',
      'const textHash = sha256(text.trimEnd().slice(1));',
      'hashes the very bytes that are shown',
    ],
  ]),
  ...mutantsOf('src/pact/draft-pact.ts', 'pact/sign-pact', [
    [
      'The text that was hashed is the text that is shown',
      'const standing = await tx.countBy(Signature, { pactId: id, withdrawnAt: IsNull() });',
      'const standing = 0 * (await tx.countBy(Signature, { pactId: id, withdrawnAt: IsNull() }));',
      'goes back to a draft as long as no signature stands',
    ],
  ]),
  ...mutantsOf('src/conference/close-conference.ts', 'conference/close-conference', [
    [
      'A closed conference shows the members, attendance, quorum and parties of its closing',
      'const kept = await keepAtClosing(tx, conference);',
      'const kept = { voting: [] as string[], signing: [] as string[], attendance: {} as never };\n    void keepAtClosing;',
      'keeps members, attendance and quorum as they are then, and tells the log',
    ],
  ]),
  ...mutantsOf('src/pact/sign-pact.ts', 'pact/sign-pact', [
    [
      'A closed conference shows the parties of its closing: a member that comes later is not waited for',
      'const parties = (await tx.findBy(Party, { pactId: pact.id })).map((party) => party.memberId);',
      "const parties = (await tx.query<{ id: string }[]>('select id from member where bloc_id = (select bloc_id from conference where id = $1)', [pact.conferenceId])).map(({ id }) => id);\n    void Party;",
      'are fixed with the text: a member that comes later neither signs nor is waited for',
    ],
  ]),
  ...mutantsOf('src/record/recount.ts', 'record/recount', [
    [
      'Recount tells what is not that of the closing',
      '...(kept ? checkClosing(kept, about.get(id) ?? []) : []),',
      '...(kept && checkClosing.length > 9 ? checkClosing(kept, about.get(id) ?? []) : []),',
      'finds members, attendance and parties that are not those of the closing',
    ],
  ]),
  ...mutantsOf('src/record/replay/state-at.ts', 'record/as-of', [
    [
      'asOf is empty before the entry that made the conference',
      'if (sequence > 0 || !first ||',
      'if (sequence >= 0 || !first ||',
      'is empty before the entry that made the conference',
    ],
    [
      'asOf says nothing of what the log of an older release does not tell',
      'toldBy(first).data.state === undefined',
      'toldBy(first).data.state === null',
      'refuses a position that the log has not, or does not tell',
    ],
  ]),
  ...mutantsOf('src/record/replay/hall.ts', 'record/as-of', [
    [
      'Conference.asOf: a stand-in has the place and the mandate that the log tells',
      'for (const after of [data.after].flat()',
      'for (const after of [data.after].flat().slice(0, 1)',
      'says of every position what its followers saw then',
    ],
  ]),
  ...mutantsOf('src/record/replay/papers.ts', 'record/as-of', [
    [
      '`Conference.asOf` says of every position what everybody who followed saw there',
      'known(state.proposals, told).reason = grounds;',
      'known(state.proposals, told);',
      'what its followers saw then: rehearsal 12',
    ],
  ]),
  ...mutantsOf('src/record/replay/polls.ts', 'record/as-of', [
    [
      '`Conference.asOf` says of every position what everybody who followed saw there',
      'Object.assign(known(state.polls, told), { tieDecision });',
      '',
      'what its followers saw then: rehearsal 12',
    ],
    [
      '`Conference.asOf` says of every position what everybody who followed saw there',
      'known(state.polls, told).onPaper += 1;',
      '',
      'what its followers saw then: rehearsal 12',
    ],
  ]),
  ...mutantsOf('src/record/replay/read-state.ts', 'record/checkpoints', [
    [
      '`Conference.asOf` says of every position what everybody who followed saw there',
      "and p.secrecy = 'NAMED' and p.live_tally",
      "and p.secrecy = 'NAMED'",
      'hold no choice of a secret poll',
    ],
  ]),
  ...mutantsOf('src/record/replay/state-at.ts', 'record/checkpoints', [
    [
      'No call reads more than 1,000 entries of a log',
      "if (sequence - checkpoint.sequence > mostEntries) throw new Refusal('BUSY', { kept: checkpoint.sequence, sequence });",
      '',
      'are waited for rather than reading more',
    ],
  ]),
  ...mutantsOf('src/record/replay/checkpoints.ts', 'record/checkpoints', [
    [
      'No call reads more than 1,000 entries: one node keeps the next checkpoint at a time',
      'const last = lock?.taken ?',
      'const last = lock ?',
      'are kept once by two who keep at once',
    ],
  ]),
  ...mutantsOf('src/record/check-replay.ts', 'record/checkpoints', [
    [
      'A recount replays each log, and finds checkpoints and tables that are not what it comes to',
      '.filter((part) => !isDeepStrictEqual(from[part], to[part]))',
      '.filter((part) => isDeepStrictEqual(from[part], null))',
      'are held against the log, and the log against the tables',
    ],
  ]),
  ...mutantsOf('src/log/append.ts', 'record/facts', [
    [
      'Facts are superseded, never overwritten',
      'where written_by = pg_current_xact_id()::text',
      'where written_by = pg_current_xact_id()::text and false',
      'keeps every version of a figure',
    ],
  ]),
  ...mutantsOf('src/conference/close-conference.ts', 'record/facts', [
    [
      'A figure corrected after the closing stands beside the one that was held at it',
      'closedAt: await readDatabaseNow(tx)',
      "closedAt: new Date('2126-01-01T00:00:00Z')",
      'goes by the clock of the database, whatever this machine thinks: 2126-01-01',
    ],
  ]),
  ...mutantsOf('src/record/fact-resolver.ts', 'record/facts', [
    [
      'A figure corrected after the closing stands beside the one that was held at it',
      'return closedAt && versionAt(versions, closedAt);',
      'return closedAt && (versions.at(-1) ?? null);',
      'tells what was held at the closing',
    ],
  ]),
  ...mutantsOf('src/graphql/document-limits.ts', 'record/facts', [
    [
      'What the hall saw (`asOf`) and what was known at a time (`knownAt`) are never mixed',
      'if (met.size < 2) return;',
      'if (met.size < 3) return;',
      'is never asked for together with a position of the log',
    ],
  ]),
  ...mutantsOf('src/import/bloc-changes.ts', 'import/bloc-changes', [
    [
      'A file that changes a bloc is told to each conference that rests on it',
      'if (!isDeepStrictEqual(after, part)) events',
      'if (isDeepStrictEqual(after, null)) events',
      'is told to the other conferences that rest on it, and to no other',
    ],
  ]),
  ...mutantsOf('src/log/append.ts', 'log/append', [
    [
      'Numbers of a log have no gaps and follow the order of commits',
      "at = greatest(at, date_trunc('milliseconds', clock_timestamp()))",
      "at = date_trunc('milliseconds', clock_timestamp())",
      'never lets time run backwards',
    ],
  ]),
  ...mutantsOf('src/log/append.ts', 'poll/cast-ballot', [
    [
      'Numbers of a log have no gaps and follow the order of commits',
      "at = greatest(at, date_trunc('milliseconds', clock_timestamp()))",
      "at = date_trunc('milliseconds', clock_timestamp())",
      'gives no ballot a time before that of the entry before it',
    ],
  ]),
  ...mutantsOf('migrations/1795000000001-append-only-log.ts', 'contract/database', [
    [
      'The log cannot be changed, cut or emptied.',
      'before update or delete or truncate on event',
      'before update or truncate on event',
      'cannot be changed, cut or emptied',
    ],
  ]),
  ...mutantsOf('src/log/entitled.ts', 'log/entitled', [
    [
      'Once a revocation or a sign-out is acknowledged',
      'and s.revoked_at is null and a.revoked_at is null',
      'and a.revoked_at is null',
      'does nothing any more',
    ],
    [
      'Once a revocation or a sign-out is acknowledged',
      'and s.revoked_at is null and a.revoked_at is null',
      'and s.revoked_at is null',
      'does nothing any more',
    ],
    [
      'Once a revocation or a sign-out is acknowledged',
      'order by s.id for share of s',
      'order by s.id',
      'refuse a ballot and an act that came before the revocation was committed',
    ],
  ]),
  ...mutantsOf('src/log/act.ts', 'log/entitled', [
    [
      'Once a revocation or a sign-out is acknowledged',
      'await requireEntitled(tx, actor);',
      '',
      'does nothing any more',
    ],
  ]),
  ...mutantsOf('src/poll/ballot-statement.ts', 'subscriptions/revoked', [
    [
      'Once a revocation or a sign-out is acknowledged',
      "and ${isAmong('g.session_id', 'select id from entitled')}",
      '',
      'takes no ballot and no act over a socket',
    ],
  ]),
  ...mutantsOf('src/database/impatient-client.ts', 'database/impatient-client', [
    [
      'A statement whose answer is lost ends after 12 s',
      '(this as unknown as Insides).connection.stream.destroy(error);',
      '',
      'gives up a connection whose packets are lost',
    ],
  ]),
  ...mutantsOf('src/poll/ballot-box.ts', 'faults/faults', [
    [
      'Under kills, crashes, lost packets',
      'slot.writing = true;',
      `slot.writing = true;
    for (const { resolve } of slot.waiting)
      resolve({ stream: pollId, sequence: 1, at: new Date(), kind: 'ballotCast', subject: pollId, digest: '' });`,
      'under faults 1 server killed',
    ],
  ]),
  ...mutantsOf('faults/checker.ts', 'faults/checker', []),
];

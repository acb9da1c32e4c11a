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
  ...mutantsOf('src/poll/write-ballots.ts', 'poll/close-poll', [
    [
      'Closing is exact',
      'select state from poll where id = $2 for share',
      'select state from poll where id = $2',
      'takes no ballot that came while it was counting',
    ],
  ]),
  ...mutantsOf('src/poll/voting-list.ts', 'poll/close-poll', [
    [
      'The electorate is frozen at opening.',
      'select elector_id from poll_elector where poll_id = $1 and elector_id = d.id',
      'select d.id as elector_id',
      'freezes the electorate',
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
      'await (isTooFew ? discardBallots : shuffle)(tx, poll.id);',
      'if (isTooFew) await discardBallots(tx, poll.id);',
      'leaves one transaction and no old row on all ballots of an unlinked poll',
    ],
    [
      'Closing is exact',
      'return { votes, cast, blank, ...decide(',
      'return { votes, cast: cast + 1, blank, ...decide(',
      'announces what was acknowledged and what a recount finds',
    ],
  ]),
  ...mutantsOf('src/poll/shuffle.ts', 'poll/close-poll', [
    [
      'Roll and ballot of an unlinked poll share nothing',
      'order by random()',
      'order by choices desc',
      'leaves one transaction and no old row on all ballots of an unlinked poll',
    ],
  ]),
  ...mutantsOf('src/poll/void-poll.ts', 'poll/close-poll', [
    [
      'Roll and ballot of an unlinked poll share nothing',
      'await (belowFloor(poll, cast) ? discardBallots : shuffle)(tx, poll.id);',
      'if (belowFloor(poll, cast)) await discardBallots(tx, poll.id);',
      'leaves nothing that joins roll and ballots of an unlinked poll',
    ],
  ]),
  ...mutantsOf('src/poll/close-poll.ts', 'poll/too-few', [
    [
      'Below its floor of ballots an unlinked poll decides nothing',
      'const isTooFew = belowFloor(poll, counts.cast);',
      'const isTooFew = false;',
      'decides nothing and publishes no count',
    ],
    [
      'Below its floor of ballots an unlinked poll decides nothing',
      'await (isTooFew ? discardBallots : shuffle)(tx, poll.id);',
      'await shuffle(tx, poll.id);',
      'keeps no ballot in the tables',
    ],
  ]),
  ...mutantsOf('src/poll/void-poll.ts', 'poll/too-few', [
    [
      'Below its floor of ballots an unlinked poll decides nothing',
      'await (belowFloor(poll, cast) ? discardBallots : shuffle)(tx, poll.id);',
      'await shuffle(tx, poll.id);',
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
      'topics: [topics.poll(poll.id), (quiet',
      "topics: [topics.poll(quiet ? 'another' : poll.id), (quiet",
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
  ...mutantsOf('src/poll/write-ballots.ts', 'poll/voting-list', [
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
  ...mutantsOf('src/poll/write-ballots.ts', 'poll/ballot-box', [
    [
      'one ballot per elector, from whatever node',
      'on conflict do nothing returning elector_id',
      'on conflict (poll_id, elector_id) do update set delegate_id = excluded.delegate_id returning elector_id',
      'lets one of two nodes win each elector',
    ],
    [
      'Ballots that come together are written together',
      'select $2::uuid, elector_id, delegate_id from given order by elector_id',
      'select $2::uuid, elector_id, delegate_id from given order by n',
      'inserts electors in one order everywhere',
    ],
  ]),
  ...mutantsOf('src/award/polls-about.ts', 'poll/create-poll', [
    [
      'A poll settles nothing at another conference',
      'on p.subject_id = a.id and p.conference_id = a.conference_id',
      'on p.subject_id = a.id',
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
      'open: before.openPoll !== null,',
      'open: false,',
      'lets the council decide nothing while a further round is open',
    ],
  ]),
  ...mutantsOf('src/poll/create-poll.ts', 'poll/create-poll', [
    [
      'A poll about an award proposal is decided by the rule of that award.',
      'const rule = own ?? settled?.rule ?? defaultRule(subject);',
      "const rule = own ?? settled?.rule ?? defaultRule('RESOLUTION');",
      'takes the rule of the award that is proposed',
    ],
  ]),
  ...mutantsOf('src/pact/rules.ts', 'pact/sign-pact', [
    [
      'A pact is in force with its last signature',
      'parties.every((party) => done.has(party))',
      'parties.some((party) => done.has(party))',
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
      'if (pact.state === PactState.IN_FORCE || pact.frozenAt)',
      'if (pact.state === PactState.IN_FORCE)',
      'goes back to a draft as long as nobody has signed',
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
  ...mutantsOf('src/poll/write-ballots.ts', 'subscriptions/revoked', [
    [
      'Once a revocation or a sign-out is acknowledged',
      'and g.session_id in (select id from entitled)',
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

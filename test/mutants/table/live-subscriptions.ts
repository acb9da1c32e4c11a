import { mutantsOf } from '../mutant';

/** The rows of docs/live.md on subscriptions and other ways to follow. */
export const liveSubscriptions = [
  ...mutantsOf('src/subscriptions/shared-log.ts', 'subscriptions/became-private', [
    [
      'Who may no longer read a conference',
      'if (last) for (const member of [...this.members]) member.finish(last);',
      '',
      'ends conferenceEvents over WebSocket for the public',
    ],
  ]),
  ...mutantsOf('src/subscriptions/broker.ts', 'subscriptions/became-private', [
    [
      'Who may no longer read a conference',
      'if (last) return { sequence, body: last, isLast: true };',
      '',
      'ends pollTally over event stream for the public',
    ],
  ]),
  ...mutantsOf('src/subscriptions/outbound-queue.ts', 'transport/cost', [
    [
      'The first frame of a subscription says what was asked and used',
      'this.hasBegun ? body : body.first',
      'body',
      'over a socket says the cost of a state',
    ],
    [
      'The first frame of a subscription says what was asked and used',
      'this.hasBegun ? body : body.first',
      'body.first',
      'over an event stream says the cost of an entry',
    ],
  ]),
  ...mutantsOf('src/transport/snapshot.ts', 'transport/snapshot', [
    [
      'A snapshot of what has become private is not kept for when the database is away',
      'lastSent.delete(slug);',
      '',
      'is not the one kept once the public may not see it',
    ],
  ]),
  ...mutantsOf('src/subscriptions/shared-query.ts', 'subscriptions/broker', [
    [
      'A state subscription sends the state as it is now',
      'if (changed) this.touch();',
      '',
      'send the state at once, and the last state after a burst, in order',
    ],
    [
      'No group, and nothing it holds, is left',
      'if (this.members.size === 0) this.stop();',
      '',
      'send the state at once, and the last state after a burst, in order',
    ],
  ]),
  ...mutantsOf('src/subscriptions/shared-query.ts', 'subscriptions/shared-query', [
    [
      'States may be skipped under load, never reordered or doubled; the last one always arrives.',
      'else if (this.heard > (this.latest?.sequence ?? 0)) this.touch();',
      '',
      'reads once more for what came while it read, however much it was',
    ],
    [
      'The first change is sent at once',
      'const waitMs = this.startedAtMs + intervalMs - performance.now();',
      'const waitMs = 0;',
      'reads the first change at once, and further ones at most one per interval',
    ],
    [
      'The first change is sent at once',
      'const intervalMs = Math.max(this.options.coalesceMs, 1.5 * this.tookMs);',
      'const intervalMs = this.options.coalesceMs;',
      'reads less often when reading takes longer than the interval',
    ],
    [
      'A state that could not be read whole is read again',
      'if (this.failures > 0) this.later(Math.min(longestRetryMs, retryMs * 2 ** (this.failures - 1)));',
      'if (this.failures > 0) return;',
      'reads again after a fault, and after ever longer pauses',
    ],
  ]),
  ...mutantsOf('src/subscriptions/shared-query.ts', 'subscriptions/resume', [
    [
      'All who come back together cost one execution',
      'member.startAt(this.heard);',
      '',
      'shows a joiner nothing from before a change this node has heard of',
    ],
    [
      'States may be skipped under load, and a group that nobody is in follows nothing',
      'if (this.stopped) followed.leave();',
      'if (false) followed.leave();',
      'is over when the last member leaves, even while it starts or reads',
    ],
  ]),
  ...mutantsOf('src/subscriptions/shared-query.ts', 'subscriptions/delivery-latency', [
    [
      'The delay from commit to socket is on the record',
      'if (shown) this.options.onServed(shown.at);',
      '',
      'is told to its chair and to administrators, one sample a change and group',
    ],
  ]),
  ...mutantsOf('src/poll/events.ts', 'subscriptions/broker', [
    [
      'Who follows a conference and asks for what ballots move',
      '(quiet ? [topics.ballots] : [topics.conference, topics.polls])',
      '[topics.conference]',
      'of a conference show the last tally where they ask for one, and are not read for ballots where they do not',
    ],
  ]),
  ...mutantsOf('src/record/resolver.ts', 'subscriptions/broker', [
    [
      'Who follows a conference and asks for what ballots move',
      '...(isMovedByBallots(info) ?',
      '...(false ?',
      'show what a ballot moves',
    ],
  ]),
  ...mutantsOf('packages/giaouoc-client/src/follow-log.ts', 'clients/resuming', [
    [
      'A stock client with `giaouoc-client`',
      'if (isOver || entry.sequence <= last) return;',
      'if (isOver) return;',
      'gives every entry once where two of them come',
    ],
  ]),
  ...mutantsOf('src/log/read-since.ts', 'subscriptions/broker', [
    [
      'A position beyond the end is refused',
      'if (after < 0 || after > end)',
      'if (after < 0)',
      'refuses a position beyond the end',
    ],
  ]),
  ...mutantsOf('src/subscriptions/broker.ts', 'transport/sse', [
    [
      '`Last-Event-ID` goes before `after`',
      'return { ...source, after };',
      'return source;',
      'go on after the entry that Last-Event-ID names, whatever `after` says, at /graphql',
    ],
    [
      '`Last-Event-ID` goes before `after`',
      'await requireReached(this.options.db.reads, source.stream, after);',
      '',
      'go on after the entry that Last-Event-ID names, whatever `after` says, at /graphql',
    ],
  ]),
  ...mutantsOf('src/subscriptions/broker.ts', 'subscriptions/broker', [
    [
      'Whoever asks the same shares one execution',
      'return JSON.stringify([what, operation.keyFor(shared, caller.viewer)]);',
      'return JSON.stringify([what, operation.keyFor(shared, caller.viewer), caller.requestId]);',
      'are executed once for everybody who asked the same',
    ],
    [
      'A state that could not be read whole is read again',
      `if (fault) throw fault;
        memory.sequence`,
      'memory.sequence',
      'are read again after a fault',
    ],
  ]),
  ...mutantsOf('src/subscriptions/broker.ts', 'subscriptions/backpressure', [
    [
      'A reader too slow for a log is told its last position',
      '(member) => group.positionOf(member)',
      '() => null',
      'is told the last position it was sent',
    ],
  ]),
  ...mutantsOf('src/subscriptions/broker.ts', 'subscriptions/resume', [
    [
      'All who come back together cost one execution',
      'return JSON.stringify([what, operation.keyFor(shared, caller.viewer)]);',
      'return JSON.stringify([what, operation.keyFor(shared, caller.viewer), caller.requestId]);',
      'costs one execution',
    ],
  ]),
  ...mutantsOf('src/subscriptions/broker.ts', 'transport/sse', [
    [
      'Sockets and event streams that ask the same share one execution.',
      'return JSON.stringify([what, operation.keyFor(shared, caller.viewer)]);',
      'return JSON.stringify([what, operation.keyFor(shared, caller.viewer), caller.transport]);',
      'share one execution with the sockets that asked the same',
    ],
  ]),
  ...mutantsOf('src/graphql/cache/scope.ts', 'subscriptions/broker', [
    [
      'Nobody is ever sent what was computed for another viewer.',
      "scope === 'PRIVATE' ? [...shared, viewer.accountId] : shared",
      'shared',
      "never give one viewer another's part",
    ],
  ]),
  ...mutantsOf('src/graphql/cache/scope.ts', 'graphql/cache-scope', [
    [
      'What depends on the viewer is read from the schema',
      "const isPrivate = marks.some(({ cacheScope }) => cacheScope === 'PRIVATE');",
      'const isPrivate = false;',
      'are each sent what an execution for them alone would give',
    ],
    [
      'What depends on the viewer is read from the schema',
      "viewer.conferenceId ?? ''",
      "''",
      'split viewers by role, conference, scopes',
    ],
  ]),
  ...mutantsOf('src/subscriptions/shared-log.ts', 'subscriptions/broker', [
    [
      'The log subscription gives every entry in order',
      'const reader: Reader = { position: after,',
      'const reader: Reader = { position: 0,',
      'gives every entry from any position',
    ],
  ]),
  ...mutantsOf('src/subscriptions/shared-log.ts', 'subscriptions/shared-log', [
    [
      'The log subscription gives every entry in order',
      'this.recent.set(entry.sequence, await this.options.render(entry))',
      'this.recent.set(entry.sequence + 1, await this.options.render(entry))',
      'gives a reader who comes back far behind all there is',
    ],
  ]),
  ...mutantsOf('src/subscriptions/shared-log.ts', 'subscriptions/resume', [
    [
      'A log reader has every entry once across lost sockets',
      'const reader: Reader = { position: after,',
      'const reader: Reader = { position: Math.max(0, after - 1),',
      'has every entry of the log once',
    ],
  ]),
  ...mutantsOf('src/log/tailer.ts', 'subscriptions/silent-notifier', [
    [
      'A lost LISTEN connection makes changes late',
      'this.timer = setInterval(() => void this.look(), options.staleMs);',
      'this.timer = setInterval(() => undefined, options.staleMs);',
      'hears of a vote by its timer, each time',
    ],
  ]),
  ...mutantsOf('src/log/tailer.ts', 'log/tailer', [
    [
      'Each node reads each entry of a log once',
      'const cursor = this.cursors.get(stream) ?? this.start(stream);',
      'const cursor = this.start(stream);',
      'reads a log once for all who follow it',
    ],
    [
      'Each node reads each entry of a log once',
      'more ||= cursor.wanted > cursor.position;',
      '',
      'tells everybody exactly what comes after their position',
    ],
    [
      'Each node reads each entry of a log once',
      'if (!cursor.members.has(member)) continue;',
      '',
      'tells nobody who has left',
    ],
  ]),
  ...mutantsOf('src/log/tailer.ts', 'subscriptions/nodes', [
    [
      'Each node reads each entry of a log once',
      'const cursor = this.cursors.get(stream) ?? this.start(stream);',
      'const cursor = this.start(stream);',
      'reads each entry of a log once',
    ],
  ]),
  ...mutantsOf('src/import/plan-import.ts', 'import/followers', [
    [
      'An import is seen by those who follow the conference',
      '      ...topicsOfThings(existing),\n',
      '',
      'shows the followers of a pact its new title',
    ],
  ]),
  ...mutantsOf('src/subscriptions/outbound-queue.ts', 'subscriptions/outbound-queue', [
    [
      'A socket that does not drain holds a bounded buffer',
      'if (this.stall || this.sink.bufferedBytes > 0) {',
      'if (this.stall) {',
      'holds one state and the newest for a reader that has stopped',
    ],
    [
      'A socket that does not drain holds a bounded buffer',
      'if (this.sink.bufferedBytes > this.options.bufferBytes) return false;',
      '',
      'keeps every entry of a log for a slow reader, in order, and pauses at its limit',
    ],
    [
      'A socket that does not drain holds a bounded buffer',
      'this.stall = setTimeout(() => this.cut(), this.options.stallMs);',
      'this.stall = setTimeout(() => undefined, this.options.stallMs);',
      'cuts a connection that does not drain',
    ],
    [
      'A socket that does not drain holds a bounded buffer: never an older state',
      'if (!this.isOpen || sequence <= this.shown) return;',
      'if (!this.isOpen) return;',
      'never goes back to an older state',
    ],
  ]),
  ...mutantsOf('src/subscriptions/outbound-queue.ts', 'subscriptions/backpressure', [
    [
      'A socket that does not drain holds a bounded buffer',
      'if (this.stall || this.sink.bufferedBytes > 0) {',
      'if (false) {',
      'cost one message each',
    ],
  ]),
  ...mutantsOf('src/subscriptions/yielding-loop.ts', 'subscriptions/yielding-loop', [
    [
      'A long state for some does not hold up a short one for many',
      'passed < patience && this.isOutweighed(round)',
      'false',
      'let a lighter one that starts meanwhile pass',
    ],
    [
      'A long state for some does not hold up a short one for many',
      'passed < patience && this.isOutweighed(round)',
      'this.isOutweighed(round)',
      'are late and not starved',
    ],
  ]),
  ...mutantsOf('src/transport/websocket/heartbeat.ts', 'transport/heartbeat', [
    [
      'A socket whose peer vanished is ended',
      'if (this.asked.has(socket)) {',
      'if (false) {',
      'ends a socket whose peer does not answer by its next turn',
    ],
    [
      'A socket whose peer vanished is ended',
      'if (this.stalls.isStalled(socket)) socket.terminate();',
      '',
      'ends one for which something waits once nothing of it has left for too long',
    ],
  ]),
  ...mutantsOf('src/transport/sse/framing.ts', 'transport/event-stream', [
    [
      'Entries of a log carry their position',
      "const id = position === null ? '' : ",
      "const id = position !== null ? '' : ",
      'says of an entry of a log where it stands',
    ],
  ]),
  ...mutantsOf('src/transport/sse/event-stream.ts', 'transport/event-stream', [
    [
      'An event stream is ended when nothing leaves',
      'if (this.stalls >= mostStalls) this.response.destroy();',
      '',
      'takes a peer for gone',
    ],
    [
      'An event stream lives for as long as it is followed',
      'this.stalls = 0;\n      this.response.write(comment);',
      'this.left -= 1;\n      if (this.left < -25) this.leave();\n      else this.response.write(comment);',
      'lives for as long as it is followed',
    ],
    [
      'A stream breaks off when the server goes down',
      'this.end(() => this.response.socket?.end());',
      'this.end(() => this.response.end());',
      'can be ended twice',
    ],
    [
      'A stream sends nothing before it has been admitted.',
      'if (!this.begun || !this.isOpen) return;',
      'if (!this.isOpen) return;',
      'sends nothing before it has begun',
    ],
  ]),
  ...mutantsOf('src/transport/sse/admission.ts', 'transport/sse', [
    [
      'A stream resumes, is limited, refused, revoked and cut as a socket is.',
      "if (!this.services.connections.add(stream, viewer, end)) throw new Refusal('TOO_MANY_CONNECTIONS');",
      'this.services.connections.add(stream, viewer, end);',
      'count with the sockets of a session',
    ],
    [
      'A stream resumes, is limited, refused, revoked and cut as a socket is.',
      "const end = (problem: string) => stream.fail(shown('UNAUTHENTICATED', { problem }));",
      'const end = (_problem: string) => undefined;',
      'end when their account is revoked, saying so',
    ],
  ]),
  ...mutantsOf('src/poll/ballot-statement.ts', 'subscriptions/nodes', [
    [
      'A vote on any node reaches the subscribers on all',
      'case when $4::boolean and exists (select from taken)',
      'case when $4::boolean and false',
      'bring a vote on any of them to the subscribers of all',
    ],
  ]),
  ...mutantsOf('src/cli/workers.ts', 'subscriptions/nodes', [
    [
      'Workers that die are replaced; all end with their primary.',
      'else if (!this.closing)',
      'else if (false)',
      'replaces a worker that is killed amid votes',
    ],
    [
      'Workers that die are replaced; all end with their primary.',
      'await Promise.all(runningWorkers().map((worker) => stop(worker)));',
      '',
      'ends all workers when told to end',
    ],
  ]),
  ...mutantsOf('src/log/notify/after-commit.ts', 'log/notifier', [
    [
      'With `REDIS_URL` nodes notify each other through Redis',
      '!(tx.dataSource as Database).commitNotifier?.isUp',
      '!(tx.dataSource as Database).commitNotifier',
      'notifies through NOTIFY while Redis is away',
    ],
  ]),
  ...mutantsOf('src/transport/websocket/reused-ids.ts', 'transport/reused-ids', [
    [
      'An id may be used again at once after `complete`',
      'else if (before.isCompleted && before.next === null) before.next = message;',
      'else if (before.isCompleted) void this.handle(message);',
      'is answered, whatever was asked before and after',
    ],
    [
      'An id may be used again at once after `complete`',
      'else this.refuse(id);',
      '',
      'is still refused while it is in use: one waits already',
    ],
  ]),
  ...mutantsOf('src/transport/websocket/socket-sink.ts', 'transport/reused-ids', [
    [
      'An id may be used again at once after `complete`',
      ' && this.id in this.connection.subscriptions',
      '',
      'does not get the answer of the one before',
    ],
  ]),
  ...mutantsOf('src/transport/credentials.ts', 'transport/introduction', [
    [
      'A socket says who it is by `authorization`, in any case of letters',
      "if (name.toLowerCase() !== 'authorization'",
      "if (name !== 'authorization'",
      'is understood: headers.Authorization',
    ],
    [
      'A socket says who it is by `authorization`',
      'throw misspelt();\n    const token',
      'continue;\n    const token',
      'is refused with the way to say it, not passed over: authToken',
    ],
  ]),
  ...mutantsOf('src/transport/websocket/farewell.ts', 'subscriptions/rolling', [
    [
      'Nodes restarted one after another end with code 0',
      "client.close(closeCodes.goingAway, 'going away')",
      'client.terminate()',
      'ends each with code 0 and loses no acknowledgement',
    ],
  ]),
  ...mutantsOf('src/database/faults.ts', 'transport/outage', [
    [
      'While PostgreSQL is away sockets stay open',
      "if (away.test(code) || lost.test(message)) return 'away';",
      '',
      'refuses writes with 503, keeps sockets and snapshots',
    ],
  ]),
  ...mutantsOf('src/transport/snapshot.ts', 'transport/outage', [
    [
      'A snapshot that cannot be made anew is sent as it was last',
      'const before = faultKind(error) ? lastSent.get(slug) : undefined;',
      'const before = undefined as SerializedResult | undefined;',
      'refuses writes with 503, keeps sockets and snapshots',
    ],
  ]),
  ...mutantsOf('src/transport/connections.ts', 'subscriptions/broker', [
    [
      'A revoked session loses its sockets',
      'if (endings.has(entry.kind)) this.endAll(entry.topics);',
      'void entry;',
      'loses its sockets and has its next request refused',
    ],
  ]),
  ...mutantsOf('src/graphql/cache/result-cache.ts', 'transport/snapshot', [
    [
      'A snapshot is never older than the log was',
      'if (kept && (kept.version === version || kept.version === read.total)) {',
      'if (kept) {',
      'is another one after each act, at once',
    ],
  ]),
  ...mutantsOf('src/graphql/conference-snapshot.ts', 'transport/snapshot', [
    [
      'A snapshot is never older than the log was',
      'const viewer = { ...publicViewer, expiresAt: null };',
      "const viewer = { ...publicViewer, role: 'ADMINISTRATOR' as never, expiresAt: null };",
      'is not there for a conference that is not public',
    ],
  ]),
  ...mutantsOf('src/graphql/cache/result-cache.ts', 'graphql/result-cache', [
    [
      'An answer to a query is used again only while no log has grown',
      'if (kept && (kept.version === version || kept.version === read.total)) {',
      'if (kept) {',
      'every act is seen by the next query',
    ],
    [
      'An answer to a query is used again only while no log has grown',
      'if (running?.version !== version) return',
      'if (!running) return',
      'gives nobody an answer that was begun before something happened',
    ],
    [
      'An answer to a query is used again only while no log has grown',
      'if (result.isReusable && this.making.get(key) === making)',
      'if (this.making.get(key) === making)',
      'keeps nothing that is not reusable',
    ],
  ]),
  ...mutantsOf('src/log/log-version.ts', 'graphql/result-cache', [
    [
      'An answer to a query is used again only while no log has grown',
      'this.next = null;\n    const streams',
      'const streams',
      'no answer is older than an act acknowledged before it',
    ],
  ]),
  ...mutantsOf('src/graphql/result.ts', 'transport/same-as-apollo', [
    [
      'Every answer over HTTP is to the byte what Apollo Server says.',
      'JSON.stringify({ errors: shown, data, extensions })',
      'JSON.stringify({ data, errors: shown, extensions })',
      'is to the byte what Apollo Server says',
    ],
  ]),
];

import { mutantsOf } from '../mutant';

/** The rows of docs/live.md on what happens when something breaks. */
export const liveOperations = [
  ...mutantsOf('src/transport/http/say-how-kept.ts', 'transport/every-answer', [
    [
      'Every answer says whether it may be kept and on what it depends',
      "if (!reply.hasHeader('cache-control'))",
      'if (false)',
      'says whether it may be kept and on what it depends',
    ],
  ]),
  ...mutantsOf('src/transport/http/error-handler.ts', 'transport/every-answer', [
    [
      'Every answer says whether it may be kept and on what it depends',
      "reply.header('allow', allow);",
      '',
      'says whether it may be kept and on what it depends',
    ],
  ]),
  ...mutantsOf('src/transport/http/cors.ts', 'transport/every-answer', [
    [
      'Pages of a listed origin may send the headers of known clients; others get nothing.',
      "if (!isAsked || !reply.hasHeader('access-control-allow-origin')) return;",
      'if (!isAsked) return;',
      'to a page of a listed origin',
    ],
  ]),
  ...mutantsOf('src/transport/http/graphql.ts', 'transport/every-answer', [
    [
      'Long answers of queries are compressed',
      "holdsNoSecret: prepared.operation.kind === 'query'",
      'holdsNoSecret: true',
      'that holds a code is not compressed',
    ],
  ]),
  ...mutantsOf('src/database/faults.ts', 'transport/outage', [
    [
      'A full disk refuses writes with 503 and `READ_ONLY`',
      "if (readOnly.test(code)) return 'readOnly';",
      '',
      'can be read, refuses writes with 503',
    ],
  ]),
  ...mutantsOf('src/database/data-source.ts', 'database/data-source', [
    [
      'No statement, lock or idle transaction holds a connection for ever.',
      'lock_timeout: 5_000,',
      '',
      'has lock_timeout of 5s',
    ],
    [
      'No statement, lock or idle transaction holds a connection for ever.',
      'statement_timeout: 10_000,',
      '',
      'has statement_timeout of 10s',
    ],
    [
      'No statement, lock or idle transaction holds a connection for ever.',
      'idle_in_transaction_session_timeout: 15_000,',
      '',
      'has idle_in_transaction_session_timeout of 15s',
    ],
  ]),
  ...mutantsOf('src/database/backup/write-backup.ts', 'cli/backup', [
    [
      'A backup is everything at one moment; restored it is the same, recounted.',
      'begin transaction isolation level repeatable read read only;',
      'begin transaction isolation level read committed read only;',
      'take what one moment held',
    ],
  ]),
  ...mutantsOf('src/database/backup/copied-tables.ts', 'cli/backup', [
    [
      'A backup is everything at one moment; restored it is the same, recounted.',
      "c.relname <> 'migration'",
      "c.relname not in ('migration', 'presence')",
      'bring back everything into a empty database',
    ],
    [
      'A backup of an open secret poll does not tell in what order ballots were cast.',
      "return { name, columns, order: order.join(', ') };",
      "return { name, columns, order: 'ctid' };",
      'write the ballots of an open secret poll',
    ],
  ]),
  ...mutantsOf('src/database/backup/backup-file.ts', 'cli/backup', [
    [
      'A file that is damaged, cut, changed or of a newer release is refused',
      'if (found.rows !== wanted.rows || found.sha256 !== wanted.sha256) {',
      'if (found.rows !== wanted.rows) {',
      'before it touches the database',
    ],
    [
      'A file that is damaged, cut, changed or of a newer release is refused',
      "if (!footer) throw damaged(path, 'it was cut before its end');",
      "footer ??= { tables: {}, logs: [], sha256: whole.copy().digest('hex') };",
      'before it touches the database',
    ],
  ]),
  ...mutantsOf('src/database/backup/restore-backup.ts', 'cli/backup', [
    [
      'A file that is damaged, cut, changed or of a newer release is refused',
      'requireKnown(path, header, mine);',
      '',
      'before it touches the database',
    ],
    [
      'A backup is only restored into an empty database',
      'await requireEmpty(db);',
      '',
      'refuses a database with rows, and changes nothing in it',
    ],
  ]),
  ...mutantsOf('src/cli/restore.ts', 'cli/backup', [
    [
      'Sessions that a restore is told to revoke hold at no moment of it',
      'if (revokes) await revokeEverybody(tx);',
      '',
      'says that sessions hold again, also those revoked since, and ends them when told to',
    ],
    [
      'Sessions that a restore is told to revoke hold at no moment of it',
      'if (revokes) await revokeEverybody(tx);',
      'void setImmediate(() => revokes && recount(db, { slug: null }).then((c) => faultsOf(c).length === 0 && revokeEverybody(tx as never)));',
      'ends the sessions before it counts again',
    ],
  ]),
  ...mutantsOf('src/observability/error-serializer.ts', 'observability/log', [
    [
      'No badge code, token or choice is in the log; a fault is logged without the values of its statement.',
      "error.query.trim().replace(/\\s+/g, ' ')",
      "error.query.trim().replace(/\\s+/g, ' ') + JSON.stringify(error.parameters)",
      'tells which statement broke what, and nothing of the ballot it was about',
    ],
  ]),
  ...mutantsOf('src/graphql/pipeline.ts', 'observability/log', [
    [
      'No badge code, token or choice is in the log; a fault is logged without the values of its statement.',
      'this.record(prepared.caller, prepared.operation, result.code);',
      'this.record(prepared.caller, { ...prepared.operation, name: JSON.stringify(prepared.variables) } as never, result.code);',
      'has a line of JSON for each act of a whole rehearsal, and no code, token or choice',
    ],
  ]),
  ...mutantsOf('src/graphql/pipeline.ts', 'observability/traces', [
    [
      'No variable, code or answer is in what a collector of traces is told.',
      'this.record(prepared.caller, prepared.operation, result.code);',
      'this.record(prepared.caller, { ...prepared.operation, rootField: JSON.stringify(prepared.variables) } as never, result.code);',
      'is told of operations over HTTP, sockets and event streams, without variables',
    ],
  ]),
  ...mutantsOf('src/observability/operations.ts', 'observability/metrics', [
    [
      'Dashboard and alerts name only metrics there are.',
      "name: 'giaouoc_acts_total',",
      "name: 'giaouoc_deeds_total',",
      'names only metrics there are',
    ],
  ]),
  ...mutantsOf('src/config/production.ts', 'config/config', [
    [
      'Unsafe settings stop the start where others reach the server.',
      'if (secureCookie === false) {',
      'if (false) {',
      'refuses cookies without TLS, and names the way out',
    ],
    [
      'Unsafe settings stop the start where others reach the server.',
      "if (!publicUrl?.startsWith('https:')) {",
      'if (!publicUrl) {',
      'refuses no TLS in front, and names the way out',
    ],
    [
      'Unsafe settings stop the start where others reach the server.',
      'if (demo) unsafe.push(',
      'if (false) unsafe.push(',
      'refuses codes printed at each start, and names the way out',
    ],
  ]),
  ...mutantsOf('src/poll/count.ts', 'database/plans', [
    [
      'Pages of one bloc read no big table from end to end.',
      'select poll_id, choices from named_ballot where poll_id = any($1)',
      'select poll_id, choices from named_ballot where poll_id::text = any($1::text[])',
      'a tally reads no big table from end to end',
    ],
  ]),
];

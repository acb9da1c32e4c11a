import { mutantsOf } from '../mutant';

/** On the one way of an operation: what is known of its document, and who may join while a session ends. */
export const oneWay = [
  ...mutantsOf('src/graphql/operation.ts', 'graphql/operation', [
    [
      'What was asked with other variables is another question',
      'JSON.stringify([this.id, variables, audienceOf',
      'JSON.stringify([this.id, audienceOf',
      'tells apart variables, operations of one document, and nothing else',
    ],
  ]),
  ...mutantsOf('src/graphql/cache/scope.ts', 'graphql/cache-scope', [
    [
      'A key that is limited to conferences shares nothing with one that is not',
      '[viewer.scopes, viewer.conferenceIds]',
      '[viewer.scopes]',
      'split viewers by role, conference, scopes and the conferences of a key',
    ],
  ]),
  ...mutantsOf('src/graphql/documents.ts', 'graphql/documents', [
    [
      'A text is read up to its limit of tokens and no further',
      'parse(text, { maxTokens: this.limits.maxTokens })',
      'parse(text)',
      'reads no more of a text than the words it may have',
    ],
    [
      'Without introspection no error names a field',
      'hideSuggestions: !this.limits.introspection,',
      '',
      'names no field that is nearly meant where the schema is not told',
    ],
  ]),
  ...mutantsOf('src/graphql/complexity.ts', 'graphql/complexity', [
    [
      'What a variable of a directive does not say counts as executed',
      "typeof given !== 'boolean' || given === wanted",
      'given === wanted',
      'asks again for each size of a page',
    ],
    [
      'Of two sizes of a page the larger counts',
      'sizes.length ? Math.max(...sizes)',
      'sizes.length ? Math.min(...sizes)',
      'counts the items of a page once',
    ],
  ]),
  ...mutantsOf('src/log/log-version.ts', 'log/log-version', [
    [
      'An answer to a query is used again only while no log has grown that it depends on',
      'const read = this.send(streams);',
      'const read = this.send(streams);\n    this.next = read;\n    void read.finally(() => (this.next = null));',
      'gives nobody a version that was asked for before they came',
    ],
  ]),
  ...mutantsOf('src/graphql/format-error.ts', 'graphql/format-error', [
    [
      'A fault is reported whole',
      '  report(original, requestId);\n',
      '',
      'reports a fault whole, once, and shows nothing of it',
    ],
    [
      'A fault shows nothing of itself',
      "return shown('INTERNAL_SERVER_ERROR', codes.INTERNAL_SERVER_ERROR.en);",
      "return shown('INTERNAL_SERVER_ERROR', String(original));",
      'reports a fault whole, once, and shows nothing of it',
    ],
  ]),
  ...mutantsOf('src/graphql/lanes.ts', 'graphql/lanes', [
    [
      'Acts that have arrived go before the next execution',
      'setImmediate(() => this.admit());',
      'this.admit();',
      'begin the next in a turn of its own',
    ],
  ]),
  ...mutantsOf('src/graphql/pipeline.ts', 'graphql/pipeline', [
    [
      'Every answer says what was asked and used',
      'extensions: { cost: { asked: cost, used } }',
      'extensions: { cost: { asked: used, used } }',
      'answers, says what it cost',
    ],
  ]),
  ...mutantsOf('src/limits/network.ts', 'limits/network', [
    ['An IPv6 network counts as one address', 'slice(0, 4)', 'slice(0, 8)', 'of 2001:DB8:1:2::7 is'],
  ]),
  ...mutantsOf('src/transport/sse/admission.ts', 'transport/joining', [
    [
      'A session that ends while a stream is opened opens none',
      'if (!isStill || (stream.isGone',
      'if ((stream.isGone',
      'sends nothing when its session is refused now',
    ],
  ]),
  ...mutantsOf('src/transport/websocket/introduction.ts', 'transport/joining', [
    [
      'A session that ends while a socket introduces itself opens none',
      'return viewer.sessionId && !(await this.viewerOf(connection))?.sessionId ? false : { reconnect };',
      'return { reconnect };',
      'is refused when its session is refused now',
    ],
  ]),
  ...mutantsOf('src/transport/http/conditional.ts', 'transport/conditional', [
    [
      'Who refuses gzip is sent none',
      '/(^|,)\\s*gzip\\s*(,|$|;\\s*q\\s*=\\s*(1|0?\\.\\d*[1-9]))/i',
      '/gzip/i',
      'gzip;q=0 takes gzip: false',
    ],
  ]),
  ...mutantsOf('src/log/read-since.ts', 'transport/codes', [
    [
      'A log has no position before its beginning',
      'if (after < 0 || after > end)',
      'if (after > end)',
      'LOG_POSITION_AHEAD, before the beginning',
    ],
  ]),
  ...mutantsOf('src/subscriptions/shared-log.ts', 'subscriptions/shared-log', [
    [
      'A page of a log that was not full is read again',
      'if (page.size < pageSize) forget();',
      '',
      'also of a page that had less before',
    ],
  ]),
  ...mutantsOf('src/poll/ballot-statement.ts', 'poll/ballot-box', [
    [
      'Roll and ballot of an unlinked poll share nothing a reader of the tables could join, not their order either',
      ' order by ballot_id`',
      ' order by n`',
      'lays unlinked ballots in the order of their random ids',
    ],
  ]),
  ...mutantsOf('src/poll/electorate.ts', 'poll/electorate', [
    [
      'Who has left the hall is not present as a poll opens',
      'join presence p on p.delegate_id = d.id and p.checked_out_at is null',
      'join presence p on p.delegate_id = d.id',
      'of a poll of MEMBERS counts as present who is in the hall',
    ],
    [
      'Who has left the hall is not present as a poll opens',
      '(select from presence p where p.delegate_id = d.id and p.checked_out_at is null)\n      and',
      '(select from presence p where p.delegate_id = d.id)\n      and',
      'of a poll of DELEGATES counts as present who is in the hall',
    ],
    [
      'Who will not come has no vote of their own',
      'd.may_vote and d.withdrawn_at is null and exists',
      'd.may_vote and exists',
      'has no vote of a delegate who will not come',
    ],
  ]),
  ...mutantsOf('src/graphql/document-limits.ts', 'graphql/documents', [
    [
      'A document does one act, whatever it hides behind',
      'selection.kind === Kind.FIELD ? 1 : 2',
      '1',
      'whatever it hides behind: mutation { ...F }',
    ],
  ]),
  ...mutantsOf('src/subscriptions/broker.ts', 'subscriptions/entries', [
    [
      'An entry that could not be read while the database was away is read again',
      'if (fault && isAway(fault.originalError)) throw fault;',
      '',
      'that could not be read while the database was away is read again',
    ],
  ]),
];

import { mutantsOf } from '../mutant';

/** What keeps strangers from stopping the hall, and other sites from acting for people. */
export const protections = [
  ...mutantsOf('src/graphql/context.ts', 'graphql/budget', [
    [
      'Rows count in the budget each time a loader hands them out',
      'return budget.take(rows) ? value : budget.never;',
      'return value;',
      'count each time they are handed out',
    ],
    [
      'a spent budget reads no more rows',
      '(budget.isSpent ? budget.never : loader.read(reader(), keys, charge))',
      'loader.read(reader(), keys, charge)',
      'are not read for who asked just before it was spent',
    ],
    [
      'Acts wait in no lane, and for no connection of a reader.',
      'snapshot?.read ?? parts.db.reads.manager;',
      'snapshot?.read ?? parts.db.manager;',
      'come from the pool of reads',
    ],
  ]),
  ...mutantsOf('src/database/data-source.ts', 'database/data-source', [
    [
      'Acts wait in no lane, and for no connection of a reader.',
      'await db.openReads({ ...options, extra, migrations: [] } as DataSourceOptions);',
      'void extra;',
      'leaves acts their connections when reads have taken all of theirs',
    ],
  ]),
  ...mutantsOf('src/graphql/metering.ts', 'graphql/budget', [
    [
      'items of a list count in the budget',
      'if (!budget.take(list.length)) return budget.never;',
      '',
      'counts a unit for each call and each item',
    ],
    [
      'a list that is too long is not handed out',
      'if (!budget.take(list.length)) return budget.never;',
      'budget.take(list.length);',
      'stops at the items of a list of texts',
    ],
    [
      'bytes of texts count in the budget',
      "typeof value === 'string' ? nameBytes + value.length : nameBytes",
      'nameBytes',
      'counts the bytes of a text',
    ],
    [
      'Acts are never ended for what they use',
      '|| exempt.includes(type)) continue;',
      ') continue;',
      'counts a unit for each call and each item: mutation { act } is 0',
    ],
    [
      'long lists are given in slices',
      'if (!budget.slicesLists || list.length <= sliceItems) return list;',
      'if (list.length > 0) return list;',
      'gives a long list in slices of fifty',
    ],
  ]),
  ...mutantsOf('src/graphql/budget.ts', 'graphql/budget', [
    ['a budget is spent when more was used than allowed', 'this.isSpent = true;', '', 'Budget'],
    [
      'a budget is spent when more was used than allowed',
      `if (this.units <= this.allowed.units) return true;
    this.spend();`,
      'if (this.units <= this.allowed.units) return true;',
      'gives units until they are used up, and none from then on',
    ],
    [
      'a budget is spent when more was used than allowed',
      `if (this.bytes <= this.allowed.bytes) return true;
    this.spend();`,
      'if (this.bytes <= this.allowed.bytes) return true;',
      'gives bytes until they are used up, and no units from then on',
    ],
  ]),
  ...mutantsOf('src/graphql/without-unread.ts', 'graphql/payload', [
    [
      'The answer of an act keeps its receipt, whatever becomes of reading back what it changed',
      '      clear(result.data, place);',
      '',
      'gives nothing half',
    ],
    [
      'The answer of an act keeps its receipt, whatever becomes of reading back what it changed',
      'receipts.has(String(path[1])) ? 3 : 2',
      '2',
      'gives nothing half',
    ],
  ]),
  ...mutantsOf('src/graphql/metering.ts', 'graphql/payload', [
    [
      'The answer of an act keeps its receipt when more is asked for than may be read',
      "schema.getType('Receipt'), ...payloads]",
      '...payloads]',
      'keeps the receipt when more is asked for',
    ],
    [
      'The answer of an act keeps its receipt when more is asked for than may be read',
      "schema.getType('Receipt'), ...payloads]",
      "schema.getType('Receipt')]",
      'keeps the receipt when more is asked for',
    ],
  ]),
  ...mutantsOf('src/graphql/budget.ts', 'graphql/payload', [
    [
      'What an act reads back ends with its budget',
      'this.ended = Promise.reject(refusal);',
      'this.ended = new Promise(() => undefined);',
      'keeps the receipt when more is asked for',
    ],
  ]),
  ...mutantsOf('src/conference/visible.ts', 'graphql/payload', [
    [
      'A payload shows nothing of a conference that is not the caller’s to see',
      'return isVisible(ctx.viewer, conference) ? conference : null;',
      'return conference;',
      'shows nothing of a conference that is not the caller’s to see',
    ],
  ]),
  ...mutantsOf('src/pact/payload.ts', 'graphql/payload', [
    ['A payload has the signature of its own act', ' && signedAt <= at', '', 'of a retry not one given since'],
  ]),
  ...mutantsOf('src/graphql/execute.ts', 'graphql/execute', [
    [
      'An execution ends when its budget is spent',
      'await Promise.race([this.start(execution, context), over]);',
      'await this.start(execution, context);',
      'ends at once, with no data and one error, when the budget is spent',
    ],
    [
      'Acts are never ended for what they use, and a mutation is executed once.',
      "if (!this.options.compiled || operation.kind !== 'query') return null;",
      "if (!this.options.compiled || operation.kind === 'subscription') return null;",
      'executes a mutation that fails once, however often it came before',
    ],
    [
      'a compiled query that meets an error gives the errors of graphql-js',
      'if (result && !result.errors) return result;',
      'if (result) return result;',
      'as graphql-js does, compiled or not',
    ],
  ]),
  ...mutantsOf('src/graphql/lanes.ts', 'graphql/lanes', [
    [
      'slow work is done one at a time',
      'slow: 1, publicShare',
      'slow: 1_000, publicShare',
      'do slow work one at a time',
    ],
    ['quick work is done four at a time', '{ quick: 4, slow', '{ quick: 5, slow', 'begin four quick pieces of work'],
    [
      'Who has signed in goes before the public',
      'const firstPublic = isPublic ? -1 : line.findIndex((each) => each.isPublic);',
      'const firstPublic = -1;',
      'let who has signed in go before the public',
    ],
    [
      'the public goes before nobody',
      'const firstPublic = isPublic ? -1 : line.findIndex((each) => each.isPublic);',
      'const firstPublic = isPublic ? 0 : -1;',
      'let who has signed in go before the public',
    ],
    [
      'Public work gets a share of the loop while acts are done',
      'publicShare: 0.3 }',
      'publicShare: 1 }',
      'hold public work to three tenths of the time',
    ],
    [
      'Public work gets a share of the loop while acts are done',
      'this.debtMs += units * unitMs + bytes * byteMs;',
      '',
      'hold public work to three tenths of the time',
    ],
    [
      'Public work gets a share of the loop while acts are done',
      'this.lastActAtMs = performance.now();',
      '',
      'hold public work to three tenths of the time',
    ],
    [
      'Who has signed in goes before the public, and is held to no share.',
      '(!isPublic || this.pauseMs() === 0)',
      'this.pauseMs() === 0',
      'hold nothing of who has signed in',
    ],
    [
      'Who has signed in goes before the public, and is held to no share.',
      'if (!isPublic) return;',
      '',
      'hold nothing while no acts are done, and charge nothing to who has signed in',
    ],
    [
      'public work is held only while acts are done',
      'if (performance.now() - this.lastActAtMs > actsLastMs) return 0;',
      '',
      'hold nothing before the first act, and nothing from five seconds after the last one',
    ],
    [
      'what waits is bounded',
      'if (this.size >= mostWaiting)',
      'if (false)',
      'refuse what comes while two thousand wait',
    ],
    ['a lane is free again after work that failed', 'this.running[lane] -= 1;', '', 'go on after work that failed'],
  ]),
  ...mutantsOf('src/graphql/pacer.ts', 'graphql/pacer', [
    ['a turn of the loop has 2,000 units', 'const sliceUnits = 2_000;', 'const sliceUnits = 9_000;', 'has room until'],
    ['a turn of the loop has 2,000 units', 'this.used += units;', '', 'has room until'],
    ['a turn begins with no units used', 'this.used = 0;', '', 'forgets at each turn'],
    [
      'nobody overtakes those who wait for a turn',
      'if (this.used < sliceUnits && this.waiting.length === 0) return null;',
      'if (this.used < sliceUnits) return null;',
      'lets nobody overtake those who wait',
    ],
    [
      'Those who wait go on in the order of asking',
      'this.waiting.shift()',
      'this.waiting.pop()',
      'in the order of asking',
    ],
  ]),
  ...mutantsOf('src/limits/spending-limiter.ts', 'limits/spending-limiter', [
    ['what is used is charged', '.force(units);', '.force(0);', 'lets an address use its burst'],
    [
      'what is used beyond what is left is paid for afterwards',
      '.force(units);',
      '.take(units);',
      'lets an address use its burst, also beyond what is left',
    ],
    [
      'a session pays for itself',
      'const [buckets, key, rate] = sessionId',
      'const [buckets, key, rate] = sessionId === address',
      'charges a session and not the address it comes from',
    ],
    ['an IPv6 network pays as one', 'networkOf(address), this', 'address, this', 'takes an IPv6 network for one'],
  ]),
  ...mutantsOf('src/limits/token-bucket.ts', 'limits/spending-limiter', [
    [
      'a bucket fills up to its burst and no further',
      'Math.min(burst, this.left + (',
      '((this.left) + (',
      'fills up to its burst and no further',
    ],
  ]),
  ...mutantsOf('src/graphql/pipeline.ts', 'graphql/pipeline', [
    [
      'A GET changes nothing, whatever it asks.',
      'if (!isRead && !carries.mutations) return getOnly(operation.kind);',
      '',
      'executes no a mutation where the exchange carries only queries',
    ],
    [
      'a subscription goes by streams only',
      "if (operation.kind === 'subscription' && !carries.subscriptions) return needsStream();",
      '',
      'refuses a subscription where no stream can be sent',
    ],
    [
      'What costs too much is refused before it is executed',
      'if (cost > limits.maxCost) return { error: documentTooLarge(cost, limits.maxCost) };',
      '',
      'refuses what would cost too much before anything is executed',
    ],
    [
      'the public sends documents that are listed',
      "if (viewer.role === Role.PUBLIC && operation.kind !== 'mutation' && !limits.isListed(text))",
      'if (false)',
      'takes from the public the documents that are listed',
    ],
    [
      'the public may use less than who has signed in',
      'viewer.role === Role.PUBLIC ? publicAllowance : allowance',
      'allowance',
      'ends what uses more than its caller may',
    ],
    [
      'An execution ends when its budget is spent',
      'if (budget.isSpent && error) this.rememberTooLarge(prepared, error);',
      '',
      'ends what uses more than its caller may, and refuses the same at once for a while',
    ],
    [
      'Acts are never ended for what they use',
      'const budget = this.budgetOf(prepared.caller, true);',
      'const budget = this.budgetOf(prepared.caller);',
      'never ends an act for what it uses',
    ],
    [
      'what an act reads back is charged',
      'if (budget.units > 0) this.parts.spending.charge(payerOf(prepared.caller), budget.units);',
      '',
      'charges what an execution used, fifty for an act',
    ],
    [
      'reads are charged what they used',
      `    this.parts.spending.charge(payerOf(prepared.caller), budget.units);
    this.parts.lanes`,
      '    this.parts.lanes',
      'charges what an execution used, fifty for an act',
    ],
    [
      'acts are charged',
      "spending.spend(payerOf(caller), operation.kind === 'mutation' ? actUnits : reusedUnits)",
      'spending.spend(payerOf(caller), reusedUnits)',
      'charges what an execution used, fifty for an act',
    ],
    [
      'Who has used up what one may is refused with RATE_LIMITED',
      'return waitSeconds === 0 ? null : rateLimited(waitSeconds);',
      'return null;',
      'refuses who has used up what one may',
    ],
    ['an act is noted for the lanes', 'this.parts.lanes.noteAct();', '', 'lets reads wait for their lane'],
    [
      'Acts wait in no lane, and for no connection of a reader.',
      "if (operation.kind === 'mutation') return this.act(prepared);",
      "if (operation.kind === 'mutation') return this.parts.lanes.run({ isQuick: true, isPublic: false }, () => this.act(prepared));",
      'lets reads wait for their lane, quick ones by what they used before, and acts for nothing',
    ],
    [
      'new texts are read in a lane',
      'const read = await lanes.run(work, async () => {',
      'const read = await (async (_: unknown, make: () => Promise<ReadDocument>) => make())(work, async () => {',
      'reads a text for the first time in a lane',
    ],
    [
      'new texts are charged by their length',
      'const waitSeconds = this.parts.spending.spend(payerOf(caller), units);',
      'const waitSeconds = this.parts.spending.spend(payerOf(caller), 0);',
      'reads a text for the first time in a lane, for a charge by its length',
    ],
    [
      'who has used up what one may has no new text read',
      'if (waitSeconds > 0) return this.refuse(',
      'if (false) return this.refuse(',
      'reads no new text of who has used up what one may',
    ],
    [
      'public reads are charged to their lanes',
      'this.parts.lanes.charge(work, budget.units, budget.bytes);',
      '',
      'charges the lanes of public work with the units and bytes it used',
    ],
    [
      'a fault is a result and tells nothing of itself',
      'result = this.failed(error, prepared.caller);',
      'throw error;',
      'makes a result of every fault',
    ],
  ]),
  ...mutantsOf('src/graphql/cache/result-cache.ts', 'graphql/result-cache', [
    [
      'results are kept apart by what they were made at',
      'if (kept && (kept.version === version || kept.version === read.total)) {',
      'if (kept) {',
      'gives an answer again until the version is another one',
    ],
  ]),
  ...mutantsOf('src/graphql/cache/scope.ts', 'graphql/result-cache', [
    [
      'what is of one viewer is not kept for others',
      'isReusable: !isPrivate && !marks.some',
      'isReusable: !marks.some',
      'never keeps what is somebody’s own, a clock, or an error',
    ],
    [
      'what changes without an entry is not kept',
      ' && !marks.some(({ maxAge }) => maxAge === 0)',
      '',
      'never keeps what is somebody’s own, a clock, or an error',
    ],
  ]),
  ...mutantsOf('src/graphql/result.ts', 'graphql/pipeline', [
    [
      'an execution that met nothing but a database that is away is answered with 503',
      'status: away ? 503 : 200,',
      'status: 200,',
      'answers with 503 where nothing came of it but that the database is away',
    ],
  ]),
  ...mutantsOf('src/graphql/documents.ts', 'graphql/documents', [
    [
      'A document is measured before it is validated',
      'if (tooLarge) return { errors: [tooLarge] };',
      '',
      'measures a document before it validates it',
    ],
  ]),
  ...mutantsOf('src/subscriptions/broker.ts', 'subscriptions/over-budget', [
    [
      'A live group over its budget is ended',
      'isLast: budget.isSpent };',
      '};',
      'ends a group whose state takes more than it may, with its refusal, and refuses the next for a while',
    ],
    [
      'a live group over its budget is not begun again for a while',
      'if (tooLarge) return pipeline.refuse([tooLarge], caller, operation);',
      '',
      'ends a group whose state takes more than it may, with its refusal, and refuses the next for a while',
    ],
    [
      'The public opens so many groups and no more',
      'if (isFull) return',
      'if (false) return',
      'lets the public open so many groups and no more, and join those there are',
    ],
    [
      'live groups are read in lanes',
      `return this.options.lanes.run(work, async () => {
      const snapshot`,
      `return (async (_: unknown, make: () => Promise<Snapshot>) => make())(work, async () => {
      const snapshot`,
      'reads its groups in lanes',
    ],
  ]),
  ...mutantsOf('src/transport/origin.ts', 'transport/origins', [
    [
      'No page of another site opens a socket or an event stream here.',
      `if (origin === undefined) return true;`,
      'if (origin !== null) return true;',
      'opens no socket and no event stream to a page of another site',
    ],
  ]),
  ...mutantsOf('src/transport/origin.ts', 'transport/sse', [
    [
      'No page of another site opens a socket or an event stream here.',
      `if (origin === undefined) return true;`,
      'if (origin !== null) return true;',
      'are refused to pages of other sites',
    ],
  ]),
  ...mutantsOf('src/transport/origin.ts', 'transport/limits', [
    [
      'No page of another site opens a socket or an event stream here.',
      `if (origin === undefined) return true;`,
      'if (origin !== null) return true;',
      'from a page of another site is refused before it opens',
    ],
  ]),
  ...mutantsOf('src/transport/http/cors.ts', 'transport/origins', [
    [
      'a page of another site acts without cookies',
      'exposedHeaders: shown,',
      'exposedHeaders: shown, credentials: true,',
      'lets pages of a listed site ask, with a token and without cookies',
    ],
    ['only listed sites may ask', 'origin: [...origins],', 'origin: true,', 'names no other site'],
  ]),
  ...mutantsOf('src/transport/credentials.ts', 'transport/credentials', [
    [
      'the session cookie is sent by no other site',
      "sameSite: 'strict',",
      "sameSite: 'lax',",
      'is kept from scripts, other sites and other hosts',
    ],
    [
      'the session cookie is read by no script',
      'httpOnly: true,',
      'httpOnly: false,',
      'is kept from scripts, other sites and other hosts',
    ],
  ]),
  ...mutantsOf('src/graphql/pipeline.ts', 'transport/over-http', [
    [
      'A GET changes nothing, whatever it asks.',
      'if (!isRead && !carries.mutations) return getOnly(operation.kind);',
      '',
      'refuses a form from another site, a batch, and a mutation by GET',
    ],
  ]),
  ...mutantsOf('src/app/services.ts', 'app/two-apps', [
    [
      'Two servers in one process share nothing',
      'ballotBox: new BallotBox(db, { together: true, onBatch }),',
      'ballotBox: ((globalThis as unknown as { box?: BallotBox }).box ??= new BallotBox(db, { together: true, onBatch })),',
      'count ballots, batches, connections, accounts and delays apart',
    ],
  ]),
  ...mutantsOf('src/log/topics.ts', 'log/topics', [
    [
      'A topic that is waited for is spelt as the one that is written.',
      "poll: (pollId: string) => topic('poll', pollId),",
      "poll: (pollId: string) => topic('pact', pollId),",
      'have one kind each',
    ],
  ]),
  ...mutantsOf('src/conference/hide-hidden.ts', 'contract/hidden', [
    [
      'Acts answer for a hidden conference as for none.',
      "throw (await isAboutHidden(error, context)) ? new Refusal('NOT_FOUND') : error;",
      'throw error;',
      'is to others, for Mutation.closePoll(input.pollId), what does not exist',
    ],
  ]),
  ...mutantsOf('src/conference/visible.ts', 'contract/hidden', [
    [
      'Reads answer for what belongs to a hidden conference as for what does not exist.',
      'return (await seenConference(ctx, thing.conferenceId)) ? thing : null;',
      'return thing;',
      'is to others, for Query.delegate(id), what does not exist',
    ],
  ]),
  ...mutantsOf('src/auth/resolver.ts', 'contract/schema', [
    [
      'A field that only a role may read may be null.',
      `    nullable: true,
    description: 'Who may sign in`,
      `    description: 'Who may sign in`,
      'never loses a thing to a field of it that the viewer may not read',
    ],
  ]),
  ...mutantsOf('src/bloc/resolver.ts', 'record/look-ups', [
    [
      'A look-up takes exactly one way to name a thing.',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'code', cure: 'Give it with blocSlug, and never with id.' });",
      'return null;',
      'takes exactly one way to name a thing: member(id: "x", code: "y")',
    ],
  ]),
  ...mutantsOf('src/graphql/loading/cursor.ts', 'graphql/connection', [
    [
      'A cursor belongs to its list: name, parent and filter.',
      'JSON.stringify([name, parentId, sorted])',
      'JSON.stringify([name, sorted])',
      'refuses a forged cursor, and one of the same list of another parent',
    ],
    [
      'A cursor belongs to its list: name, parent and filter.',
      'JSON.stringify([name, parentId, sorted])',
      'JSON.stringify([name, parentId])',
      'refuses a cursor of the same list under another filter',
    ],
  ]),
  ...mutantsOf('src/graphql/loading/paging.ts', 'graphql/connection', [
    [
      'A page from the end is the end of the list, in its order.',
      'if (page.fromEnd) edges.reverse();',
      '',
      'walks the list of one parent, 3 at a time',
    ],
  ]),
  ...mutantsOf('src/record/search.ts', 'record/search', [
    [
      'Search shows a hidden conference to those at it only.',
      "and (visibility = 'PUBLIC' or $3 or id = any($4::uuid[]))",
      'and ($3 is not null and $4::uuid[] is not null)',
      'shows a conference to those who may see it',
    ],
    [
      'What is typed is searched for as words, never as a query.',
      'return (plain.match(/[a-z0-9]+/g) ?? []).slice(0, mostWords);',
      'return [plain].slice(0, mostWords);',
      'reads what is typed as words, never as a query',
    ],
  ]),
  ...mutantsOf('src/award/loaders.ts', 'award/resolver', [
    [
      'A list of one state holds the proposals of that state and no others.',
      '.state === state);',
      '.state !== null);',
      'are narrowed by state, member and award',
    ],
  ]),
  ...mutantsOf('src/record/log-page.ts', 'record/log-page', [
    [
      'A page from the end is the end of the list, in its order.',
      'page.fromEnd ? edges.slice(-page.size) : edges.slice(0, page.size)',
      'edges.slice(0, page.size)',
      'holds the entries asked for, in order: (last: 2)',
    ],
  ]),
  ...mutantsOf('src/graphql/operation.ts', 'graphql/complexity', [
    [
      'Costs count as many items as are asked for by name.',
      'if (Array.isArray(value)) return [[name, value.length]];',
      '',
      'counts as many items as are asked for by name',
    ],
  ]),
  ...mutantsOf('src/poll/tally.ts', 'contract/lists', [
    [
      'A list is a connection, or short by what it is.',
      '@Field(() => [OptionTally],',
      `@Field(() => [String], { description: 'All that was ever said.' })
  said: string[];

  @Field(() => [OptionTally],`,
      'is a connection or short by what it is',
    ],
  ]),
];

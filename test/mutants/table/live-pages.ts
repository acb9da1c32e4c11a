import { mutantsOf } from '../mutant';

/** The rows of docs/live.md on the pages: these are built anew, and run in Chromium. */
export const livePages = [
  ...mutantsOf('web/src/api/CodeList.tsx', 'web/api', [
    [
      'the page /api says in the language of its reader what to do about each code',
      'row.meaning[language]',
      'row.meaning.en',
      'what to do and what people are told: vi',
    ],
  ]),
  ...mutantsOf('web/src/words/use-format.ts', 'web/told-in-part', [
    [
      'Times are those of Vietnam, wherever a page is read',
      'new Intl.DateTimeFormat(locale, { ...clock, timeZone })',
      'new Intl.DateTimeFormat(locale, { ...clock })',
      'show times in Vietnam, named where the reader has others',
    ],
  ]),
  ...mutantsOf('web/src/poll/TallyBoard.tsx', 'web/assembly', [
    [
      'All pages show the same numbers, and those a recount finds.',
      'votes: votes ?? 0, weight,',
      'votes: (votes ?? 0) && 1, weight,',
      'play the agenda of 2022, and all show what a recount finds',
    ],
  ]),
  ...mutantsOf('web/src/chair/polls/result-text.ts', 'web/desk-results', [
    [
      'the sentence to read aloud has the share that the rule asks for',
      "case 'PRESENT':\n      return tally.present;",
      "case 'PRESENT':\n      return tally.electors;",
      'takes the share of what the rule takes it of',
    ],
  ]),
  ...mutantsOf('web/src/chair/polls/tie.ts', 'web/desk-results', [
    [
      'a run-off is for the seats that are left',
      'seats: tie.seats',
      'seats: tied.length',
      'says who is tied, and for how many seats',
    ],
  ]),
  ...mutantsOf('web/src/chair/polls/PollCard.tsx', 'web/late', [
    [
      'What is on screen never goes back, whatever comes late, in whichever of two ways it came.',
      "live ? newer<DeskPoll['tally']>(poll.tally, live.poll.tally) : poll.tally",
      'newer && (live?.poll.tally ?? poll.tally)',
      'shows at the desk the newer ones',
    ],
  ]),
  ...mutantsOf('web/src/graph/conference/course.ts', 'web/late', [
    [
      'What is on screen never goes back, whatever comes late, in whichever of two ways it came.',
      'newer<{ readonly sequence: number }>(poll.tally, now) !== now',
      "poll.state !== 'OPEN'",
      'is, of a poll, the counts read later',
    ],
  ]),
  ...mutantsOf('web/src/poll/use-voters.ts', 'web/named', [
    [
      'Pages say of recorded votes alone who voted what, once their counts are shown.',
      "secrecy === 'NAMED' && tally.shown",
      'tally.shown',
      'is never said of a secret vote',
    ],
  ]),
  ...mutantsOf('web/src/screen/Fit.tsx', 'web/hall-boxes', [
    [
      'All of a stage is seen on the hall screen without scrolling, whatever its size, members and options.',
      'inner.scrollHeight <= outer.clientHeight &&',
      'true ||',
      'shows every stage of 12 members',
    ],
  ]),
  ...mutantsOf('web/src/screen/screen.module.css', 'web/hall-boxes', [
    [
      'How long there is to vote is seen on the hall screen, however tight it is.',
      '> .kicker > :not([role="timer"])',
      '> .kicker > *',
      'shows every stage of 30 members',
    ],
  ]),
  ...mutantsOf('web/src/screen/Head.tsx', 'web/hall-boxes', [
    [
      'A vote that opens by itself is counted down to on the hall screen, whatever it shows but boards of many votes.',
      'const next = nextToOpen(polls);',
      'const next = nextToOpen([]);',
      'shows every stage of 2 members',
    ],
  ]),
  ...mutantsOf('web/src/conference/next-to-open.ts', 'web/on-stage', [
    [
      'Pages count down to the vote that opens first.',
      'a.opensAt.localeCompare(b.opensAt)',
      'b.opensAt.localeCompare(a.opensAt)',
      'is the vote whose hour comes first',
    ],
  ]),
  ...mutantsOf('web/src/look/use-fields.ts', 'web/dialogs', [
    [
      'A dialog that was left without an answer is opened again as at first.',
      'onOpen: () => setTyped(new Map()),',
      'onOpen: () => undefined,',
      'is empty, or holds what the record holds',
    ],
  ]),
  ...mutantsOf('web/src/conference/on-stage.ts', 'web/on-stage', [
    [
      'The hall screen shows every open vote, and no result for longer than it takes to read.',
      'if (several.length === 1)',
      'if (several.length > 0)',
      'shows all open polls, by their numbers',
    ],
    [
      'no result is shown for longer than it takes to read',
      'pollAt > Math.max(itemAt, nowMs - readOutMs)',
      'pollAt > itemAt',
      'never keeps a result that has been read',
    ],
  ]),
  ...mutantsOf('web/src/live/PollCard.tsx', 'web/ballot', [
    [
      'A half-filled ballot is not touched by anything that arrives.',
      'return <Ballot now={now} chosen={chosen}',
      'return <Ballot now={now} chosen={now.tally.cast === 0 ? chosen : null}',
      'leaves a half-filled ballot as it is',
    ],
  ]),
  ...mutantsOf('web/src/live/use-half-chosen.ts', 'web/ballot', [
    [
      'what is half chosen on a ballot outlives a reload',
      'useState<Chosen>(() => read(name))',
      'useState<Chosen>(null)',
      'keeps what is half chosen through a reload',
    ],
  ]),
  ...mutantsOf('web/src/live/outbox.ts', 'web/ballot', [
    [
      'A confirmed ballot is kept while the network is away',
      'this.show({ entries, stored: write(this.place, entries) });',
      'this.show({ entries, stored: true });',
      'keeps a ballot while the network is away',
    ],
    [
      'Two tabs of one delegate vote once, and both show how it ended.',
      "addEventListener('storage', follow);",
      '',
      'sends once from two tabs',
    ],
  ]),
  ...mutantsOf('web/src/live/KeptHere.tsx', 'web/offline', [
    [
      'Loaded anew without a network, the page shows the ballot that waits',
      'visit?.delegateId ? pendingAt(visit.delegateId) : []',
      '[] as ReturnType<typeof pendingAt>',
      'still shows the ballot it keeps',
    ],
  ]),
  ...mutantsOf('web/src/live/send-entry.ts', 'web/restart', [
    [
      'A server killed and started again leaves no page stuck',
      'if (!error || !code || passing.has(code))',
      "if (!error || passing.has(code ?? ''))",
      'leaves no page blank or stuck',
    ],
  ]),
  ...mutantsOf('web/src/connection/contact.ts', 'web/lines', [
    [
      'A number that may be old is marked 3 s after the last word',
      "if (silentMs >= staleMs) return 'stale';",
      '',
      'mark what is shown once nothing has come for 3 s',
    ],
    [
      'A number that may be old is marked 3 s after the last word',
      'const staleMs = 3_000;',
      'const staleMs = 600;',
      'raise no mark over a network that takes long',
    ],
  ]),
  ...mutantsOf('packages/giaouoc-client/src/newer.ts', 'web/lines', [
    [
      'What is on screen never goes back, whatever comes late.',
      'now < before ? shown : come',
      'now < before ? come : come',
      'never show an older state after a newer one',
    ],
  ]),
  ...mutantsOf('web/src/connection/server-clock.ts', 'web/lines', [
    [
      'Every time on a page is by the clock of the server.',
      'return machineMs + this.offsetMs;',
      'return machineMs;',
      'say all times by the clock of the server',
    ],
  ]),
  ...mutantsOf('web/src/live/PactCard.tsx', 'web/ballot', [
    [
      'Nobody signs a text whose hash their own browser does not find.',
      'const same = hashed !== null && hashed.hash === pact.textHash;',
      'const same = hashed !== null;',
      'signs over the hash it computed itself',
    ],
  ]),
  ...mutantsOf('web/src/live/outbox-entry.ts', 'web/ballot', [
    [
      'What a secret ballot chose is forgotten by the phone with its receipt.',
      'entry.secret ? { content: [], chosen: null } : {}',
      '{}',
      'forgets a secret choice',
    ],
  ]),
  ...mutantsOf('web/src/connection/lines.ts', 'web/pages', [
    [
      'Where sockets are blocked, at first or later',
      "if (!this.way) this.take('sse');",
      '',
      'follow by event stream within a second',
    ],
  ]),
  ...mutantsOf('web/src/connection/lines.ts', 'web/lines', [
    [
      'Where sockets are blocked, at first or later',
      'connecting: () => this.wait(socketPatienceMs),',
      'connecting: () => this.wait(4 * socketPatienceMs),',
      'fall to streams soon after the first try',
    ],
  ]),
  ...mutantsOf('web/src/connection/lines.ts', 'web/ballot', [
    [
      'Event streams give way to the socket when it opens',
      "this.take('websocket');",
      "if (this.way === null) this.take('websocket');",
      'moves from event streams to the socket',
    ],
  ]),
  ...mutantsOf('web/src/look/base.css', 'web/every-state', [
    [
      'Nothing on the phone is in letters below 16 px, to be hit on less than 44 px',
      'font-family: ui-monospace, monospace;',
      'font-family: monospace;',
      'can be read and hit by somebody of sixty on a phone: live-done',
    ],
  ]),
  ...mutantsOf('web/src/page/page.module.css', 'web/every-state', [
    [
      'Nothing on the phone is in letters below 16 px, to be hit on less than 44 px',
      'min-width: var(--touch);\n  padding: 0.25rem 0.75rem;',
      'padding: 0.25rem;',
      'can be read and hit by somebody of sixty on a phone: live-ballot',
    ],
  ]),
  ...mutantsOf('web/src/graph/bloc/name-count.ts', 'web/public-figures', [
    [
      'a name that counts others than are listed is explained by what is on record alone',
      '!seenOnly && (fromYear !== null',
      '!seenOnly || (fromYear !== null',
      'explain a name that counts others',
    ],
  ]),
  ...mutantsOf('web/src/graph/bloc/by-unit.ts', 'web/public-figures', [
    [
      'every indicator that has a figure has a chart',
      'const figures = results.filter(({ value }) => value !== null);',
      'const figures = results.length > 1 ? results.filter(({ value }) => value !== null) : [];',
      'draw a chart for every indicator',
    ],
  ]),
  ...mutantsOf('web/src/live/Desk.tsx', 'web/bad-day', [
    [
      "A mandate that passes to another delegate in the middle of a vote leaves the one's phone",
      'setSeen(mark);\n    if (seen !== null) refresh();',
      'setSeen(mark);',
      'takes the vote of one who was replaced in the middle of it',
    ],
  ]),
  ...mutantsOf('web/src/paper/vietnamese.ts', 'web/papers', [
    ['Shares on papers are exact to two decimals', '* 20_000n + BigInt(of)', '* 20_000n', '2 of 3 is 66,67%'],
  ]),
  ...mutantsOf('web/src/paper/papers/frame.ts', 'web/papers', [
    [
      'A paper of a rehearsal says so on every page',
      "if (nature === 'REHEARSAL')",
      "if (nature === 'LIVE')",
      'say on every page that a rehearsal is none of it real',
    ],
  ]),
  ...mutantsOf('web/src/paper/papers/proposal-rows.ts', 'web/papers', [
    [
      'A consensus has no counts on papers',
      "if (poll?.state !== 'CLOSED') return { way: method === 'CONSENSUS' ? 'Nhất trí' : '',",
      "if (poll?.state !== 'CLOSED') return { way: '',",
      'say what is known, by consensus where it was',
    ],
  ]),
  ...mutantsOf('web/src/paper/read-record.ts', 'web/papers', [
    [
      'A paper is of one position of the log',
      "if (whole && page.sequence !== whole.sequence && !last) return 'changed';",
      '',
      'begins again where the conference went on between two pages',
    ],
  ]),
];

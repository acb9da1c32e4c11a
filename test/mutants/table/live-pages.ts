import { mutantsOf } from '../mutant';

/** The rows of docs/live.md on the pages: these are built anew, and run in Chromium. */
export const livePages = [
  ...mutantsOf('web/src/poll/TallyBoard.tsx', 'web/assembly', [
    [
      'All pages show the same numbers, and those a recount finds.',
      'votes: votes ?? 0, won,',
      'votes: (votes ?? 0) && 1, won,',
      'play the agenda of 2022, and all show what a recount finds',
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
  ...mutantsOf('web/src/connection/newer.ts', 'web/lines', [
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
  ...mutantsOf('web/src/connection/lines.ts', 'web/ballot', [
    [
      'Event streams give way to the socket when it opens',
      "this.take('websocket');",
      "if (this.way === null) this.take('websocket');",
      'moves from event streams to the socket',
    ],
  ]),
];

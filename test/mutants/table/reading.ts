import { mutantsOf } from '../mutant';

const everyState =
  'Every state of every page is free of serious faults by axe, whole at 200 %, and used by keyboard alone.';

/** Pages that anybody can read and use, and guides that can be printed. */
export const reading = [
  ...mutantsOf('web/src/guide/guide.module.css', 'web/guides', [
    [
      'each guide is two pages of A4',
      'font-size: 10.5pt;',
      'font-size: 15pt;',
      'are two pages of A4 with all their pictures: chair, vi',
    ],
  ]),
  ...mutantsOf('web/src/look/base.css', 'web/every-state', [
    [everyState, 'outline: 3px solid var(--focus);', 'outline: none;', 'keyboard alone: graph-home'],
  ]),
  ...mutantsOf('web/src/graph/graph.module.css', 'web/every-state', [
    [everyState, 'max-width: 46rem;', 'min-width: 46rem;', 'keyboard alone: graph-indicators'],
  ]),
  ...mutantsOf('src/record/fact-resolver.ts', 'record/facts', [
    [
      'A closed conference tells how its members were named',
      'held.number < (versions[index]?.length ?? 0) ? [',
      'held.number > (versions[index]?.length ?? 0) ? [',
      'tells of names, people, place and posts what was held, where a later file says otherwise',
    ],
  ]),
  ...mutantsOf('src/conference/leadership-resolver.ts', 'record/facts', [
    [
      'A closed conference keeps whom it appointed',
      'supersededAt === null || supersededAt > closedAt',
      'supersededAt === null',
      'keeps on a closed conference whom it appointed, beside who holds the post now',
    ],
  ]),
  ...mutantsOf('web/src/words/use-format.ts', 'web/time-zone', [
    [
      'Times of a conference are told in the zone of its file, by name',
      'const times = new Intl.DateTimeFormat(locale, { ...clock, timeZone });',
      'const times = new Intl.DateTimeFormat(locale, { ...clock, timeZone: usualZone });',
      'are told in its zone, by name',
    ],
  ]),
  ...mutantsOf('src/import/check-conference-file.ts', 'import/read-conference-file', [
    [
      'A time zone nobody knows is refused',
      "new Intl.DateTimeFormat('en', { timeZone: name }) !== null",
      'true',
      'knows time zones by the names of the IANA list, and no other',
    ],
  ]),
  ...mutantsOf('web/src/poll/use-voters.ts', 'web/by-hand', [
    [
      'A vote by hand names who asked for it and who confirmed',
      'byHand && withWho ?',
      'byHand && !withWho ?',
      'is asked for at one desk and confirmed at another; the phone and both desks say so',
    ],
  ]),
  ...mutantsOf('src/record/recount.ts', 'poll/consensus', [
    [
      'A recount takes the removal of a draft for what it is',
      "'pollAgreed', 'consensusRetracted', 'pollRemoved'",
      "'pollRemoved'",
      'leaves a sound log behind when it was taken back and the draft, scheduled meanwhile, was removed',
    ],
  ]),
];

import { mutantsOf } from '../mutant';

/** What a secretary mistypes, in a conference file and at the desk, and what other programs make of a file. */
export const files = [
  ...mutantsOf('src/import/yaml-faults.ts', 'import/odd-files', [
    [
      'What YAML stumbles over is told once, at the line where it begins',
      'place = node.range[0];',
      'void node.range;',
      'a quote that is not closed is told once, where it stands',
    ],
    [
      'What only follows from a tab is not told',
      'const told = causes.length > 0 ? causes : found;',
      'const told = found;',
      'tabs before two lines is told once, where it stands',
    ],
  ]),
  ...mutantsOf('src/import/decode-file.ts', 'import/odd-files', [
    [
      'A file of another program is told as such',
      'if (foreign) return',
      'if (foreign && bytes.length < 0) return',
      'Word or Excel is told as a whole, not line by line',
    ],
    [
      'UTF-16 is known without its mark',
      'isOneSided && Math.max(even, odd) * 4 > start.length',
      'isOneSided && start.length < 0',
      'UTF-16 without a mark, big end first is told as a whole, not line by line',
    ],
  ]),
  ...mutantsOf('src/import/parse-file.ts', 'import/odd-files', [
    [
      'A file from old programs and web pages means the same',
      ".replace(/\\r(?!\\n)/g, '\\n')",
      '',
      'line ends of old Macs make no difference',
    ],
  ]),
  ...mutantsOf('src/graphql/types/words.ts', 'import/odd-files', [
    [
      'Letters spoilt by a wrong encoding are refused',
      ' || misread.test(text)',
      '',
      'the text Há»™i nghá»‹, UTF-8 read as another encoding, is refused',
    ],
    ['What looks empty is empty', '[\\p{Zs}\\u2800]', '[\\p{Zs}]', 'refuses a name that looks empty'],
  ]),
  ...mutantsOf('src/import/vietnamese-values.ts', 'import/odd-files', [
    [
      'Days are read as offices write them',
      'tháng (?<month>',
      'thang (?<month>',
      'reads the day ngày 15 tháng 01 năm 2027',
    ],
    [
      'A share in percent is of a hundred',
      '`${percent}/100`',
      '`${percent}/1000`',
      'reads shares in percent and weights with a decimal comma',
    ],
  ]),
  ...mutantsOf('src/import/check-conference-file.ts', 'import/odd-files', [
    [
      'The day of a conference goes with its years',
      'held > first + latestYears',
      'held > 9999',
      'holds the day 15/01/2072 against the years of the conference',
    ],
  ]),
  ...mutantsOf('web/src/act/advice.ts', 'web/advice', [
    [
      'The desk names the field that was refused and what to enter',
      'facts?.argument ?? problem',
      'problem',
      'names field and cure for an argument',
    ],
  ]),
  ...mutantsOf('web/src/poll/tally.module.css', 'web/ballot', [
    [
      'Words without spaces make no page wider than the phone',
      'color: var(--ink-soft);\n  overflow-wrap: anywhere;',
      'color: var(--ink-soft);',
      'breaks words without spaces, and stays as wide as the phone',
    ],
  ]),
  ...mutantsOf('src/cli/badge.ts', 'cli/badge', [
    [
      'No badge is made for one of two delegates of one name',
      'if (delegate && !other) return delegate;',
      'if (delegate) return delegate;',
      'makes no badge for one of two delegates of one name, and takes the code or a name as it was pasted',
    ],
  ]),
  ...mutantsOf('src/import/plan-conference.ts', 'import/import-conference', [
    [
      'A stand-in is of the same member in a file too',
      'own !== other',
      'own === null',
      'refuses a stand-in for a delegate of another member',
    ],
  ]),
  ...mutantsOf('src/import/parse-file.ts', 'import/import-conference', [
    [
      'Marks of a web page and letters of old encodings are flagged',
      'if (trace) doubts.push({ path, ...trace });',
      '',
      'flags marks of a web page and letters of old encodings, by line and value, and takes the text as it is',
    ],
  ]),
  ...mutantsOf('src/import/import-conference.ts', 'cli/import', [
    [
      'What is flagged says in which line it stands',
      "entry.action === 'FLAG' ? withLine(entry, lineOf(entry.path)) : entry",
      'entry',
      'says of what it flags in which line it stands',
    ],
  ]),
  ...mutantsOf('src/import/plan-pact-rule.ts', 'import/import-conference', [
    [
      'No pact rule asks for more signatures than there are parties',
      'signatures > parties',
      'signatures > 100',
      'refuses a pact rule of more signatures than the pact has parties, named or stated',
    ],
  ]),
  ...mutantsOf('src/import/check-conference-file.ts', 'import/read-conference-file', [
    [
      'No rule of a file asks for more than all of the votes',
      "key === 'pass' && rule.strict && part === whole",
      "key === 'pass' && rule.strict && part > whole",
      'refuses more than all of the votes',
    ],
  ]),
  ...mutantsOf('src/spreadsheet/zip.ts', 'spreadsheet/read', [
    [
      'Nothing is unpacked of an archive that declares too much',
      'if (isTooLarge || entries.size >= most.entries)',
      'if (entries.size >= most.entries)',
      'unpacks nothing of an archive that declares too much',
    ],
    [
      'A path that leads out of an archive is refused',
      'if (isStrange(name) || entries.has(name))',
      'if (entries.has(name))',
      'refuses paths that lead out of the archive',
    ],
  ]),
  ...mutantsOf('src/spreadsheet/xml.ts', 'spreadsheet/read', [
    [
      'A document type is refused',
      "if (whole === undefined || fullName.startsWith('!'))",
      "if (whole === undefined && !source.startsWith('<!', at))",
      'expands nothing: a document type is refused',
    ],
  ]),
  ...mutantsOf('src/spreadsheet/spreadsheets.ts', 'spreadsheet/spreadsheets', [
    [
      'A spreadsheet that takes more memory than it may ends its thread alone',
      "error.code === 'ERR_WORKER_OUT_OF_MEMORY'",
      "error.code === ''",
      'ends a thread that takes too long, or more memory than it may',
    ],
    [
      'So many spreadsheets wait, and no more',
      "if (this.queue.length >= this.limits.waiting) throw new Refusal('BUSY', { waiting: this.queue.length });",
      '',
      'reads so many at once, has so many wait, and refuses more',
    ],
  ]),
  ...mutantsOf('src/spreadsheet/table.ts', 'spreadsheet/table', [
    [
      'Headings are known in two rows, under merged cells',
      'return begun.length > 0 && fits ? number + 1 : number;',
      'return number;',
      'finds the second row of headings where only the cells above it are merged',
    ],
  ]),
  ...mutantsOf('web/src/bytes/table-file.ts', 'web/take-away', [
    [
      'A table in CSV holds no formula of a stranger',
      "? `'${text}` : text;",
      '? text : text;',
      'holds no formula of a stranger',
    ],
  ]),
];

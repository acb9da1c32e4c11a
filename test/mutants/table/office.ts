import { mutantsOf } from '../mutant';

const quarter = 'plays a quarter';

/** The officers' page: what it reads, keeps, sends and shows. */
export const office = [
  ...mutantsOf('web/src/office/results/read-figure.ts', 'web/office-figures', [
    [
      'the officers’ page reads a figure as the server does',
      'const plain = /^(0|[1-9]\\d*)(,\\d+)?$/;',
      'const plain = /^(0|[1-9]\\d*)([,.]\\d+)?$/;',
      'is read as the server reads it',
    ],
    [
      'the officers’ page offers what was meant only where it can be read',
      "each.raw !== raw && readFigure(each.raw).kind === 'FIGURE'",
      'each.raw !== raw',
      'that cannot be read is mended where it is plain what was meant',
    ],
  ]),
  ...mutantsOf('web/src/office/results/paste.ts', 'web/office-figures', [
    [
      'a pasted column fills down from the row it was pasted into',
      'indicators.slice(Math.max(0, first))',
      'indicators.slice(Math.min(0, first))',
      'fills down from the row it was pasted into',
    ],
    [
      'pasted lines go by the names in their first column',
      'return byName(rows, indicators, cells) ?? downwards(rows, indicators, from, cells);',
      'return (cells.length < 0 && byName(rows, indicators, cells)) || downwards(rows, indicators, from, cells);',
      'goes by names where the first column has them',
    ],
  ]),
  ...mutantsOf('web/src/office/seat.ts', 'web/office-figures', [
    [
      'a leader’s office is one only while its term stands',
      "(role !== 'LEADER_OFFICE' || bloc.leadership.nodes.some(({ id }) => id === term?.id))",
      "(role !== 'LEADER_OFFICE' || bloc.leadership.nodes.length > 0)",
      'goes by the roles that are held now',
    ],
  ]),
  ...mutantsOf('web/src/office/use-fresh.ts', 'web/office', [
    [
      'The officers’ page shows at once what another does at the bloc.',
      'if (asked.current === version) return;',
      'if (asked.current !== -1) return;',
      quarter,
    ],
  ]),
  ...mutantsOf('web/src/office/results/use-draft.ts', 'web/office', [
    [
      'A report that is typed and not sent outlives the page.',
      'useState<Kept | null>(() => read(key));\n  useEffect(() => {\n    setKept(read(key));',
      'useState<Kept | null>(null);\n  useEffect(() => {\n    setKept(null);',
      quarter,
    ],
  ]),
  ...mutantsOf('web/src/office/results/SendReport.tsx', 'web/office', [
    [
      'a figure that cannot be read is not sent by the officers’ page',
      'disabled={figures.length === 0 || unread.length > 0}',
      'disabled={figures.length === 0}',
      quarter,
    ],
  ]),
  ...mutantsOf('src/transport/http/oidc.ts', 'auth/oidc/sign-in', [
    [
      'who signs in by OpenID and works for a bloc comes to the page of the year',
      'outcome.role === Role.STAFF ? office : desk',
      'outcome.role === Role.PUBLIC ? office : desk',
      'leads who works for a bloc to the page of the year',
    ],
  ]),
];

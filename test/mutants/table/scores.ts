import { mutantsOf } from '../mutant';

/** What criteria come to: formulas, rounding, sums, and what may be entered. */
export const scores = [
  ...mutantsOf('src/score/quantity.ts', 'score/card', [
    [
      'Half for the plan, half for the lead',
      'if (actual <= target) return ratio(actual, 2n * target);',
      'if (actual <= target) return ratio(actual, target);',
      'gives what the worked example of its source gives',
    ],
    [
      'A member without a target leads nobody who has one',
      'const planned = [...members.values()].filter(hasPlan);',
      'const planned = [...members.values()];',
      'does not let a member without a target lead those with one',
    ],
    [
      'A plan of 0 divides nothing',
      'if (target === 0n) return null;',
      '',
      'is nothing that could be told without a plan',
    ],
    [
      'A figure that should fall is the better the lower it is',
      'return actual <= target ? all : ratio(target, actual);',
      'return actual >= target ? all : ratio(target, actual);',
      'is of less of what should fall',
    ],
  ]),
  ...mutantsOf('src/score/quantity.ts', 'score/properties', [
    [
      'All that lead get the maximum',
      'isLess(a, b) ? b : a), nothing);',
      'isLess(a, b) ? a : b), nothing);',
      'give the maximum to all that lead',
    ],
  ]),
  ...mutantsOf('src/score/ratio.ts', 'score/card', [
    [
      'Points are rounded once, by the rule of the table',
      'rounding === Rounding.HALF_EVEN && whole % 2n === 1n',
      'rounding === Rounding.HALF_EVEN',
      'is rounded once, by the rule of the table: HALF_EVEN',
    ],
  ]),
  ...mutantsOf('src/score/card.ts', 'score/card', [
    [
      'An empty leaf is not 0',
      'scored: points === null ? 0 : 1',
      'scored: 1',
      'is empty until something is entered, which is not 0',
    ],
    [
      'What is not assigned leaves sum and maximum',
      'if (entry?.notAssigned) return none;',
      '',
      'leaves sum and maximum where it was not assigned',
    ],
    [
      'Surplus is capped for all criteria together',
      'lesser(whole.surplus, table.surplus ? unitsOf(table.surplus.together) : 0n)',
      'whole.surplus',
      'gives no more surplus than the table allows together',
    ],
  ]),
  ...mutantsOf('src/score/table.ts', 'score/card', [
    [
      'Criteria of one code are told apart by their place',
      "nth > 1 ? `#${nth}` : ''",
      "''",
      'has a place of its own beside others of the same code',
    ],
  ]),
  ...mutantsOf('src/score/points.ts', 'score/card', [
    ['Bands of a penalty', 'bands.findLast(', 'bands.find(', 'fall into bands'],
  ]),
  ...mutantsOf('src/score/rules.ts', 'score/rules', [
    [
      'Nobody enters more points than a criterion has',
      ' && unitsOf(points) <= unitsOf(max)',
      '',
      'refuses points above the maximum',
    ],
  ]),
  ...mutantsOf('src/import/check-score-table.ts', 'import/read-score-table', [
    [
      'A score table adds up at every node',
      'own !== sum) say(',
      'own < sum) say(',
      'tells all that is wrong at once, by line, in Vietnamese',
    ],
    [
      'A number of a score table has one meaning',
      'if (isNumber && readNumber(part) === null)',
      'if (false)',
      'tells all that is wrong at once, by line, in Vietnamese',
    ],
  ]),
  ...mutantsOf('src/import/score-table-file.ts', 'import/read-score-table', [
    [
      'A score table has one hash however it is written',
      '? decimalOf(unitsOf(text)) : null',
      '? text : null',
      'gives one hash however the file is written',
    ],
  ]),
  ...mutantsOf('src/score/points.ts', 'score/real-tables', [
    [
      'The frame of Hưng Yên',
      'isLess(gained, most) ? gained : most',
      'gained',
      'counts 1 % for each full per cent above plan',
    ],
  ]),
];

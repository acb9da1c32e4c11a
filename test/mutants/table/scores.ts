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
  ...mutantsOf('src/score/set-score-table.ts', 'score/score-tables', [
    [
      'setScoreTable FILE_INVALID',
      "if ('problems' in read) throw new Refusal('FILE_INVALID', { problems: read.problems });",
      "if ('problems' in read) return [];",
      'tells all that is wrong with the file at once',
    ],
    [
      'setScoreTable SCORE_TABLE_FROZEN',
      "if (frozen) throw new Refusal('SCORE_TABLE_FROZEN', { year, version: frozen.version });",
      '',
      'is refused once the table of the year is frozen',
    ],
    [
      'setScoreTable FORBIDDEN',
      "await requireAtBloc(tx, viewer, 'Mutation.setScoreTable', blocId);",
      '',
      'is for the leader’s office of the bloc',
    ],
    [
      'Two versions of a score table that are set at once are both kept',
      'first: holdBloc(blocId)',
      'first: async () => undefined',
      'numbers two at once one after the other',
    ],
  ]),
  ...mutantsOf('src/score/freeze-score-table.ts', 'score/score-tables', [
    [
      'freezeScoreTable NOT_FOUND: a poll of a conference that is hidden from the caller',
      "if (!isVisible(viewer, conference)) throw new Refusal('NOT_FOUND');",
      '',
      'nor one of a conference the caller may not see',
    ],
    [
      'freezeScoreTable NOT_FOUND: a poll of another bloc',
      '{ id: poll.conferenceId, blocId }',
      '{ id: poll.conferenceId }',
      'finds no vote of another bloc',
    ],
    [
      'freezeScoreTable NOT_AGREED',
      "throw new Refusal('NOT_AGREED', { pollId, state: poll.state, outcome });",
      ';',
      'refuses a vote that did not pass',
    ],
    [
      'freezeScoreTable NOT_AGREED: a poll of a rehearsal',
      ' || conference.nature === ConferenceNature.REHEARSAL',
      '',
      'refuses a vote that did not pass, that is not over, of a rehearsal',
    ],
    [
      'freezeScoreTable SCORE_TABLE_FROZEN',
      "if (frozen) throw new Refusal('SCORE_TABLE_FROZEN', { year, version: frozen.version });",
      '',
      'freezes the newest version once',
    ],
    [
      'freezeScoreTable SCORE_TABLE_CHANGED',
      'if (newest?.hash !== hash)',
      'if (!newest)',
      'freezes no other version than the one that was read',
    ],
    [
      'freezeScoreTable SCORE_TABLE_CHANGED: as it is refused',
      "throw new Refusal('SCORE_TABLE_CHANGED', { year, version: newest?.version ?? null, hash: newest?.hash ?? null });",
      'return newest as never;',
      'freezes no other version than the one that was read',
    ],
    [
      'freezeScoreTable SCORE_TABLE_UNFILLED',
      "if (groups.length) throw new Refusal('SCORE_TABLE_UNFILLED', { year, groups });",
      '',
      'refuses a table with groups that wait to be filled',
    ],
  ]),
  ...mutantsOf('src/score/freeze-score-table.ts', 'contract/bloc-roles', [
    [
      'freezeScoreTable FORBIDDEN',
      "await requireAtBloc(tx, viewer, 'Mutation.freezeScoreTable', blocId);",
      '',
      'Mutation.freezeScoreTable is open to those roles',
    ],
  ]),
  ...mutantsOf('src/score/read-tables.ts', 'score/member-scores', [
    [
      'enterScores SCORE_TABLE_NOT_FROZEN',
      "if (!frozen) throw new Refusal('SCORE_TABLE_NOT_FROZEN', { year });\n  return frozen;",
      'return frozen ?? ((await versionsOf(tx, blocId, year))[0] as YearTable);',
      'waits for a frozen table',
    ],
  ]),
  ...mutantsOf('src/score/hold-score.ts', 'score/member-scores', [
    [
      'enterScores BAD_USER_INPUT: a member of other years',
      'if (!members.includes(memberId))',
      'if (false)',
      'the member must be one of the year',
    ],
    [
      'enterScores BAD_USER_INPUT: as it is refused',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'memberId', cure: `Name a member of ${year}.` });",
      ';',
      'the member must be one of the year',
    ],
    [
      'SCORE_STAGE of every act on a score',
      "if (refusal) throw new Refusal('SCORE_STAGE', { memberId, stage: score.stage, ...refusal });",
      '',
      'ends entering, review, explaining and remarks',
    ],
    [
      'enterScores FORBIDDEN: the officer of another member',
      "if (!own) throw new Refusal('FORBIDDEN', { field: `Mutation.${name}`, blocId, memberId });",
      '',
      'is for the officer of that member',
    ],
    [
      'An officer acts for the member whose officer they are',
      'and r.member_id = $3',
      'and r.member_id = coalesce(r.member_id, $3)',
      'is for the officer of that member',
    ],
  ]),
  ...mutantsOf('src/score/enter-scores.ts', 'score/member-scores', [
    [
      'enterScores SCORE_ENTRIES_INVALID',
      "if (wrong.length) throw new Refusal('SCORE_ENTRIES_INVALID', { faults: wrong });",
      '',
      'tells everything that is wrong at once',
    ],
    [
      'enterScores SCORE_ENTRIES_INVALID: all at once',
      "throw new Refusal('SCORE_ENTRIES_INVALID', { faults: wrong });",
      "throw new Refusal('SCORE_ENTRIES_INVALID', { faults: wrong.slice(0, 1) });",
      'tells everything that is wrong at once',
    ],
    [
      'submitScores SCORES_MISSING',
      "if (standing.self.size === 0) throw new Refusal('SCORES_MISSING', { memberId: named.memberId });",
      '',
      'hands in what there is, once, and not nothing',
    ],
  ]),
  ...mutantsOf('src/score/enter-scores.ts', 'score/member-scores', [
    [
      'Of scores entered at once, and reviewed, each act sees what the one before wrote',
      "const ask = { act: 'enterScores', about: { ...named, given: asked(given) }, idempotencyKey: input.idempotencyKey };\n  return act(db, viewer, { ...ask, first: holdBloc(named.blocId) }, async (tx) => {",
      "const ask = { act: 'enterScores', about: { ...named, given: asked(given) }, idempotencyKey: input.idempotencyKey };\n  return act(db, viewer, { ...ask }, async (tx) => {",
      'waits for a review that is under way',
    ],
  ]),
  ...mutantsOf('src/score/write-entries.ts', 'score/member-scores', [
    [
      'What was entered for a score is superseded, never overwritten',
      'set superseded_at = $1\n',
      'set superseded_at = $1, entry = null\n',
      'nothing is overwritten',
    ],
  ]),
  ...mutantsOf('src/score/review-scores.ts', 'score/member-scores', [
    [
      'reviewScores SCORE_ENTRIES_INVALID',
      "if (wrong.length) throw new Refusal('SCORE_ENTRIES_INVALID', { faults: wrong });",
      '',
      'is each office’s for what it scores',
    ],
    [
      'reviewScores BAD_USER_INPUT',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'entries', cure: 'Give entries, or keys to accept.' });",
      ';',
      'and nothing at all',
    ],
    [
      'Each office reviews what it scores',
      'filter((scorer) => by.includes(officeOf[scorer]))',
      'filter(() => by.length > 0)',
      'is each office’s for what it scores',
    ],
    [
      'What is reviewed after an explanation is the next round',
      'score.stage === ScoreStage.REVIEWED ? score.round : score.round + 1',
      'Math.max(score.round, 1)',
      'is the second round',
    ],
  ]),
  ...mutantsOf('src/score/explain-scores.ts', 'score/member-scores', [
    [
      'explainScores SCORE_ENTRIES_INVALID',
      ".map(({ key }) => ({ key, part: 'key', cure: 'Take a key from `ScoreWork.gaps`.' }));\n    if (faults.length) throw new Refusal('SCORE_ENTRIES_INVALID', { faults });",
      ".map(({ key }) => ({ key, part: 'key', cure: 'Take a key from `ScoreWork.gaps`.' }));\n    if (faults.length > 1_000) return [];",
      'refuses keys whose review does not differ',
    ],
    [
      'addScoreRemark SCORE_ENTRIES_INVALID',
      "const faults = keyFaults(held.criteria, [remark.key]);\n    if (faults.length) throw new Refusal('SCORE_ENTRIES_INVALID', { faults });",
      'if (keyFaults(held.criteria, []).length) return [];',
      'adds to one thread of a leaf',
    ],
  ]),
  ...mutantsOf('src/score/finish-scores.ts', 'score/member-scores', [
    [
      'finishScores FORBIDDEN',
      "await requireAtBloc(tx, viewer, 'Mutation.finishScores', blocId);",
      '',
      'is refused while leaves are missing or an explanation waits',
    ],
    [
      'finishScores SCORES_FINAL',
      "if (table.finishedAt) throw new Refusal('SCORES_FINAL', { year });",
      '',
      'and is done once',
    ],
    [
      'finishScores SCORES_MISSING',
      "if (members.length > 0 || standings.length === 0) throw new Refusal('SCORES_MISSING', { members });",
      '',
      'is refused while leaves are missing',
    ],
    [
      'An explanation is answered before scores are final',
      'stage !== ScoreStage.REVIEWED || missing > 0',
      'missing > 0',
      'an explanation waits',
    ],
  ]),
  ...mutantsOf('src/score/release-ranks.ts', 'score/member-scores', [
    [
      'releaseRanks FORBIDDEN: roles at the bloc',
      "else await requireAtBloc(tx, viewer, 'Mutation.releaseRanks', blocId);",
      '',
      'is not the chair’s of another bloc',
    ],
    [
      'releaseRanks FORBIDDEN: the chair of another conference',
      "throw new Refusal('FORBIDDEN', { field: 'Mutation.releaseRanks', blocId, conferenceId: conference.id, year });",
      ';',
      'is not the chair’s of another bloc',
    ],
    [
      'releaseRanks FORBIDDEN: a rehearsal releases nothing',
      ' && conference.nature !== ConferenceNature.REHEARSAL',
      '',
      'of a rehearsal',
    ],
    [
      'releaseRanks SCORES_NOT_FINAL',
      "if (!table.finishedAt) throw new Refusal('SCORES_NOT_FINAL', { year });",
      '',
      'is done by the chair at the open conference',
    ],
    [
      'releaseRanks RANKS_RELEASED',
      "if (table.releasedAt) throw new Refusal('RANKS_RELEASED', { year });",
      '',
      'comes once of two at once',
    ],
  ]),
  ...mutantsOf('src/score/read-year.ts', 'score/member-scores', [
    [
      'An officer sees the score of their own member before the release, and of no other bloc',
      'held.some(({ role }) => role !== BlocRole.OFFICER)',
      'held.length > 0',
      'shows an officer their own member',
    ],
  ]),
  ...mutantsOf('src/bloc/read-held-roles.ts', 'score/member-scores', [
    [
      'A role shows the scores of its own bloc',
      'filter((held) => held.blocId === blocId)',
      'filter(() => blocId.length > 0)',
      'shows an officer their own member',
    ],
    [
      'A role shows scores while it is held',
      'where r.account_id = any($1) and ${isHeld(databaseNow)}',
      'where r.account_id = any($1)',
      'is of a role for as long as it is held',
    ],
  ]),
  ...mutantsOf('src/score/seen-scores.ts', 'score/member-scores', [
    [
      'The public sees nothing of scores before the release',
      'released || sight.all || sight.own.has(memberId)',
      'released || memberId !== null',
      'keeps final totals from the others until the release',
    ],
    [
      'Ranks are hidden until they are released',
      'rank: released || all ? stand.rank : null',
      'rank: stand.rank',
      'keeps final totals from the others until the release',
    ],
    [
      'How a score was come to stays with its officer and the offices',
      'work: isInside ? work : null',
      'work',
      'shows totals and ranks to all',
    ],
  ]),
  ...mutantsOf('src/score/scores-resolver.ts', 'score/scores-changed', [
    [
      'Scores that one caller sees are not given to another',
      '@PrivateScope()',
      '',
      'is not given again from one caller’s answer to another',
    ],
  ]),
  ...mutantsOf('src/record/part-resolver.ts', 'score/scores-changed', [
    [
      'Who follows scores gets what they may see themselves',
      '  @PrivateScope()\n',
      '',
      'shows each officer their own member as it changes',
    ],
  ]),
  ...mutantsOf('src/score/events.ts', 'score/member-scores', [
    [
      'The log tells no points before the release',
      "return ofMember('scoresEntered', table, score, { entries: count, digest });",
      "return ofMember('scoresEntered', table, score, { entries: count, digest, points: count });",
      'tells the log neither points nor evidence',
    ],
    [
      'What the chair releases is told in both logs',
      'if (!conference) return [released];',
      'if (conference === null || members.length > 0) return [released];',
      'and is told in both logs',
    ],
  ]),
  ...mutantsOf('src/score/stand.ts', 'score/member-scores', [
    [
      'Gaps come largest first',
      'size(a) < size(b) ? 1 : -1',
      'size(a) < size(b) ? -1 : 1',
      'shows the gaps, the largest first',
    ],
    [
      'An extra the member claims is missing until it is reviewed',
      'review.whole.leaves - review.whole.scored + claimed(table, standing)',
      'review.whole.leaves - review.whole.scored',
      'counts what is missing, and an extra the member claims',
    ],
  ]),
  ...mutantsOf('src/score/rules.ts', 'score/member-scores', [
    [
      'Accepting a group leaves what was reviewed otherwise',
      'self.has(each) && (isOne || !review.has(each))',
      'self.has(each)',
      'accepts of a group what waits for a review',
    ],
  ]),
  ...mutantsOf('src/score/import-scores.ts', 'score/import-scores', [
    [
      'importScores FILE_INVALID',
      "if (problems.length > 0) throw new Refusal('FILE_INVALID', { problems });",
      '',
      'tells every problem at once, with cell, value and cure, and then writes nothing',
    ],
    [
      'importScores BAD_USER_INPUT for what is no Base64',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'file', cure: 'Send the bytes of the file as Base64.' });",
      'return bytes;',
      'refuses a file that is none, both file and text',
    ],
    [
      'importScores FILE_INVALID for a file without such a table',
      "if ('problems' in table) throw new Refusal('FILE_INVALID', { problems: table.problems });",
      "if ('problems' in table) return { rows: [], notes: [] };",
      'refuses a file that is none, both file and text',
    ],
    [
      'importScores FILE_INVALID for too many rows',
      "throw new Refusal('FILE_INVALID', { problems: [problemAt('', null, manyRows)] });",
      '{}',
      'refuses a file that is none, both file and text',
    ],
    [
      'Nobody else has a score sheet read',
      'await heldOnly(db, viewer, named, () => []);',
      '',
      'is for the officer of the member, until the review begins; and nobody else has a file read',
    ],
    [
      'The same score sheet again changes nothing',
      "if (rows.every(({ effect }) => effect === 'UNCHANGED')) throw new Undone(rows);",
      '',
      'the same file again changes nothing',
    ],
    [
      'A dry run of a score sheet leaves no row behind',
      "throw new Undone(plan(await holdScore(tx, viewer, 'importScores', named)));",
      "return plan(await holdScore(tx, viewer, 'importScores', named));",
      'the same file again changes nothing',
    ],
  ]),
  ...mutantsOf('src/score/score-sheet.ts', 'score/import-scores', [
    [
      'A figure that could be two numbers is not guessed',
      "if (/^-?[1-9]\\d{0,2}[.,]\\d{3}$/.test(bare)) return 'TWO_WAYS';",
      '',
      'reads figures as offices write them, and guesses none that could be two',
    ],
  ]),
  ...mutantsOf('src/score/seen-scores.ts', 'score/read-released', [
    [
      'A whole hall may ask for ranks: no entries are read for those who score nothing',
      'if (!sight.all && sight.own.size === 0) return ctx.load(releasedByKey, yearKey(blocId, year));',
      '',
      'reads no entries for those who score nothing',
    ],
  ]),
  ...mutantsOf('src/score/read-final-scores.ts', 'score/decided-by-score', [
    [
      'A tie is decided by scores that are released, since the poll tells them',
      ' and t.released_at is not null',
      '',
      'once it is released, and not before',
    ],
  ]),
  ...mutantsOf('src/score/finish-scores.ts', 'score/seven-members-scored', [
    [
      'Final totals are those of the review',
      'total: found(stands.get(memberId)).review.total',
      "total: '1'",
      'become final once the leader has settled every leaf',
    ],
  ]),
  ...mutantsOf('src/record/check-scores.ts', 'record/check-scores', [
    [
      'A recount finds scores that are not what the log has digests of',
      '.filter(({ subject, data }) => !inTables.has(`${subject} ${String(data.digest)}`))',
      '.filter(() => inTables.size < 0)',
      'finds a change past the log to an entry of a self-score',
    ],
    [
      'A recount finds scores that are not what the log has digests of',
      '.filter((each) => !inLog.has(each))',
      '.filter(() => inLog.size < 0)',
      'finds a change past the log to what nobody entered',
    ],
    [
      'A recount finds totals that are not what the reviews come to',
      "...(isCounted ? [] : ['the totals are not what the reviews come to']),",
      '',
      'finds a change past the log to a total',
    ],
  ]),
];

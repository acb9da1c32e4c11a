import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlocRole, type Viewer } from '../../src/graphql/authorize/viewer';
import { enterScores, submitScores } from '../../src/score/enter-scores';
import type { ScoreEntryInput } from '../../src/score/entry-input';
import { finishScores } from '../../src/score/finish-scores';
import { freezeScoreTable } from '../../src/score/freeze-score-table';
import { reviewScores } from '../../src/score/review-scores';
import { setScoreTable } from '../../src/score/set-score-table';
import { YearTable } from '../../src/score/year-table';
import { servicesOf } from './context';
import { at, closesYear, type Hall } from './hall';
import { aStaff } from './staff';

/** The text of a shipped score table. */
export const shippedTable = (name: string): string =>
  readFileSync(join(__dirname, '../../data/score-tables', name), 'utf8');

/** The real table of 176 leaves. */
export const sevenTable = shippedTable('2025-cum-bay-don-vi.yaml');

/** A table of three leaves in two groups, the second scored by the council's office, a bonus and a penalty; 30 points. */
export const smallTable = `
format: giaouoc/score-table@1
title: Bảng điểm
year: ${closesYear}
scale: 30
decimals: 2
rounding: HALF_UP
criteria:
  - code: "I"
    max: 20
    children:
      - { code: "1", max: 10, kind: PLAN_AND_LEAD, unit: "%", least: 0, most: 1000 }
      - { code: "2", max: 10, kind: ENTERED }
  - code: "II"
    max: 10
    scorer: COUNCIL_OFFICE
    children:
      - { code: "1", max: 10, kind: PASS_FAIL }
bonuses:
  - { code: "sang-kien", title: Sáng kiến, points: 2 }
penalties:
  - { code: "bao-cao-cham", title: Báo cáo chậm, points: 1, each: true }
`;

/** Sets a table by the act itself, as an administrator. */
export async function aSetTable(hall: Hall, text = smallTable): Promise<YearTable> {
  const { scoreTableFiles } = servicesOf(hall.db);
  const { subject } = await setScoreTable(hall.db, hall.administrator, { blocId: hall.bloc.id, text }, scoreTableFiles);
  return hall.db.manager.findOneByOrFail(YearTable, { id: subject });
}

/** The same, frozen. */
export async function aFrozenTable(hall: Hall, text = smallTable): Promise<YearTable> {
  const { blocId, year, hash, id } = await aSetTable(hall, text);
  await freezeScoreTable(hall.db, hall.administrator, { blocId, year, hash });
  return hall.db.manager.findOneByOrFail(YearTable, { id });
}

/** Who scores at a bloc: an officer of each member, the leader's office and the council's. */
export interface Scorers {
  readonly officers: readonly Viewer[];
  readonly leader: Viewer;
  readonly council: Viewer;
}

export async function theScorers(hall: Hall): Promise<Scorers> {
  const officers: Viewer[] = [];
  for (const { id: memberId } of hall.members) officers.push(await aStaff(hall, BlocRole.OFFICER, { memberId }));
  return {
    officers,
    leader: await aStaff(hall, BlocRole.LEADER_OFFICE),
    council: await aStaff(hall, BlocRole.COUNCIL_OFFICE),
  };
}

/** Whose score: member `n` of the hall, in the year its conference closes. */
export const whose = (hall: Hall, n: number) => ({
  ...{ blocId: hall.bloc.id, year: closesYear, memberId: at(hall.members, n).id },
});

/** Enters a self-score of the small table, in part or whole, and hands it in. */
export async function aSubmittedScore(
  hall: Hall,
  officer: Viewer,
  n: number,
  entries: readonly ScoreEntryInput[],
): Promise<void> {
  await enterScores(hall.db, officer, { ...whose(hall, n), entries: [...entries] });
  await submitScores(hall.db, officer, whose(hall, n));
}

/** Brings the small table of a hall's bloc to final scores: member `n` comes to `points[n]`, 10 to 20, all of it accepted. */
export async function finalScores(hall: Hall, { officers, leader, council }: Scorers, points: readonly string[]) {
  await aFrozenTable(hall);
  for (const [n, officer] of officers.entries()) {
    const entered = (Number(points[n]) - 10).toFixed(2);
    await aSubmittedScore(hall, officer, n, [
      { key: 'I/1', notAssigned: true },
      { key: 'I/2', points: entered },
      { key: 'II/1', passed: true },
    ]);
    await reviewScores(hall.db, leader, { ...whose(hall, n), acceptSelf: ['I'] });
    await reviewScores(hall.db, council, { ...whose(hall, n), acceptSelf: ['II'] });
  }
  await finishScores(hall.db, leader, { blocId: hall.bloc.id, year: closesYear });
}

import type { Viewer } from '../../../src/graphql/authorize/viewer';
import { enterScores } from '../../../src/score/enter-scores';
import { reviewScores } from '../../../src/score/review-scores';
import { aHall, at, closesYear, type Hall } from '../../support/hall';
import {
  aFrozenTable,
  aSetTable,
  aSubmittedScore,
  finalScores,
  type Scorers,
  theScorers,
  whose,
} from '../../support/scores';
import type { TestServer } from '../../support/server';

interface ScoreDesk {
  readonly viewer: Viewer;
  readonly path: string;
  /** What is pressed first. */
  readonly press?: RegExp;
}

const entries = [
  { key: 'I/1', notAssigned: true },
  { key: 'I/2', points: '9' },
  { key: 'II/1', passed: true },
];

/** Blocs at each step of a year at which somebody may do something with its scores, and where that is done. */
export async function theScoreDesks({ database: { db } }: TestServer): Promise<readonly ScoreDesk[]> {
  const at1 = async (prepare: (hall: Hall, by: Scorers) => Promise<unknown>, who: 'leader' | 'officer') => {
    const hall = await aHall(db, { members: 2 });
    const by = await theScorers(hall);
    await prepare(hall, by);
    const place = who === 'leader' ? 'leader' : `officer-${at(hall.members, 0).code}`;
    const viewer = who === 'leader' ? by.leader : at(by.officers, 0);
    return { viewer, path: `/office/${hall.bloc.slug}/${place}/scores/${closesYear}` };
  };
  const submitted = async (hall: Hall, by: Scorers) => {
    await aFrozenTable(hall);
    for (const n of [0, 1]) await aSubmittedScore(hall, at(by.officers, n), n, entries);
  };
  const reviewed = async (hall: Hall, by: Scorers) => {
    await submitted(hall, by);
    for (const n of [0, 1]) {
      await reviewScores(db, by.leader, { ...whose(hall, n), acceptSelf: ['I'] });
      await reviewScores(db, by.council, { ...whose(hall, n), acceptSelf: ['II'] });
    }
  };
  const entered = async (hall: Hall, by: Scorers) => {
    await aFrozenTable(hall);
    await enterScores(db, at(by.officers, 0), { ...whose(hall, 0), entries });
  };
  return [
    await at1((hall) => aSetTable(hall), 'leader'),
    await at1(entered, 'officer'),
    { ...(await at1(submitted, 'leader')), press: /^Chưa thẩm định/ },
    await at1(reviewed, 'leader'),
    await at1((hall, by) => finalScores(hall, by, ['16', '18']), 'leader'),
  ];
}

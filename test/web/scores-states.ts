import type { Viewer } from '../../src/graphql/authorize/viewer';
import { enterScores, submitScores } from '../../src/score/enter-scores';
import type { ScoreEntryInput } from '../../src/score/entry-input';
import { explainScores } from '../../src/score/explain-scores';
import { reviewScores } from '../../src/score/review-scores';
import { entriesOf, seven } from '../score/seven-members';
import { aHall, at, closesYear, type Hall } from '../support/hall';
import { aFrozenTable, type Scorers, sevenTable, theScorers, whose } from '../support/scores';
import { aServer, type TestServer } from '../support/server';
import type { PictureState } from './picture-states';
import type { Watched } from './support/browser';
import { letIn } from './support/stage';

interface Bloc {
  readonly hall: Hall;
  readonly by: Scorers;
}

let server: Promise<TestServer> | null = null;
let made: Promise<Bloc> | null = null;

/** Ends the server that these pictures are taken of. */
export async function closeScores(): Promise<void> {
  await (await server)?.close();
}

/** Seven members and the table of 176 leaves: one is reviewed with differences, one explained, one in part, one enters still. */
async function aScoredYear({ database }: TestServer): Promise<Bloc> {
  const hall = await aHall(database.db, { members: 7 });
  const by = await theScorers(hall);
  await aFrozenTable(hall, sevenTable);
  const { db } = database;
  for (const [n, member] of seven.members.entries()) {
    const entries = entriesOf(member).map(([key, entry]) => ({ key, ...entry }) as ScoreEntryInput);
    const officer = at(by.officers, n);
    if (n === 1) entries.splice(100);
    await enterScores(db, officer, { ...whose(hall, n), entries });
    if (n === 1) continue;
    await submitScores(db, officer, whose(hall, n));
    if (n === 2) continue;
    const points = entries.filter((entry) => Number(entry.points ?? 0) > 2);
    const cut = points.slice(0, 4).map(({ key, points: own }) => ({
      ...{ key, points: (Number(own) / 2).toFixed(2) },
      note: 'Chưa có văn bản xác nhận',
    }));
    const accepted = n === 3 ? { acceptSelf: entries.slice(-11).map(({ key }) => key) } : { acceptSelf: ['I.', 'II.'] };
    await reviewScores(db, by.leader, { ...whose(hall, n), entries: cut, ...accepted });
    if (n !== 4) continue;
    const [first] = cut;
    const text = 'Văn bản số 15/BC-UBND đã gửi bổ sung ngày 20 tháng 12.';
    await explainScores(db, officer, { ...whose(hall, n), explanations: [{ key: first?.key ?? '', text }] });
  }
  return { hall, by };
}

interface ScoresState {
  readonly who: string;
  by(bloc: Bloc): Viewer;
  reach?(watched: Watched): Promise<unknown>;
}

const scores = (name: string, { who, by, reach }: ScoresState): PictureState => ({
  name: `scores-${name}`,
  async open(watched) {
    server ??= aServer();
    const target = await server;
    made ??= aScoredYear(target);
    const bloc = await made;
    await letIn(watched, { server: target }, by(bloc));
    await watched.page.goto(`${target.app.url}/office/${bloc.hall.bloc.slug}/${who}/scores/${closesYear}`);
    await watched.page.locator('[data-review], [data-line], [data-leaf]').first().waitFor();
    await watched.page.waitForLoadState('networkidle');
    await reach?.(watched);
  },
});

const leader = ({ by }: Bloc) => by.leader;
const shows = (code: string) => async (watched: Watched) => {
  await watched.page.getByRole('button', { name: code, exact: true }).click();
  await watched.page.locator('[data-leaf]').first().waitFor();
};

export const scoresStates: readonly PictureState[] = [
  scores('officer', { who: 'officer-don-vi-2', by: ({ by }) => at(by.officers, 1) }),
  scores('explains', { who: 'officer-don-vi-1', by: ({ by }) => at(by.officers, 0) }),
  scores('gaps', { who: 'leader', by: leader, reach: shows('ĐV 5') }),
  scores('stopped', {
    who: 'leader',
    by: leader,
    reach: ({ page }) => page.getByRole('button', { name: /^ĐV 4: / }).click(),
  }),
  scores('table', {
    who: 'leader',
    by: leader,
    reach: ({ page }) => page.getByRole('button', { name: /^(Bảng điểm|Score table)$/ }).click(),
  }),
];

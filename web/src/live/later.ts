import { later } from '../page/later';

const loads = {
  tally: () => import('../poll/TallyBoard'),
  pact: () => import('./PactCard'),
  speak: () => import('./Speak'),
  mine: () => import('./MineView'),
  documents: () => import('./DocumentsView'),
};

/** Parts of the page that come after the ballot. */
export const TallyBoard = later(async () => (await loads.tally()).TallyBoard);
export const PactCard = later(async () => (await loads.pact()).PactCard);
export const Speak = later(async () => (await loads.speak()).Speak);
export const MineView = later(async () => (await loads.mine()).MineView);
export const DocumentsView = later(async () => (await loads.documents()).DocumentsView);

/** Fetches all parts ahead, so that they are there when the network is not. */
export function fetchAhead(): void {
  for (const load of Object.values(loads)) void load().catch(() => undefined);
}

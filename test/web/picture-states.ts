import { at } from '../support/hall';
import type { Watched } from './support/browser';
import { letIn, type Stage } from './support/stage';

/** Something a page can show, and the way there. */
export interface PictureState {
  /** Name of its files: page, then state. */
  readonly name: string;
  /** Leads a fresh page there and waits until it shows. */
  open(watched: Watched, stage: Stage): Promise<void>;
}

const plain = (name: string, path: string): PictureState => ({
  name,
  async open({ page }) {
    await page.goto(path);
    await page.locator('h1').waitFor();
  },
});

const hall: PictureState = {
  name: 'hall-signatures',
  async open({ page }) {
    await page.goto('/hall');
    await page.getByText(/\d\/\d/).waitFor();
  },
};

const live: PictureState = {
  name: 'live-on-now',
  async open(watched, stage) {
    await letIn(watched, stage, at(stage.hall.delegates, 0));
    await watched.page.goto('/live');
    await watched.page.getByRole('progressbar').waitFor();
  },
};

/** What is pictured; a page with many states lists them in a file of its own and is spread here. */
export const states: readonly PictureState[] = [
  plain('graph', '/'),
  plain('api', '/api'),
  plain('live-sign-in', '/live'),
  plain('chair-sign-in', '/chair'),
  hall,
  live,
];

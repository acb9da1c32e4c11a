import { chairStates } from './chair-states';
import { deskStates } from './desk-states';
import { graphStates } from './graph-states';
import { screenStates } from './screen-states';
import type { Watched } from './support/browser';
import type { Stage } from './support/stage';

/** Something a page can show, and the way there. */
export interface PictureState {
  /** Name of its files: page, then state. */
  readonly name: string;
  /** Leads a fresh page there and waits until it shows. */
  open(watched: Watched, stage: Stage): Promise<void>;
  /** Other sizes than wide and phone. */
  readonly sizes?: Readonly<Record<string, { readonly width: number; readonly height: number }>>;
}

const plain = (name: string, path: string): PictureState => ({
  name,
  async open({ page }) {
    await page.goto(path);
    await page.locator('h1').waitFor();
    await page.waitForLoadState('networkidle');
  },
});

/** What is pictured; a page with many states lists them in a file of its own and is spread here. */
export const states: readonly PictureState[] = [
  plain('api', '/api'),
  plain('live-sign-in', '/live'),
  plain('chair-sign-in', '/chair'),
  ...screenStates,
  ...deskStates,
  ...chairStates,
  ...graphStates,
];

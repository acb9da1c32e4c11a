import { actStates } from './act-states';
import { chairStates } from './chair-states';
import { deskStates } from './desk-states';
import { graphStates } from './graph-states';
import { officeStates } from './office-states';
import { scoresStates } from './scores-states';
import { screenStates } from './screen-states';
import type { Watched } from './support/browser';
import type { Stage } from './support/stage';

/** What each state is seen at: a desk, a projector, two phones. */
export const sizes = {
  '1440x900': { width: 1440, height: 900 },
  '1280x720': { width: 1280, height: 720 },
  '390x844': { width: 390, height: 844 },
  '360x640': { width: 360, height: 640 },
} as const;
export type PictureSize = keyof typeof sizes;

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
    await page.waitForLoadState('networkidle');
  },
});

/** What is pictured; a page with many states lists them in a file of its own and is spread here. */
export const states: readonly PictureState[] = [
  plain('api', '/api'),
  plain('guide', '/guide'),
  ...['chair', 'secretary', 'delegate', 'officer'].map((reader) => plain(`guide-${reader}`, `/guide/${reader}`)),
  plain('live-sign-in', '/live'),
  plain('chair-sign-in', '/chair'),
  plain('office-sign-in', '/office'),
  ...screenStates,
  ...actStates,
  ...deskStates,
  ...chairStates,
  ...officeStates,
  ...scoresStates,
  ...graphStates,
];

import type { Database } from '../../src/database/database';
import { Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { aViewer } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { aStaff } from '../support/staff';
import type { PictureState } from './picture-states';
import type { Watched } from './support/browser';
import { aBlocYear, type BlocYear, dayIn } from './support/office';
import { letIn } from './support/stage';

let server: Promise<TestServer> | null = null;
let made: Promise<BlocYear> | null = null;

/** Ends the server that these pictures are taken of. */
export async function closeOffice(): Promise<void> {
  await (await server)?.close();
}

/** A bloc in the middle of its year: one report waits, one was given back, deadlines are over and to come. */
async function aBusyYear(db: Database): Promise<BlocYear> {
  const year = await aBlocYear(db);
  await year.due(dayIn(-6));
  await year.confirm(await year.report(0, ['800.000,5', '6,9'], year.year - 1));
  await year.confirm(await year.report(1, ['512', '6,27 %']));
  await year.report(1, ['515,5', '6,27 %', '2.005']);
  await year.giveBack(await year.report(0, ['834.875,801', '7,5', '1,25']), 'Số thu chưa khớp báo cáo tài chính');
  return year;
}

interface OfficeState {
  /** Who, and where behind the bloc in the address. */
  by?(year: BlocYear): Viewer | Promise<Viewer>;
  readonly path?: string;
  /** The whole address, in place of that. */
  readonly address?: string;
  reach?(watched: Watched): Promise<unknown>;
}

const office = (
  name: string,
  { by = ({ leader }) => leader, path = '', address, reach }: OfficeState,
): PictureState => ({
  name: `office-${name}`,
  async open(watched) {
    server ??= aServer();
    const target = await server;
    made ??= aBusyYear(target.database.db);
    const year = await made;
    await letIn(watched, { server: target }, await by(year));
    await watched.page.goto(target.app.url + (address ?? `/office/${year.slug}/${path}`));
    await watched.page.locator('h1').waitFor();
    await watched.page.waitForLoadState('networkidle');
    await reach?.(watched);
  },
});

const asks =
  (name: RegExp) =>
  async ({ page }: Watched) => {
    await page.getByRole('button', { name }).first().click();
    await page.getByRole('dialog').waitFor();
  };
const first = ({ officers }: BlocYear) => officers[0];
const mine = 'officer-don-vi-2';

export const officeStates: readonly PictureState[] = [
  office('work-officer', { by: first, path: mine }),
  office('work-leader', { path: 'leader' }),
  office('deadlines', { path: 'leader/deadlines' }),
  office('deadline-new', { path: 'leader/deadlines', reach: asks(/^(Đặt hạn|Set a deadline)$/) }),
  office('report-returned', { by: first, path: `${mine}/results` }),
  office('report-typed', {
    by: first,
    path: `${mine}/results/now/q1`,
    reach: async ({ page }) => {
      const cells = page.locator('input[data-cell=raw]');
      for (const [place, raw] of ['834.875,9', '7.5', '2.005', '12,,5'].entries()) await cells.nth(place).fill(raw);
    },
  }),
  office('results', { path: 'leader/results' }),
  office('return', { path: 'leader/results', reach: asks(/^(Trả lại|Give back)$/) }),
  office('people', { path: 'leader/people' }),
  office('grant', { path: 'leader/people', reach: asks(/^(Giao vai trò|Give a role)$/) }),
  office('choose', { by: ({ hall }) => aViewer(hall.db, Role.ADMINISTRATOR), address: '/office' }),
  office('no-role', { by: ({ hall }) => aStaff(hall), address: '/office' }),
];

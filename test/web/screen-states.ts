import { aServer, type TestServer } from '../support/server';
import type { PictureState } from './picture-states';
import { type Assembly, anAssembly } from './support/assembly';
import type { Watched } from './support/browser';
import { letIn } from './support/stage';

let server: Promise<TestServer> | null = null;

/** Ends the server that the pictures of these pages are taken of. */
export async function closeScreens(): Promise<void> {
  await (await server)?.close();
}

type Prepare = (assembly: Assembly) => Promise<unknown>;
type Lead = (watched: Watched, assembly: Assembly) => Promise<unknown>;

/** Each state has an assembly of its own, prepared once for all its pictures. */
function state(
  name: string,
  prepare: Prepare,
  lead: Lead,
  options: Parameters<typeof anAssembly>[1] = {},
): PictureState {
  let prepared: Promise<Assembly> | null = null;
  const make = async () => {
    server ??= aServer({}, 'shipped');
    const assembly = await anAssembly(await server, options);
    await prepare(assembly);
    return assembly;
  };
  return {
    name,
    async open(watched) {
      prepared ??= make();
      await lead(watched, await prepared);
    },
  };
}

const nothing: Prepare = () => Promise.resolve();

const hall = (name: string, prepare: Prepare, options?: Parameters<typeof anAssembly>[1]): PictureState => ({
  ...state(
    `hall-${name}`,
    prepare,
    async ({ page }, { server: { app }, slug }) => {
      await page.goto(`${app.url}/hall/${slug}`);
      await page.getByTestId('log-head').waitFor();
      await page.locator('[data-state=live]').waitFor();
    },
    options,
  ),
  sizes: { big: { width: 1920, height: 1080 }, wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } },
});

/** The phone of one delegate. */
const live = (
  name: string,
  prepare: Prepare,
  { delegate = 2, path = '/live', reach = nothing as unknown as Lead, ...options }: LiveOptions = {},
): PictureState =>
  state(
    `live-${name}`,
    prepare,
    async (watched, assembly) => {
      const viewer = assembly.delegates[delegate];
      if (viewer) await letIn(watched, assembly, viewer);
      await watched.page.goto(`${assembly.server.app.url}${path}`);
      await watched.page.locator('[data-state=live]').waitFor();
      await watched.page.getByRole('navigation').waitFor();
      await reach(watched, assembly);
    },
    options,
  );

interface LiveOptions extends NonNullable<Parameters<typeof anAssembly>[1]> {
  readonly delegate?: number;
  readonly path?: string;
  readonly reach?: Lead;
}

const flag = { subject: 'CO_TD_CHINH_PHU' };
const secret = { ...flag, secrecy: 'UNLINKED' };
const choose = {
  kind: 'CHOOSE',
  maxChoices: 2,
  question: {
    vi: 'Chọn các đơn vị được đề nghị tặng Bằng khen',
    en: 'Choose the members to be proposed for a Commendation',
  },
  options: ['Hà Nội', 'Thành phố Hồ Chí Minh', 'Cần Thơ', 'Hải Phòng', 'Đà Nẵng'].map((vi, n) => ({
    code: `m${n}`,
    label: { vi, en: null },
  })),
};
const yes = ['YES'];
const no = ['NO'];
const choice = (page: Watched['page']) => page.getByRole('radio').first();
const review = (page: Watched['page']) => page.getByRole('button', { name: /Xem lại|Review/ });
const confirm = (page: Watched['page']) => page.getByRole('button', { name: /^(Gửi phiếu|Send the ballot)$/ });

/** The states of the big screen and of the phone. */
export const screenStates: readonly PictureState[] = [
  hall('planned', nothing, { opened: false, present: 3 }),
  hall('item', nothing),
  hall('poll', async (a) => a.vote(await a.openPoll(flag), yes, no)),
  hall('poll-passed', async (a) => {
    const pollId = await a.openPoll(flag);
    await a.vote(pollId, yes, yes, yes, yes, ['ABSTAIN']);
    await a.act('closePoll', { pollId });
  }),
  hall('poll-rejected', async (a) => {
    const pollId = await a.openPoll();
    await a.vote(pollId, yes, no, no);
    await a.act('closePoll', { pollId });
  }),
  hall('poll-secret', async (a) => a.vote(await a.openPoll(secret), yes, no)),
  hall('poll-choose', async (a) => {
    const pollId = await a.openPoll(choose);
    await a.vote(pollId, ['m0', 'm3'], ['m3'], ['m3', 'm1'], []);
    await a.act('closePoll', { pollId });
  }),
  hall('poll-void', async (a) => {
    const pollId = await a.openPoll();
    await a.act('voidPoll', { pollId, reason: 'Câu hỏi in sai tên đơn vị' });
  }),
  hall('pact', (a) => a.sign(2)),
  hall('pact-in-force', (a) => a.sign(5)),
  hall('closed', async (a) => {
    await a.sign(5);
    await a.act('closeConference', { conferenceId: a.conferenceId });
  }),
  {
    ...state(
      'hall-offline',
      (a) => a.sign(2),
      async ({ page, context }, { server: { app }, slug }) => {
        await page.goto(`${app.url}/hall/${slug}`);
        await page.getByTestId('wall').waitFor();
        await context.setOffline(true);
        await page.locator('[data-stale]').waitFor();
      },
    ),
    sizes: { big: { width: 1920, height: 1080 } },
  },
  live('absent', async (a) => a.openPoll(), { delegate: 4, present: 4 }),
  live('ballot', async (a) => a.vote(await a.openPoll(flag), yes, no), {
    reach: ({ page }) => choice(page).waitFor(),
  }),
  live('ballot-confirm', async (a) => a.vote(await a.openPoll(flag), yes, no), {
    reach: async ({ page }) => {
      await choice(page).check();
      await review(page).click();
      await confirm(page).waitFor();
    },
  }),
  live('ballot-secret', async (a) => a.vote(await a.openPoll(secret), yes, no), {
    reach: ({ page }) => choice(page).waitFor(),
  }),
  live('ballot-choose', async (a) => a.openPoll(choose), {
    reach: async ({ page }) => {
      await page.getByRole('checkbox').nth(1).check();
      await page.getByRole('checkbox').nth(3).check();
    },
  }),
  live('ballot-kept', async (a) => a.openPoll(flag), {
    reach: async ({ page, context }) => {
      await choice(page).check();
      await review(page).click();
      await context.setOffline(true);
      await confirm(page).click();
      await page.locator('[data-entry=kept]').waitFor();
    },
  }),
  live('voted', async (a) => a.vote(await a.openPoll(flag), yes, no), {
    delegate: 0,
    reach: ({ page }) => page.getByTestId('my-part').getByText(/./).first().waitFor(),
  }),
  live('no-mandate', async (a) => a.vote(await a.openPoll(flag), yes, no), {
    delegate: 8,
    reach: ({ page }) => page.getByTestId('tally').waitFor(),
  }),
  live(
    'result',
    async (a) => {
      const pollId = await a.openPoll(flag);
      await a.vote(pollId, yes, yes, yes, yes, ['ABSTAIN']);
      await a.act('closePoll', { pollId });
    },
    { reach: ({ page }) => page.getByTestId('tally').waitFor() },
  ),
  live('pact', (a) => a.sign(2), {
    reach: ({ page }) => page.getByRole('button', { name: /^(Ký giao|Sign the)/ }).waitFor(),
  }),
  live('pact-confirm', (a) => a.sign(2), {
    reach: async ({ page }) => {
      await page.getByRole('button', { name: /^(Ký giao|Sign the)/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  }),
  live('pact-signed', (a) => a.sign(5), { reach: ({ page }) => page.getByTestId('wall').waitFor() }),
  live('mine', async (a) => a.vote(await a.openPoll(flag), yes, no, yes), {
    path: '/live/mine',
    reach: ({ page }) =>
      page
        .getByText(/biên nhận ở máy khác|receipt is on another/)
        .first()
        .waitFor(),
  }),
  live('documents', (a) => a.sign(1), {
    path: '/live/documents',
    reach: ({ page }) => page.getByRole('heading', { level: 2 }).nth(3).waitFor(),
  }),
  {
    name: 'live-wrong-code',
    async open({ page }) {
      await page.goto('/live');
      await page.getByRole('textbox').fill('aaaa bbbb cccc');
      await page.locator('form button').click();
      await page.getByRole('alert').filter({ hasText: /\w/ }).waitFor();
    },
  },
];

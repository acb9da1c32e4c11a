import { revokeAccount } from '../../src/auth/revoke-account';
import { Delegate } from '../../src/conference/delegate';
import { Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { aViewer } from '../support/hall';
import { type AssemblyOptions, assemblyState, type Lead, nothing, type Prepare } from './assembly-state';
import type { PictureState } from './picture-states';
import type { Assembly } from './support/assembly';
import type { Watched } from './support/browser';
import { letIn } from './support/stage';

export const hall = (name: string, prepare: Prepare, options?: AssemblyOptions): PictureState =>
  assemblyState(
    `hall-${name}`,
    prepare,
    async ({ page }, { server: { app }, slug }) => {
      await page.goto(`${app.url}/hall/${slug}`);
      await page.getByTestId('log-head').waitFor();
      await page.locator('[data-state=live]').waitFor();
    },
    options,
  );

/** The phone of one delegate. */
export const live = (
  name: string,
  prepare: Prepare,
  { delegate = 2, as, path = '/live', reach = nothing as unknown as Lead, ...options }: LiveOptions = {},
): PictureState =>
  assemblyState(
    `live-${name}`,
    prepare,
    async (watched, assembly) => {
      const viewer = as ? await as(assembly) : assembly.delegates[delegate];
      if (viewer) await letIn(watched, assembly, viewer);
      await watched.page.goto(`${assembly.server.app.url}${path}`);
      await watched.page.locator('[data-state=live]').waitFor();
      await watched.page.getByRole('navigation').waitFor();
      await reach(watched, assembly);
    },
    options,
  );

interface LiveOptions extends AssemblyOptions {
  readonly delegate?: number;
  /** Somebody else than a delegate with a member; another account for each picture. */
  as?(assembly: Assembly): Promise<Viewer>;
  readonly path?: string;
  readonly reach?: Lead;
}

export const flag = { subject: 'CO_TD_CHINH_PHU' };
export const secret = { ...flag, secrecy: 'UNLINKED' };
export const choose = {
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
/** One place for the members with at least a third of the votes: two of them may have as many. */
export const onePlace = {
  electorate: 'MEMBERS',
  quorumNumerator: 2,
  quorumDenominator: 3,
  base: 'ALL',
  passNumerator: 1,
  passDenominator: 3,
  passStrict: false,
  seats: 1,
};
export const tie: Prepare = async (a) => {
  const pollId = await a.openPoll({ ...choose, maxChoices: 1, rule: onePlace });
  await a.vote(pollId, ['m0'], ['m0'], ['m3'], ['m3'], ['m1']);
  await a.act('closePoll', { pollId });
};
const tooFew: Prepare = async (a) => {
  const pollId = await a.openPoll(secret);
  await a.vote(pollId, yes, no);
  await a.act('closePoll', { pollId });
};
const setAside: Prepare = async (a) => {
  const pollId = await a.openPoll();
  await a.actByTwo('voidPoll', { pollId, reason: 'Câu hỏi in sai tên đơn vị' });
};
const late: Prepare = async (a) => {
  const pollId = await a.openPoll(flag, 1);
  await a.server.database.db.query(`update poll set due_at = now() - interval '1 second' where id = $1`, [pollId]);
};
const done: Prepare = async (a) => {
  await a.sign(5);
  await a.act('closeConference', { conferenceId: a.conferenceId });
};
const anObserver = ({ server, conferenceId }: Assembly) => aViewer(server.database.db, Role.OBSERVER, conferenceId);
/** A delegate of the assembly, made over into one who comes for no member. */
const aGuest = async ({ server, conferenceId }: Assembly) => {
  const { db } = server.database;
  const { id } = await db.manager.findOneByOrFail(Delegate, { conferenceId, mayVote: false });
  await db.manager.update(Delegate, { id }, { memberId: null });
  return aViewer(db, Role.DELEGATE, conferenceId, id);
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
  hall('poll-void', setAside),
  hall('poll-tied', tie),
  hall('poll-too-few', tooFew),
  hall('poll-countdown', async (a) => a.vote(await a.openPoll(flag, 5), yes, no)),
  hall('poll-late', late),
  hall('pact', (a) => a.sign(2)),
  hall('pact-in-force', (a) => a.sign(5)),
  hall('closed', done),
  {
    ...assemblyState(
      'hall-offline',
      (a) => a.sign(2),
      async ({ page, context }, { server: { app }, slug }) => {
        await page.goto(`${app.url}/hall/${slug}`);
        await page.getByTestId('wall').waitFor();
        await context.setOffline(true);
        await page.locator('[data-stale]').waitFor();
      },
    ),
  },
  {
    name: 'hall-loading',
    async open({ page }) {
      await page.route('**/graphql*', (route) => route.abort());
      await page.goto('/hall');
      await page.getByText(/^(Đang tải|Loading)…$/).waitFor();
    },
  },
  {
    name: 'hall-not-found',
    async open({ page }) {
      await page.goto('/hall/khong-co');
      await page.getByText(/^(Không tìm thấy hội nghị|There is no such)/).waitFor();
    },
  },
  live('absent', async (a) => a.openPoll(), {
    delegate: 4,
    present: 4,
    reach: ({ page }) => page.getByTestId('tally').waitFor(),
  }),
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
  live('several', nothing, {
    reach: async ({ page }, a) => {
      for (const subject of ['CO_TD_CHINH_PHU', 'BK_THU_TUONG', 'BK_THU_TUONG']) await a.openPoll({ subject });
      await page.getByText(/^(0\/3 đã bỏ phiếu|Voted in 0 of 3)$/).waitFor();
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
  live('pact-withdraw', (a) => a.sign(4), {
    reach: async ({ page }) => {
      await page.getByRole('button', { name: /^(Rút chữ ký|Withdraw)/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  }),
  live('other-code', nothing, {
    path: '/live#c=AAAA-BBBB-CCCC',
    reach: ({ page }) => page.getByText(/^(Máy này đang đăng nhập|This device is signed in)/).waitFor(),
  }),
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
  live('planned', nothing, { opened: false }),
  live('closed', done),
  live('guest', async (a) => a.openPoll(flag), {
    as: aGuest,
    reach: ({ page }) => page.getByTestId('tally').waitFor(),
  }),
  live('observer', async (a) => a.openPoll(flag), {
    as: anObserver,
    reach: ({ page }) => page.getByTestId('tally').waitFor(),
  }),
  live('tied', tie, { reach: ({ page }) => page.locator('[data-outcome=TIED]').waitFor() }),
  live('too-few', tooFew, { reach: ({ page }) => page.locator('[data-outcome=TOO_FEW]').waitFor() }),
  live('void', setAside, { reach: ({ page }) => page.locator('[data-outcome=VOID]').waitFor() }),
  live('countdown', async (a) => a.openPoll(flag, 5), { reach: ({ page }) => page.getByRole('timer').waitFor() }),
  live('late', late, { reach: ({ page }) => page.getByRole('timer').waitFor() }),
  live('done', nothing, {
    reach: async ({ page }, a) => {
      const pollId = await a.openPoll(flag);
      await choice(page).check();
      await review(page).click();
      await confirm(page).click();
      await page.locator('[data-entry=done]').waitFor();
      // The next picture is of the next vote.
      await a.act('closePoll', { pollId });
      await page.locator('[data-final]').waitFor();
    },
  }),
  live('refused', nothing, {
    reach: async ({ page, context }, a) => {
      const pollId = await a.openPoll(flag);
      await choice(page).check();
      await review(page).click();
      await context.setOffline(true);
      await confirm(page).click();
      await page.locator('[data-entry=kept]').waitFor();
      await a.act('closePoll', { pollId });
      await context.setOffline(false);
      await page.locator('[data-entry=refused]').waitFor();
    },
  }),
  live('session-ended', nothing, {
    as: ({ server, conferenceId, delegates }) =>
      aViewer(server.database.db, Role.DELEGATE, conferenceId, delegates[3]?.delegateId ?? undefined),
    reach: async ({ page }, { server, chair, delegates }) => {
      const held = 'select id from account where delegate_id = $1 and revoked_at is null';
      const accounts = await server.database.db.query(held, [delegates[3]?.delegateId]);
      for (const { id } of accounts)
        await revokeAccount(server.database.db, chair, { accountId: id, idempotencyKey: null });
      await page.getByText(/^(Phiên đăng nhập đã|Your session)/).waitFor();
    },
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

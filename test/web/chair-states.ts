import { Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { cloneConference } from '../../src/rehearsal/clone-conference';
import { aViewer } from '../support/hall';
import { assemblyState, type Lead, nothing, type Prepare } from './assembly-state';
import type { PictureState } from './picture-states';
import type { Assembly } from './support/assembly';
import type { Watched } from './support/browser';
import { letIn } from './support/stage';

interface ChairOptions {
  /** Part of the desk; the agenda without one. */
  readonly part?: string;
  /** Another address than that of the assembly's desk. */
  readonly path?: string;
  readonly opened?: boolean;
  by?(assembly: Assembly): Viewer | Promise<Viewer>;
  readonly reach?: Lead;
}

export const chair = (
  name: string,
  prepare: Prepare,
  { part = '', path, opened = true, by = (assembly) => assembly.chair, reach }: ChairOptions = {},
): PictureState =>
  assemblyState(
    `chair-${name}`,
    prepare,
    async (watched, assembly) => {
      await letIn(watched, assembly, await by(assembly));
      await watched.page.goto(`${assembly.server.app.url}${path ?? `/chair/${assembly.slug}/${part}`}`);
      await watched.page.locator('h1, h2').first().waitFor();
      await watched.page.waitForLoadState('networkidle');
      await reach?.(watched, assembly);
    },
    { opened },
  );

/** Presses a button, and waits for the dialog that asks. */
export const asks =
  (name: RegExp): Lead =>
  async ({ page }: Watched) => {
    await page.getByRole('button', { name }).first().click();
    await page.getByRole('dialog').waitFor();
  };

const anAdministrator = ({ server }: Assembly) => aViewer(server.database.db, Role.ADMINISTRATOR);
const question = { vi: 'Đề nghị tặng Cờ thi đua của Chính phủ cho Hải Phòng?', en: null };
const secret = { secrecy: 'UNLINKED' };
const drafted: Prepare = (a) => a.act('createPoll', { conferenceId: a.conferenceId, question });
const running: Prepare = async (a) => a.vote(await a.openPoll(), ['YES'], ['NO']);
const few: Prepare = async (a) => a.vote(await a.openPoll(secret), ['YES'], ['NO']);
const fewClosed: Prepare = async (a) => {
  const pollId = await a.openPoll(secret);
  await a.vote(pollId, ['YES'], ['NO']);
  await a.act('closePoll', { pollId });
};
const counted: Prepare = async (a) => {
  const first = await a.openPoll({ subject: 'CO_TD_CHINH_PHU' });
  await a.vote(first, ['YES'], ['YES'], ['YES'], ['YES'], ['ABSTAIN']);
  await a.act('closePoll', { pollId: first });
  const second = await a.openPoll();
  await a.vote(second, ['NO'], ['NO'], ['YES']);
  await a.act('closePoll', { pollId: second });
};

/** One runs, and more were played than stay in view. */
const manyRehearsals: Prepare = async ({ server }) => {
  const { db } = server.app;
  for (let n = 0; n < 5; n += 1) {
    const { id } = await cloneConference(db, { slug: 'cum-5-thanh-pho-2022', delegates: 1 });
    await db.query(`update conference set state = $2 where id = $1`, [id, n < 4 ? 'CLOSED' : 'OPEN']);
  }
};

/** Items taken up for pictures of the delay: a change reaches the page that is pictured. */
let taken = 0;

/** The states of the desk beside its parts in the middle of a conference. */
export const chairStates: readonly PictureState[] = [
  chair('planned', nothing, { opened: false }),
  chair('open-conference', nothing, { opened: false, reach: asks(/^(Khai mạc|Open the conf)/) }),
  chair('closed', (a) => a.act('closeConference', { conferenceId: a.conferenceId })),
  chair('poll-open', drafted, { part: 'polls', reach: asks(/^(Mở biểu quyết|Open the vote)$/) }),
  chair('poll-open-secret', (a) => a.act('createPoll', { ...secret, conferenceId: a.conferenceId, question }), {
    part: 'polls',
    reach: asks(/^(Mở biểu quyết|Open the vote)$/),
  }),
  chair('poll-close', running, { part: 'polls', reach: asks(/^(Đóng và kiểm phiếu|Close and count)$/) }),
  chair('poll-close-few', few, { part: 'polls', reach: asks(/^(Đóng và kiểm phiếu|Close and count)$/) }),
  chair('poll-too-few', fewClosed, { part: 'polls' }),
  chair('poll-void', running, { part: 'polls', reach: asks(/^(Hủy cuộc này|Void this vote)$/) }),
  chair('poll-record', (a) => a.openPoll(), { part: 'polls', reach: asks(/^(Nhập kết quả|Enter the count)/) }),
  chair('poll-results', counted, { part: 'polls' }),
  chair('pact-open', (a) => a.sign(2), { part: 'pact' }),
  chair('pact-in-force', (a) => a.sign(5), { part: 'pact' }),
  chair('replace', nothing, {
    part: 'attendance',
    reach: async ({ page }) => {
      await page
        .getByRole('button', { name: /^(Thay đổi|Change): / })
        .first()
        .click();
      await page
        .getByRole('button', { name: /^(Ủy quyền|Stand-in)$/ })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  }),
  chair('close-conference', running, { reach: asks(/^(Bế mạc|Close the conf)/) }),
  chair('badges-made', nothing, {
    part: 'badges',
    reach: async ({ page }) => {
      await page.getByRole('button', { name: /^(Làm thẻ cho tất cả|Make badges for all)/ }).click();
      await page.getByRole('dialog').getByRole('button').last().click();
      await page.getByRole('button', { name: /^(In|Print) / }).waitFor();
    },
  }),
  chair('rehearsal-new', nothing, {
    path: '/chair/cum-5-thanh-pho-2024/rehearsal',
    by: anAdministrator,
    reach: async ({ page }) => {
      await page.getByLabel(/^(Tự tay điều hành|Run it by hand)/).check();
      await page.getByRole('button', { name: /^(Bắt đầu diễn tập|Start the rehearsal)$/ }).click();
      await page.getByText(/^(Buổi diễn tập mới|New rehearsal)/).waitFor();
    },
  }),
  chair('rehearsal-many', manyRehearsals, { part: 'rehearsal' }),
  chair('other-code', nothing, {
    path: '/chair#c=AAAA-BBBB-CCCC',
    reach: ({ page }) => page.getByText(/^(Máy này đang đăng nhập|This device is signed in)/).waitFor(),
  }),
  chair('latency', running, {
    part: 'rehearsal',
    reach: async ({ page }, a) => {
      taken += 1;
      await a.act('startAgendaItem', { itemId: a.agenda[2 + (taken % 5)]?.id });
      await page.getByText(/^(Số lần đo|Measured)$/).waitFor();
    },
  }),
  chair('choose', nothing, { path: '/chair', by: anAdministrator }),
  chair('not-for-you', nothing, { path: '/chair', by: (a) => a.delegates[0] ?? a.chair }),
];

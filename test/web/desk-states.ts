import { Proposal } from '../../src/award/proposal';
import { checkIn } from '../../src/conference/check-in';
import { openConference } from '../../src/conference/open-conference';
import { createPoll, openPoll } from '../support/acts';
import { pollInput } from '../support/ballots';
import { aServer, type TestServer } from '../support/server';
import type { PictureState } from './picture-states';
import type { Watched } from './support/browser';
import { aDesk, type DeskStage } from './support/desk';
import { letIn } from './support/stage';

let server: Promise<TestServer> | null = null;
let desk: Promise<DeskStage> | null = null;

/** Ends the server that the pictures of these pages are taken of. */
export async function closeDesk(): Promise<void> {
  await (await server)?.close();
}

/** A desk in the middle of the conference: people are in, one poll is open and two have voted. */
async function aBusyDesk(): Promise<DeskStage> {
  server ??= aServer({}, 'shipped');
  const made = await aDesk(await server);
  const { db } = (await server).app;
  const conferenceId = made.rehearsal.id;
  await openConference(db, made.chair, { conferenceId });
  for (const head of made.heads) await checkIn(db, made.secretary, { conferenceId, delegateId: head.delegateId });
  const [proposal] = await db.manager.find(Proposal, { where: { conferenceId }, order: { ordinal: 'ASC' } });
  const question = { vi: 'Đề nghị tặng Cờ thi đua của Chính phủ?', en: "Propose the Government's emulation flag?" };
  const input = pollInput({ conference: { id: conferenceId } } as never, {
    question,
    subject: 'CO_TD_CHINH_PHU',
    proposalId: proposal?.id ?? null,
  });
  const { subject: pollId } = await createPoll(db, made.secretary, input);
  await openPoll(db, made.chair, { pollId, idempotencyKey: null });
  await made.vote(pollId, 0, 'YES');
  await made.vote(pollId, 1, 'NO');
  return made;
}

function section(name: string): PictureState {
  return {
    name: `chair-${name}`,
    async open(watched: Watched) {
      desk ??= aBusyDesk();
      const { chair, rehearsal } = await desk;
      const target = await (server as Promise<TestServer>);
      await letIn(watched, { server: target }, chair);
      const path = name === 'agenda' ? '' : `/${name}`;
      await watched.page.goto(`${target.app.url}/chair/${rehearsal.slug}${path}`);
      await watched.page.getByRole('navigation').first().waitFor();
      await watched.page.waitForLoadState('networkidle');
    },
  };
}

/** A list from Excel of which one row is wrong, looked at. */
const aList: PictureState = {
  name: 'chair-import',
  async open(watched: Watched) {
    await section('attendance').open(watched, null as never);
    const { page } = watched;
    await page.getByRole('button', { name: /^(Nhập từ Excel|From Excel)$/ }).click();
    const list =
      'Họ và tên\tChức vụ\tĐơn vị\nĐại biểu mới\tPhó Chủ tịch\tHà Nội\nMột đại biểu khác\tChủ tịch\tKhông rõ';
    await page.getByLabel(/^(Hoặc dán từ Excel|Or paste from Excel)$/).fill(list);
    await page.getByRole('button', { name: /^(Xem trước|Preview)$/ }).click();
    await page.getByRole('table').first().waitFor();
  },
};

export const deskStates: readonly PictureState[] = [
  ...['agenda', 'attendance', 'polls', 'pact', 'leadership', 'awards', 'badges', 'rehearsal'].map(section),
  aList,
];

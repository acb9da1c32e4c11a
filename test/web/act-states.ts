import { now } from '../../src/clock';
import { type Lead, nothing, type Prepare } from './assembly-state';
import { asks, chair } from './chair-states';
import type { PictureState } from './picture-states';
import { choose, flag, hall, live, onePlace, secret, tie } from './screen-states';
import type { Assembly } from './support/assembly';

const text = {
  vi: 'Mời đại biểu chụp ảnh lưu niệm\nở sảnh tầng một',
  en: 'Please come to the group photo\nin the hall downstairs',
};
const topic = 'Nhân rộng mô hình cải cách thủ tục hành chính';
const ask = (a: Assembly, place: number) =>
  a.act('askToSpeak', { conferenceId: a.conferenceId, topic: place ? null : topic }, a.delegates[place]);
/** Three wait, and the first of those who asked has the floor for five minutes, or longer ago. */
const speakers: Prepare = async (a) => {
  const { about } = await ask(a, 0);
  for (const place of [1, 2, 3]) await ask(a, place);
  await a.act('startSpeaker', { speakerId: about.id, seconds: 300 });
};
const overTime: Prepare = async (a) => {
  await speakers(a);
  const { db } = a.server.database;
  await db.query(`update speaker set started_at = now() - interval '6 minutes' where started_at is not null`);
};
const results: Prepare = async (a) => {
  for (const votes of [['YES'], ['NO']]) {
    const pollId = await a.openPoll(flag);
    await a.vote(pollId, votes, votes, votes, votes, ['ABSTAIN']);
    await a.act('closePoll', { pollId });
  }
};
/** Opens by itself in ten minutes and closes by itself after five. */
const scheduled: Prepare = async (a) => {
  const question = { vi: 'Thông qua phương hướng năm 2023?', en: 'Adopt the plan for 2023?' };
  const { about } = await a.act('createPoll', { conferenceId: a.conferenceId, question });
  const opensAt = new Date(now().getTime() + 10 * 60_000).toISOString();
  await a.act('schedulePoll', { pollId: about.id, opensAt, minutes: 5, closesByItself: true });
};
const openSeveral = async (a: Assembly) => {
  const pollIds: string[] = [];
  for (const minutes of [5, 3, 1]) {
    const pollId = await a.openPoll(flag, minutes);
    await a.vote(pollId, ['YES'], ['NO']);
    pollIds.push(pollId);
  }
  return pollIds;
};
const several: Prepare = async (a) => {
  await openSeveral(a);
};
const shows = (scene: string, before: Prepare, more: object = {}): PictureState =>
  hall(`scene-${scene.toLowerCase()}`, async (a) => {
    await before(a);
    await a.act('showOnHall', { conferenceId: a.conferenceId, scene, ...more });
  });
/** A second ballot between the two that were tied. */
const again: Prepare = async (a) => {
  await tie(a);
  const { data } = await a.server.ask(
    'query ($id: ID!) { node(id: $id) { ... on Conference { polls(first: 1) { nodes { id } } } } }',
    { id: a.conferenceId },
    a.chair,
  );
  const { about } = await a.act('createSecondBallot', { pollId: data.node.polls.nodes[0].id });
  await a.act('openPoll', { pollId: about.id, minutes: 5 });
};
const leadersDecide: Prepare = async (a) => {
  const pollId = await a.openPoll({
    ...choose,
    maxChoices: 1,
    rule: { ...onePlace, tieOrder: ['VOTES', 'LEADERS_DECIDE'] },
  });
  await a.vote(pollId, ['m0'], ['m0'], ['m3'], ['m3'], ['m1']);
  await a.act('closePoll', { pollId });
};
const waits: Prepare = async (a) => {
  const pollId = await a.openPoll(flag);
  await a.act('voidPoll', { pollId, reason: 'Câu hỏi in sai tên đơn vị' });
};
const byHand: Prepare = async (a) => {
  const delegateId = a.delegates[2]?.delegateId;
  const pollId = await a.openPoll(flag);
  await a.actByTwo('castByHand', { pollId, delegateId, choices: ['YES'], reason: 'Máy hết pin' });
};
const changeable: Prepare = async (a) =>
  a.vote(await a.openPoll({ ...flag, mayChange: true }, 5), ['YES'], ['NO'], ['YES']);
const draft: Prepare = (a) => a.act('createPoll', { conferenceId: a.conferenceId, ...choose });
const secretary = (a: Assembly) => a.secretary;
const change: Lead = ({ page }) => page.getByRole('button', { name: /^(Đổi phiếu|Change my vote)$/ }).click();
const polls = { part: 'polls' };
const declines = /^(Từ chối|Decline)$/;

/** What is done at the desk, in the hall and on the phone beside voting yes or no: speaking, showing, scheduling, confirming. */
export const actStates: readonly PictureState[] = [
  shows('AGENDA', scheduled),
  shows('SPEAKERS', speakers),
  shows('WALL', (a) => a.sign(3)),
  shows('RESULTS', results),
  hall('scene-polls', async (a) => {
    const pollIds = await openSeveral(a);
    await a.act('showOnHall', { conferenceId: a.conferenceId, scene: 'POLLS', pollIds });
  }),
  shows('BREAK', several, { minutes: 15, text }),
  shows('TEXT', nothing, { text }),
  hall('speaker-over', overTime),
  hall('several', several),
  hall('scheduled', scheduled),
  hall('second-ballot', again),
  hall('poll-changeable', changeable),
  hall('poll-by-hand', byHand),
  live('speaking', speakers, { delegate: 0 }),
  live('queue', speakers),
  live('scheduled', scheduled),
  live('second-ballot', again, { reach: ({ page }) => page.getByRole('radio').first().waitFor() }),
  live('changeable', changeable, {
    reach: ({ page }) => page.getByRole('button', { name: /^(Đổi phiếu|Change my vote)$/ }).waitFor(),
  }),
  live('changing', changeable, { reach: change }),
  live('by-hand', byHand, { reach: ({ page }) => page.getByTestId('my-part').getByText(/./).first().waitFor() }),
  chair('hall', speakers, { part: 'hall' }),
  chair('hall-polls', several, { part: 'hall' }),
  chair('pending-own', waits, polls),
  chair('pending', waits, { ...polls, by: secretary }),
  chair('pending-confirm', waits, { ...polls, by: secretary, reach: asks(/^(Xác nhận|Confirm)$/) }),
  chair('pending-decline', waits, { ...polls, by: secretary, reach: asks(declines) }),
  chair('poll-by-hand', (a) => a.openPoll(flag), { ...polls, reach: asks(/^(Nhập phiếu thay|Enter a vote)/) }),
  chair('poll-consensus', draft, { ...polls, reach: asks(/^(Ghi nhất trí|Record consensus)$/) }),
  chair('poll-schedule', draft, {
    ...polls,
    reach: async (watched, a) => {
      await asks(/^(Hẹn giờ|Set times)$/)(watched, a);
      const minutes = watched.page.getByRole('dialog').getByRole('combobox');
      await minutes.first().selectOption('10');
      await minutes.last().selectOption('5');
    },
  }),
  chair('poll-scheduled', scheduled, polls),
  chair('poll-tied', tie, polls),
  chair('poll-second-ballot', again, polls),
  chair('poll-decide', leadersDecide, { ...polls, reach: asks(/^(Trưởng và Phó quyết định|Leader and deputy)/) }),
  chair(
    'poll-papers',
    async (a) => {
      const pollId = await a.openPoll(secret);
      await a.actByTwo('castByHand', { pollId, delegateId: a.delegates[2]?.delegateId, reason: 'Máy hết pin' });
    },
    { ...polls, reach: asks(/^(Nhập số phiếu giấy|Enter the paper ballots)/) },
  ),
  chair('pact-paper', (a) => a.sign(1), { part: 'pact', reach: asks(/^(Nhập chữ ký|Enter a signature)/) }),
  chair('award-grounds', nothing, { part: 'awards', reach: asks(/^(Sửa lý do|Correct the grounds)/) }),
  chair('award-propose', nothing, { part: 'awards', reach: asks(/^(Thêm đề nghị|Add a proposal|Propose)/) }),
];

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { LeadershipTerm } from '../../src/bloc/leadership-term';
import { BlocRole, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { aHall, aViewer } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { aLeader, aStaff } from '../support/staff';
import { type Assembly, anAssembly } from './support/assembly';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { actsWithDialogs, type Left, leaveEachDialog } from './support/dialogs';
import { aBlocYear, dayIn } from './support/office';
import { theScoreDesks } from './support/score-desks';
import { letIn } from './support/stage';

/** What docs say that each act takes: its name, clicks, fields. */
const tableOfClicks = () =>
  [
    ...readFileSync(join(__dirname, '..', '..', 'docs', 'clicks.md'), 'utf8').matchAll(
      /^\| `(\w+)` \| (\d+) \| (\d+) \|/gm,
    ),
  ].map(([, act, clicks, fields]) => `${act} ${clicks} ${fields}`);

const choose = {
  kind: 'CHOOSE',
  question: { vi: 'Chọn đơn vị dẫn đầu?', en: null },
  options: ['Hà Nội', 'Hải Phòng', 'Cần Thơ'].map((vi, n) => ({ code: `m${n}`, label: { vi, en: null } })),
  maxChoices: 1,
};
const rule = {
  ...{ electorate: 'MEMBERS', quorumNumerator: 2, quorumDenominator: 3, base: 'ALL' },
  ...{ passNumerator: 1, passDenominator: 3, passStrict: false, seats: 1 },
};
const sea = { vi: 'Thông qua phương hướng năm tới?', en: null };

const anAdoptedPaper = {
  kind: 'MINUTES',
  digest: '0'.repeat(64),
  content: JSON.stringify({
    ...{ kind: 'minutes', above: null, issuer: 'CỤM', number: null, placeAndDate: '', title: 'BIÊN BẢN', subject: '' },
    ...{ mark: null, blocks: [], signers: [], foot: '' },
  }),
};

describeInBrowser('every dialog of every page', () => {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('is empty, or holds what the record holds, when it is opened again after it was filled in and left', async () => {
    const hall = await anAssembly(server, { people: 8, present: 6 });
    const planned = await anAssembly(server, { people: 5, opened: false });
    const left: Left[] = [];
    const see = async (viewer: Viewer | undefined, path: string, before?: (page: Page) => Promise<unknown>) => {
      const watched = await aPage(browser, server.app.url, { viewport: { width: 1280, height: 720 } });
      const { page, context } = watched;
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await letIn(watched, { server }, viewer as Viewer);
      await page.goto(path);
      // What is printed follows nothing.
      if (!/^\/(paper|setup)/.test(path)) await page.locator('[data-state=live]').waitFor();
      await before?.(page);
      await page.locator('button[aria-haspopup=dialog]:visible').first().waitFor();
      left.push(...(await leaveEachDialog(page, new Set(left.map(({ act }) => act)))));
      await context.close();
    };
    const desk = (part: string, before?: (page: Page) => Promise<unknown>, by = hall.chair, of = hall) =>
      see(by, `/chair/${of.slug}/${part}`, before);
    const edits = (page: Page) => page.getByRole('button', { name: 'Sửa chương trình' }).click();
    const change = async (page: Page) => {
      const buttons = page.getByRole('button', { name: /^Thay đổi: / });
      await buttons.first().waitFor();
      await buttons.evaluateAll((all) => {
        for (const each of all) (each as HTMLElement).click();
      });
    };
    /** Chooses in each open vote, and waits for the pact, which comes after the votes. */
    const decide = async (page: Page, pact: RegExp) => {
      await page.getByRole('button', { name: pact }).waitFor();
      for (const vote of await page.getByRole('article').all()) {
        if (await vote.getByRole('radio').count()) await vote.getByRole('radio').first().check();
      }
    };

    await desk('', undefined, planned.chair, planned);
    await desk('', edits);
    await desk('attendance', change);
    await desk('badges');
    await desk('leadership');
    await desk('pact');
    await desk('rehearsal', undefined, await aViewer(server.database.db, Role.ADMINISTRATOR));
    await manyPolls(hall);
    await desk('polls');
    await desk('polls', undefined, hall.secretary);
    await awards(hall);
    await see(await aViewer(server.database.db, Role.ADMINISTRATOR), '/chair/cum-5-thanh-pho-2022/results');
    await desk('awards', (page) => page.getByRole('button', { name: 'Kết thúc' }).waitFor());
    await hall.sign(1);
    await desk('pact');
    await see(hall.chair, `/paper/${hall.slug}/counting`);
    await hall.act('adoptPaper', { conferenceId: hall.conferenceId, ...anAdoptedPaper });
    await see(hall.chair, `/paper/${hall.slug}/minutes`);
    const [signer, voter] = hall.delegates;
    await see(voter, '/live', (page) => decide(page, /^Ký giao ước/));
    await see(signer, '/live', (page) => decide(page, /^Rút chữ ký/));
    const year = await aBlocYear(server.database.db);
    await year.due(dayIn(5));
    await year.confirm(await year.report(1, ['512']));
    await year.report(0, ['834.875,801']);
    const [officer] = year.officers;
    await see(officer, `/office/${year.slug}/officer-don-vi-2/results/now/q1`);
    for (const part of ['deadlines', 'people']) await see(year.leader, `/office/${year.slug}/leader/${part}`);
    await see(year.leader, `/office/${year.slug}/leader/results`, (page) =>
      page.getByRole('button', { name: 'Xác nhận' }).waitFor(),
    );

    await see(await anOfficeThatLeaves(server), '/setup', (page) =>
      page.getByRole('button', { name: 'Bàn giao thường trực' }).click(),
    );
    for (const { viewer, path, press } of await theScoreDesks(server))
      await see(viewer, path, async (page) => {
        if (press) await page.getByRole('button', { name: press }).click();
      });

    expect([...new Set(left.map(({ act }) => act))].sort()).toEqual(actsWithDialogs());
    for (const { act, first, typed, again } of left) {
      expect({ act, holds: again }).toEqual({ act, holds: first });
      if (first.length > 0) expect({ act, typed }).not.toEqual({ act, typed: first });
    }
    const counted = left.map(({ act, takes }) => `${act} ${takes.clicks} ${takes.fields}`);
    expect([...new Set(counted)].sort()).toEqual(tableOfClicks());
  });
});

/** A leader's office, in a bloc whose next leader is named and has an officer. */
async function anOfficeThatLeaves({ database: { db } }: TestServer): Promise<Viewer> {
  const hall = await aHall(db);
  const term = await aLeader(hall);
  const now = new Date().getFullYear();
  for (const year of [now, now + 1].filter((each) => each !== term.year))
    await db.manager.insert(LeadershipTerm, { ...term, id: randomUUID(), year });
  await aStaff(hall, BlocRole.OFFICER, { memberId: term.memberId });
  return aStaff(hall, BlocRole.LEADER_OFFICE);
}

/** A vote in each state in which something may be done with it, and one act that waits for a second person. */
async function manyPolls(hall: Assembly): Promise<void> {
  const { conferenceId, act, delegates } = hall;
  await act('createPoll', { conferenceId, question: sea });
  const { about: agreed } = await act('createPoll', { conferenceId, question: sea });
  await act('recordConsensus', { pollId: agreed.id });
  const tied = { second: { ...rule }, leaders: { ...rule, tieOrder: ['VOTES', 'LEADERS_DECIDE'] } };
  for (const each of Object.values(tied)) {
    const pollId = await hall.openPoll({ ...choose, rule: each });
    await hall.vote(pollId, ['m0'], ['m0'], ['m1'], ['m1'], ['m2']);
    await act('closePoll', { pollId });
  }
  const secret = await hall.openPoll({ secrecy: 'UNLINKED', question: sea });
  await hall.actByTwo('castByHand', { pollId: secret, delegateId: delegates[0]?.delegateId, reason: 'Máy hỏng' });
  await hall.actByTwo('voidPoll', { pollId: await hall.openPoll({ question: sea }), reason: 'Câu hỏi in sai' });
  const open = await hall.openPoll({ question: sea });
  await act('voidPoll', { pollId: open, reason: 'Câu hỏi in sai' });
}

/** A proposal that waits and one that was agreed on, and a member that may not be proposed. */
async function awards({ conferenceId, act, server }: Assembly): Promise<void> {
  const { data } = await server.ask(
    `query ($id: ID!) { node(id: $id) { ... on Conference { members { id } proposals(first: 9) { nodes { id state } } } } }`,
    { id: conferenceId },
  );
  const [waiting] = data.node.proposals.nodes.filter(({ state }: { readonly state: string }) => state === 'NOMINATED');
  await act('recordDecision', { proposalId: waiting.id, step: 'AGREED' });
  const memberId = data.node.members[0].id;
  await act('barMember', { conferenceId, memberId, document: '12/KL-TTr', from: '2020-01-01' });
  // Bars of a rehearsal stand at no desk: let it be one of the conference that is rehearsed.
  await server.database.db.query(
    'update member_bar set conference_id = (select rehearses_id from conference where id = $1) where member_id = $2',
    [conferenceId, memberId],
  );
}

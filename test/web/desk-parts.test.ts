import type { Browser, Page } from 'playwright-core';
import { IsNull } from 'typeorm';
import { issueBadge } from '../../src/auth/issue-badge';
import { Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { Signature } from '../../src/pact/signature';
import { Poll } from '../../src/poll/poll';
import { cloneConference } from '../../src/rehearsal/clone-conference';
import { aServer, type TestServer } from '../support/server';
import { type Assembly, anAssembly } from './support/assembly';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage, type Watched } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { aDesk } from './support/desk';
import { deskHandsOn } from './support/desk-hands';
import { aPhone } from './support/phone';
import { letIn } from './support/stage';

describeInBrowser('parts of the desk', () => {
  let browser: Browser;
  let server: TestServer;
  let assembly: Assembly;
  const open: Watched[] = [];
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
    assembly = await anAssembly(server, { people: 8 });
  });
  afterEach(async () => {
    for (const { context } of open.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function enter(viewer: Viewer, path: string, options: Parameters<typeof aPage>[2] = {}): Promise<Page> {
    const watched = await aPage(browser, server.app.url, options);
    open.push(watched);
    await letIn(watched, { server }, viewer);
    await watched.page.goto(path);
    return watched.page;
  }
  const pollsOf = (part: Assembly) => `/chair/${part.slug}/polls`;

  it('offers no running counts of a secret vote, and tells how many ballots it takes', async () => {
    const page = await enter(assembly.chair, pollsOf(assembly));
    const hands = deskHandsOn(page);
    const dialog = page.getByRole('dialog');
    await hands.button('Câu hỏi khác').click();
    await page.getByLabel('Câu hỏi', { exact: true }).fill('Thông qua quy chế?');
    await dialog.getByLabel(/^Phiếu kín:/).check();
    expect(await dialog.getByText(/Hiện số phiếu|số phiếu ngay trong lúc/).count()).toBe(0);
    await hands.answer('Lập');
    await hands.card(1).waitFor();
    const poll = await server.app.db.manager.findOneByOrFail(Poll, { conferenceId: assembly.conferenceId, ordinal: 1 });
    expect(poll).toMatchObject({ secrecy: 'UNLINKED', liveTally: false });
    await hands.button('Mở biểu quyết').click();
    await dialog.getByText('Nếu có ít hơn 5 phiếu thì khi đóng sẽ không kiểm phiếu và không quyết định gì.').waitFor();
    expect(await dialog.getByRole('checkbox').count()).toBe(0);
    expect([...(await seriousFaults(page))]).toEqual([]);
    await hands.answer('Mở biểu quyết');
    const phone = await aPhone(browser, assembly, assembly.delegates[0]!);
    open.push(phone);
    await phone.page.getByText('Ai biết tôi chọn gì?').click();
    await phone.page.getByText(/Dưới 5 phiếu thì không kiểm và không công bố số phiếu\./).waitFor();
    await assembly.actByTwo('voidPoll', { pollId: poll.id, reason: 'Diễn tập' });
  });

  it('says before closing that a secret vote has too few ballots, and what it came to on every page', async () => {
    const pollId = await assembly.openPoll({ secrecy: 'UNLINKED' });
    const { ordinal } = await server.app.db.manager.findOneByOrFail(Poll, { id: pollId });
    await assembly.vote(pollId, ['YES'], ['NO']);
    const page = await enter(assembly.chair, pollsOf(assembly));
    const hands = deskHandsOn(page);
    const phone = await aPhone(browser, assembly, assembly.delegates[0]!);
    open.push(phone);
    await phone.page.getByTestId('tally').waitFor();
    const hall = await enter(assembly.chair, `/hall/${assembly.slug}`);
    await hall.getByTestId('tally').waitFor();
    await hands.card(ordinal).getByRole('button', { name: 'Hủy cuộc này' }).click();
    await page.getByText('2 phiếu kín đã bỏ bị xóa, không ai mở ra.').waitFor();
    await page.keyboard.press('Escape');
    await hands.card(ordinal).getByRole('button', { name: 'Đóng và kiểm phiếu' }).click();
    await page
      .getByRole('dialog')
      .getByText(/^Mới có 2 phiếu, chưa đủ 5\. Đóng bây giờ thì không kiểm phiếu/)
      .waitFor();
    expect([...(await seriousFaults(page))]).toEqual([]);
    await hands.answer('Đóng và kiểm phiếu');
    const card = hands.card(ordinal);
    await card.getByText('Không đủ phiếu để kiểm').waitFor();
    await card.getByText(/Phiếu kín có 2 phiếu, ít hơn 5/).waitFor();
    expect(await card.getByRole('table').count()).toBe(0);
    for (const screen of [phone.page, hall]) {
      await screen.locator('[data-outcome=TOO_FEW]').getByText('Không đủ phiếu để kiểm').waitFor();
      await screen.getByText(/Phiếu kín dưới 5 phiếu thì không kiểm, không công bố/).waitFor();
      expect(await screen.locator('li[data-code]').count()).toBe(0);
      expect(await screen.getByText(/được công bố khi đóng/).count()).toBe(0);
    }
    const graph = await enter(assembly.chair, `/conference/${assembly.slug}`);
    const row = graph.getByRole('row').filter({ hasText: 'Không đủ phiếu để kiểm' });
    await row.waitFor();
    expect(await row.getByRole('cell').first().textContent()).toBe('–');
    // A further round is offered, by the same rule.
    await card.getByRole('button', { name: 'Lập vòng mới' }).click();
    await hands.answer('Lập vòng mới');
    await hands.card(ordinal + 1).waitFor();
    const next = await server.app.db.manager.findOneByOrFail(Poll, { previousId: pollId });
    expect(next).toMatchObject({ secrecy: 'UNLINKED', liveTally: false, rule: { floor: 5 } });
    await assembly.act('voidPoll', { pollId: next.id, reason: 'Diễn tập' });
  });

  it('says why no count can be entered by hand once somebody has voted here', async () => {
    const pollId = await assembly.openPoll();
    const page = await enter(assembly.chair, pollsOf(assembly));
    await page.getByRole('button', { name: 'Nhập kết quả kiểm phiếu' }).waitFor();
    await assembly.vote(pollId, ['YES']);
    await page.getByText(/Đã có người bỏ phiếu điện tử: muốn kiểm phiếu giấy/).waitFor();
    expect(await page.getByRole('button', { name: 'Nhập kết quả kiểm phiếu' }).count()).toBe(0);
    await assembly.actByTwo('voidPoll', { pollId, reason: 'Diễn tập' });
  });

  it('leads a secretary by the badge to the desk, and a delegate to the own page', async () => {
    const administrator = (await aDesk(server)).administrator;
    const page = await enter(administrator, `/chair/${assembly.slug}/badges`);
    await page.getByRole('button', { name: 'Làm thẻ: Thư ký' }).click();
    const host = new URL(server.app.url).host;
    const badge = page.getByRole('listitem').filter({ hasText: `${host}/chair` });
    await badge.waitFor();
    const code = await badge.getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/).textContent();
    await page.getByRole('button', { name: 'Làm thẻ: Màn hình' }).click();
    await page
      .getByRole('listitem')
      .filter({ hasText: `${host}/live` })
      .waitFor();
    const other = await aPage(browser, server.app.url);
    open.push(other);
    await other.page.goto(`/chair#c=${code}`);
    await other.page.getByRole('button', { name: 'Đăng nhập' }).click();
    await other.page
      .getByRole('heading', { level: 1 })
      .filter({ hasText: /2022|giao ước/i })
      .waitFor();
  });

  it('takes the code of a badge out of the address of a device in use, and uses it after signing out', async () => {
    const { administrator } = await aDesk(server);
    const hand = {
      role: Role.CHAIR,
      conferenceId: assembly.conferenceId,
      delegateId: null,
      name: null,
      ttlMinutes: 60,
    };
    const { code } = await issueBadge(server.app.db, administrator, hand);
    const page = await enter(administrator, `/chair#c=${code}`);
    await page.getByText('Máy này đang đăng nhập').waitFor();
    expect(page.url()).not.toContain(code);
    await page.getByRole('button', { name: 'Đăng xuất và dùng mã mới' }).click();
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('link', { name: 'Biểu quyết' }).waitFor();
    expect(await page.getByText('Máy này đang đăng nhập').count()).toBe(0);
    // Scanned in the page that is open already.
    await page.evaluate(() => {
      location.hash = '#c=AAAA-BBBB-CCCC';
    });
    await page.getByText('Máy này đang đăng nhập').waitFor();
    expect(page.url()).not.toContain('AAAA');
  });

  it('is where an administrator who came to the page of delegates is led', async () => {
    const { administrator } = await aDesk(server);
    const page = await enter(administrator, '/live');
    await page.getByRole('link', { name: 'Đến bàn chủ tọa' }).click();
    await page.getByRole('heading', { name: 'Chọn hội nghị' }).waitFor();
  });

  it('lets a delegate withdraw the signature of the member with a reason, and sign again', async () => {
    const { pact } = assembly;
    await assembly.sign(1);
    const phone = await aPhone(browser, assembly, assembly.delegates[0]!);
    open.push(phone);
    const { page } = phone;
    await page.getByTestId('wall').getByText('1/5').waitFor();
    await page.getByRole('button', { name: 'Rút chữ ký' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/việc rút và lý do được ghi vào nhật ký/).waitFor();
    expect(await dialog.getByRole('button', { name: 'Rút chữ ký' }).isDisabled()).toBe(true);
    await dialog.getByLabel(/^Lý do/).fill('Ký nhầm bản cũ');
    expect([...(await seriousFaults(page))]).toEqual([]);
    await dialog.getByRole('button', { name: 'Rút chữ ký' }).click();
    await page.getByTestId('wall').getByText('0/5').waitFor();
    await page.locator('[data-testid=my-signature]:focus').waitFor();
    await page.getByRole('button', { name: 'Ký giao ước' }).click();
    await dialog.getByRole('button', { name: 'Ký giao ước' }).click();
    await phone.entry('done');
    await page.getByTestId('wall').getByText('1/5').waitFor();
    const all = await server.app.db.manager.findBy(Signature, { pactId: pact.id });
    expect(all.map(({ withdrawalReason }) => withdrawalReason).toSorted()).toEqual(['Ký nhầm bản cũ', null]);
    expect(await server.app.db.manager.countBy(Signature, { pactId: pact.id, withdrawnAt: IsNull() })).toBe(1);
  });

  it('shows the delay to the screens once changes have reached somebody', async () => {
    const page = await enter(assembly.chair, `/chair/${assembly.slug}/rehearsal`);
    const panel = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'Độ trễ đến các màn hình' }) });
    await assembly.act('startAgendaItem', { itemId: assembly.agenda[3]?.id });
    const figure = (name: string) => panel.last().locator('div').filter({ hasText: name }).locator('dd');
    await figure('Số lần đo').filter({ hasText: /[1-9]/ }).waitFor();
    for (const name of ['Một nửa nhanh hơn', '99 trên 100', 'Chậm nhất'])
      expect(await figure(name).textContent()).toMatch(/^\d[\d.]*(,\d+)? ms$/);
    expect(await panel.last().locator('tbody tr').count()).toBeGreaterThan(0);
  });

  it('is whole at 200 % zoom and on a phone, in both languages', async () => {
    const parts = ['', '/attendance', '/polls', '/pact', '/awards', '/leadership', '/badges', '/rehearsal'];
    for (const language of ['vi', 'en'] as const) {
      const page = await enter(assembly.chair, `/chair/${assembly.slug}`, { language });
      for (const part of parts) {
        await page.goto(`/chair/${assembly.slug}${part}`);
        await page.locator('main h2').first().waitFor();
        // Half the width of a notebook and of a phone: what they lay out when they are zoomed to 200 %.
        for (const width of [640, 320, 195]) {
          await page.setViewportSize({ width, height: 800 });
          const beyond = await page.evaluate(() =>
            [...document.querySelectorAll('body *')]
              .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
              .filter((element) => !element.closest('[class*=unseen], [class*=skip]'))
              .map((element) => element.outerHTML.slice(0, 120)),
          );
          expect([language, part, width, beyond]).toEqual([language, part, width, []]);
        }
      }
    }
  });
});

describeInBrowser('the rehearsals at the desk', () => {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('show a newcomer what was started and its end, and start over in one press', async () => {
    const { rehearsal } = await aDesk(server);
    const { context, page } = await aPage(browser, server.app.url);
    // As it is printed at the start: the code of the chair of a rehearsal.
    const badge = { role: Role.CHAIR, conferenceId: rehearsal.id, delegateId: null, name: null, ttlMinutes: 60 };
    const { code } = await issueBadge(server.app.db, (await aDesk(server)).administrator, badge);
    await page.goto(`/chair#c=${code}`);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('link', { name: 'Diễn tập, độ trễ' }).click();
    await page.getByLabel('Số đại biểu').fill('5');
    await page.getByRole('button', { name: 'Bắt đầu diễn tập' }).click();
    const fresh = page.getByText('Buổi diễn tập mới');
    const slugOf = async () => ((await fresh.textContent()) ?? '').split(': ')[1] ?? '';
    const row = (slug: string) => page.getByRole('listitem').filter({ hasText: `${slug} ·` });
    await fresh.waitFor();
    const first = await slugOf();
    await row(first).getByText('Đang diễn ra').waitFor();
    await row(rehearsal.slug).getByText('buổi này').waitFor();
    expect(await row(first).getByText('buổi này').count()).toBe(0);
    // What was told once is still there after another part of the desk.
    await page.getByRole('link', { name: 'Chương trình' }).click();
    await page.getByRole('link', { name: 'Diễn tập, độ trễ' }).click();
    expect(await slugOf()).toBe(first);

    await page.getByText(`Diễn tập lại từ đầu thì ${first} kết thúc ngay`).waitFor();
    expect([...(await seriousFaults(page))]).toEqual([]);
    await page.getByLabel('Số đại biểu').fill('5');
    await page.getByRole('button', { name: 'Diễn tập lại từ đầu' }).click();
    await row(first).getByText('Đã kết thúc').waitFor();
    await fresh.filter({ hasNotText: first }).waitFor();
    const second = await slugOf();
    await row(second).getByText('Đang diễn ra').waitFor();
    await row(rehearsal.slug).getByText('Chưa khai mạc').waitFor();
    await row(second).getByRole('button', { name: 'Dừng' }).click();
    await deskHandsOn(page).answer('Dừng buổi diễn tập này');
    await row(second).getByText('Đã kết thúc').waitFor();
    await context.close();
  });

  it('are started over from their own desk, never in the place of another one that runs', async () => {
    const own = await anAssembly(server, { people: 5 });
    await anAssembly(server, { people: 5 });
    const watched = await aPage(browser, server.app.url);
    await letIn(watched, { server }, own.chair);
    await watched.page.goto(`/chair/${own.slug}/rehearsal`);
    await watched.page.getByText(`Diễn tập lại từ đầu thì ${own.slug} kết thúc ngay`).waitFor();
    await watched.context.close();
  });

  it('fold away those long over', async () => {
    const { rehearsal, administrator } = await aDesk(server);
    const { db } = server.app;
    const old: string[] = [];
    for (let n = 0; n < 5; n += 1)
      old.push((await cloneConference(db, { slug: 'cum-5-thanh-pho-2022', delegates: 1 })).id);
    await db.query(`update conference set state = 'CLOSED' where id = any($1)`, [old]);
    const watched = await aPage(browser, server.app.url);
    await letIn(watched, { server }, administrator);
    const { page, context } = watched;
    await page.goto(`/chair/cum-5-thanh-pho-2022/rehearsal`);
    const older = page.getByText(/^Các buổi trước, đã kết thúc/);
    await older.waitFor();
    // By role only what is in view is found.
    const inView = page.getByRole('listitem').filter({ has: page.locator('a[href^="/hall/"]') });
    const before = await inView.count();
    await inView.filter({ hasText: rehearsal.slug }).waitFor();
    await older.click();
    const folded = Number(/\((\d+)\)/.exec((await older.textContent()) ?? '')?.[1]);
    expect(folded).toBeGreaterThan(0);
    expect(await inView.count()).toBe(before + folded);
    await context.close();
  });
});

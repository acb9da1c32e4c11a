import type { Browser } from 'playwright-core';
import { Conference } from '../../src/conference/conference';
import { Delegate } from '../../src/conference/delegate';
import { Result } from '../../src/indicator/result';
import { Poll } from '../../src/poll/poll';
import { faultsOf, recount } from '../../src/record/recount';
import { aResult } from '../support/result';
import { aServer, type TestServer } from '../support/server';
import { type Assembly, anAssembly } from './support/assembly';
import { aBrowser, aPage, type Watched } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { type DeskHands, deskHandsOn } from './support/desk-hands';
import { aPhone, countsOn, handsOn, isLive, type Phone } from './support/phone';
import { letIn } from './support/stage';

/**
 * A day on which nothing goes by the file, played by hand through the pages: what the desk, the hall screen, the phones
 * and the public page show at each step is what a recount finds in the log.
 */
describeInBrowser('a bad day', () => {
  let browser: Browser;
  let server: TestServer;
  let assembly: Assembly;
  let desk: Watched & DeskHands;
  let hall: Watched;
  let graph: Watched;
  let phones: Phone[];
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
    assembly = await anAssembly(server, { people: 6, present: 0 });
    await assembly.act('checkInAll', { conferenceId: assembly.conferenceId });
    const { slug } = assembly;
    hall = await aPage(browser, server.app.url, { viewport: { width: 1280, height: 720 } });
    graph = await aPage(browser, server.app.url, { viewport: { width: 1440, height: 900 } });
    await Promise.all([hall.page.goto(`/hall/${slug}`), graph.page.goto(`/conference/${slug}`)]);
    const chair = await aPage(browser, server.app.url, { viewport: { width: 1440, height: 900 } });
    await letIn(chair, assembly, assembly.chair);
    await chair.page.goto(`/chair/${slug}`);
    desk = { ...chair, ...deskHandsOn(chair.page) };
    phones = await Promise.all(assembly.delegates.slice(0, 5).map((viewer) => aPhone(browser, assembly, viewer)));
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const phoneOf = (place: number): Phone => phones[place] as Phone;
  const nameOf = async (place: number) => {
    const id = assembly.delegates[place]?.delegateId ?? '';
    return (await server.app.db.manager.findOneByOrFail(Delegate, { id })).name.vi;
  };

  async function voteOn(phone: Phone, ...labels: readonly string[]): Promise<void> {
    for (const label of labels) await phone.pick(label);
    await phone.send();
    await phone.entry('done');
  }

  /** The closed poll with this number is the same on the hall screen and on the phones, and a recount agrees. */
  async function agreesOn(ordinal: number, counts: Record<string, number>): Promise<void> {
    for (const page of [hall.page, ...phones.map(({ page }) => page)]) {
      await page.locator('[data-final]').waitFor();
      expect(await countsOn(page)).toEqual(counts);
    }
    const { result } = await server.app.db.manager.findOneByOrFail(Poll, {
      conferenceId: assembly.conferenceId,
      ordinal,
    });
    expect(result?.votes).toEqual(counts);
    expect(faultsOf(await recount(server.app.db, { slug: assembly.slug }))).toEqual([]);
  }

  let late: Phone;
  /** Those who hold a mandate once the first has been replaced. */
  const voters = () => [late, ...phones.slice(1)];

  it('lets a late delegate in at the desk, and takes the vote of one who was replaced in the middle of it', async () => {
    const { page } = desk;
    await desk.goTo('Biểu quyết');
    await desk.button(/^Lập \d+ cuộc biểu quyết/).click();
    await desk.openPoll(1);
    for (const place of [1, 2, 3, 4]) await voteOn(phoneOf(place), 'Tán thành');
    await phoneOf(0).card.getByRole('radio').first().waitFor();

    await desk.goTo('Điểm danh');
    await desk.button('Thêm đại biểu').click();
    await page.getByLabel('Họ và tên').fill('Đại biểu diễn tập đến muộn');
    await page.getByLabel('Đơn vị', { exact: true }).selectOption({ label: 'Hà Nội' });
    await desk.button('Thêm và cấp thẻ').click();
    const code = await page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent();
    await desk.button('Đóng').click();
    const watched = await aPage(browser, server.app.url, { viewport: { width: 390, height: 844 } });
    await watched.page.goto(`/badge#c=${code}`);
    await watched.page.getByRole('button', { name: 'Đăng nhập' }).click();
    await isLive(watched.page);
    late = { ...watched, ...handsOn(watched.page) };
    await desk.button('Điểm danh Đại biểu diễn tập đến muộn').click();
    await desk.button('Ghi nhận rời hội trường: Đại biểu diễn tập đến muộn').waitFor();
    await late.page.getByText('Đã điểm danh').waitFor();

    const head = await nameOf(0);
    await desk.button(`Thay đổi: ${head}`).click();
    await desk.button('Ủy quyền').click();
    await page.getByLabel('Người được ủy quyền').selectOption({ label: 'Đại biểu diễn tập đến muộn' });
    await page.getByLabel('Số, ngày giấy ủy quyền').fill('15/GUQ');
    await desk.button('Ghi nhận ủy quyền').click();
    await page.getByText(`thay ${head} theo 15/GUQ`).waitFor();

    await phoneOf(0).card.getByRole('radio').first().waitFor({ state: 'detached' });
    await voteOn(late, 'Không tán thành');
    await desk.goTo('Biểu quyết');
    await desk.card(1).getByText('5/5').waitFor();
    await desk.closePoll(1);
    await agreesOn(1, { YES: 4, NO: 1, ABSTAIN: 0 });
  });

  it('takes the vote of a dead phone by hand, asked for at one desk and confirmed at another', async () => {
    const dead = phoneOf(4);
    await dead.context.setOffline(true);
    await desk.openPoll(2);
    for (const phone of voters().slice(0, 4)) await voteOn(phone, 'Tán thành');
    const secretary = await aPage(browser, server.app.url, { viewport: { width: 1280, height: 720 } });
    await letIn(secretary, assembly, assembly.secretary);
    await secretary.page.goto(`/chair/${assembly.slug}/polls`);
    const hands = deskHandsOn(secretary.page);
    await hands.card(2).getByRole('button', { name: 'Nhập phiếu thay máy hỏng' }).click();
    const dialog = secretary.page.getByRole('dialog');
    const who = dialog.getByLabel('Đại biểu (có mặt, có quyền biểu quyết)');
    await who.selectOption((await who.getByText(await nameOf(4)).getAttribute('value')) ?? '');
    await dialog.getByLabel('Không tán thành', { exact: true }).check();
    await dialog.getByLabel('Lý do').fill('Điện thoại hết pin');
    await hands.answer('Đề nghị nhập phiếu');
    await desk.page.getByText('Chọn: Không tán thành').waitFor();
    await desk.confirm('Xác nhận');
    await desk.card(2).getByText('5/5').waitFor();
    await dead.context.setOffline(false);
    await dead.page.getByText(/^Phiếu của đơn vị đã được bàn thư ký nhập tay/).waitFor();
    await desk.closePoll(2);
    await agreesOn(2, { YES: 4, NO: 1, ABSTAIN: 0 });
    await secretary.context.close();
  });

  it('runs a tie off among those tied, for the seat that is left', async () => {
    const { page } = desk;
    const ordinal = 6;
    await desk.button('Lập biểu quyết về câu hỏi khác').click();
    await page.getByLabel('Câu hỏi', { exact: true }).fill('Cụm phó năm sau?');
    await page.getByLabel('Chọn trong danh sách').check();
    await page.getByLabel('Các phương án, mỗi dòng một phương án').fill('Đà Nẵng\nHải Phòng\nCần Thơ');
    await page.getByLabel('Mỗi phiếu chọn nhiều nhất').fill('2');
    await desk.answer('Lập');
    await desk.openPoll(ordinal);
    const first = ['Hải Phòng', 'Cần Thơ', 'Hải Phòng', 'Cần Thơ'].map((name) => ['Đà Nẵng', name]);
    const ballots = [...first, ['Hải Phòng', 'Cần Thơ']];
    for (const [place, phone] of voters().entries()) await voteOn(phone, ...(ballots[place] as string[]));
    await desk.card(ordinal).getByText('5/5').waitFor();
    await desk.closePoll(ordinal);
    await agreesOn(ordinal, { 1: 4, 2: 3, 3: 3 });

    await desk.confirm('Lập phiếu bầu lần hai');
    await desk.openPoll(ordinal + 1);
    for (const [place, phone] of voters().entries()) await voteOn(phone, place < 3 ? 'Cần Thơ' : 'Hải Phòng');
    await desk
      .card(ordinal + 1)
      .getByText('5/5')
      .waitFor();
    await desk.closePoll(ordinal + 1);
    await agreesOn(ordinal + 1, { 2: 2, 3: 3 });
    await graph.page.getByRole('row').filter({ hasText: 'Cụm phó năm sau?' }).nth(1).waitFor();
  });

  it('mends a typo in the pact after two signatures, and takes no signature for another text', async () => {
    const { page } = desk;
    const signers = voters();
    const sign = async (phone: Phone) => {
      await phone.page.getByRole('button', { name: 'Ký giao ước' }).click();
      await phone.page.getByRole('dialog').getByRole('button', { name: 'Ký giao ước' }).click();
    };
    await desk.goTo('Giao ước');
    await desk.confirm('Mở ký');
    for (const phone of signers.slice(0, 2)) await sign(phone);
    await page.getByText('2/5 đơn vị').waitFor();
    for (const phone of signers.slice(0, 2)) {
      const dialog = phone.page.getByRole('dialog');
      await phone.page.getByRole('button', { name: 'Rút chữ ký' }).click();
      await dialog.getByLabel(/^Lý do/).fill('Văn bản sai chính tả');
      await dialog.getByRole('button', { name: 'Rút chữ ký' }).click();
    }
    await page.getByText('0/5 đơn vị').waitFor();

    await desk.button('Sửa lại văn bản').click();
    await page.getByLabel('Nội dung điều 1').fill('Nội dung đã sửa lỗi chính tả.');
    await desk.answer('Lưu dự thảo');
    await desk.confirm('Mở ký');
    for (const phone of signers) await sign(phone);
    await page.getByText('5/5 đơn vị').waitFor();
    for (const each of [hall.page, desk.page])
      await each
        .getByText(/^(Giao ước c|C)ó hiệu lực$/)
        .first()
        .waitFor();
    expect(faultsOf(await recount(server.app.db, { slug: assembly.slug }))).toEqual([]);
  });

  it('corrects a wrong figure after the closing, by two people, and keeps what held then', async () => {
    const conference = await server.app.db.manager.findOneByOrFail(Conference, { id: assembly.conferenceId });
    const { id } = await aResult({ db: server.app.db, conference, members: [] }, { raw: '1.234,5', unit: 'tỷ đồng' });
    await desk.goTo('Chương trình');
    await desk.confirm('Bế mạc hội nghị');
    const secretary = await aPage(browser, server.app.url, { viewport: { width: 1280, height: 720 } });
    await letIn(secretary, assembly, assembly.secretary);
    await secretary.page.goto(`/chair/${assembly.slug}/results`);
    const hands = deskHandsOn(secretary.page);
    await hands.button('Đính chính').click();
    await secretary.page.getByLabel('Số liệu đúng').fill('1.234,9');
    await secretary.page.getByLabel(/^Lý do đính chính/).fill('Gõ nhầm chữ số cuối');
    await hands.answer('Đề nghị đính chính');
    await desk.goTo('Số liệu');
    await desk.page.getByText('Đính chính thành: 1.234,9 tỷ đồng').waitFor();
    await desk.confirm('Xác nhận');
    for (const { page } of [desk, secretary]) {
      await page.getByText('1.234,9 tỷ đồng', { exact: true }).waitFor();
      await page.getByText('Lúc bế mạc: 1.234,5 tỷ đồng').waitFor();
    }
    expect(await server.app.db.manager.findOneByOrFail(Result, { id })).toMatchObject({ value: '1234.9' });
    expect(faultsOf(await recount(server.app.db, { slug: assembly.slug }))).toEqual([]);
    await secretary.context.close();
  });
});

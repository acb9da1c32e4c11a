import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { Proposal } from '../../src/award/proposal';
import { Bloc } from '../../src/bloc/bloc';
import { Member } from '../../src/bloc/member';
import { AgendaItem } from '../../src/conference/agenda-item';
import { Conference, ConferenceState } from '../../src/conference/conference';
import { Delegate } from '../../src/conference/delegate';
import { BlocRole, Role } from '../../src/graphql/authorize/viewer';
import { Article } from '../../src/pact/article';
import { Pact } from '../../src/pact/pact';
import { aWorkbook } from '../spreadsheet/a-workbook';
import { aHall, at, aViewer, closesYear, opensYear } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { aStaff } from '../support/staff';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage, type Watched } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { letIn } from './support/stage';

const pictures = process.env.SETUP_PICTURES;
let taken = 0;
const picture = async (page: Page, name: string) => {
  if (!pictures) return;
  taken += 1;
  for (const [width, height] of [
    [1440, 900],
    [1280, 720],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `${pictures}/${taken}-${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 720 });
};

/** Hands that count what a secretary presses and types. A paste is the two keys of Ctrl+V. */
function countingHands(page: Page) {
  const counted = { presses: 0, keys: 0 };
  const label = (name: string) => page.getByLabel(name, { exact: true });
  return {
    counted,
    async press(name: string | RegExp) {
      counted.presses += 1;
      await page.getByRole('button', { name, exact: typeof name === 'string' }).click();
    },
    async tick(name: string) {
      counted.presses += 1;
      await label(name).check();
    },
    async choose(name: string, option: string) {
      counted.presses += 2;
      await label(name).selectOption({ label: option });
    },
    async type(name: string, text: string) {
      counted.presses += 1;
      counted.keys += text.length;
      await label(name).fill(text);
    },
    async paste(name: string, text: string) {
      counted.presses += 1;
      counted.keys += 2;
      await label(name).fill(text);
    },
    at: (step: string) => page.getByRole('heading', { level: 2, name: step, exact: true }).waitFor(),
  };
}

const members = Array.from({ length: 10 }, (_, n) => `Sở thứ ${n + 1} của tỉnh`);
const headings = ['STT', 'Họ và tên', 'Chức vụ', 'Đơn vị'];
/** Two of each member. */
const people = members.flatMap((member, n) => [
  [`${2 * n + 1}`, `Nguyễn Văn Số ${2 * n + 1}`, 'Giám đốc', member],
  [`${2 * n + 2}`, `Trần Thị Số ${2 * n + 2}`, 'Chánh Văn phòng; Thường trực thi đua', member],
]);
const pasted = (rows: readonly (readonly string[])[]) => rows.map((cells) => cells.join('\t')).join('\n');
const pact =
  'Các đơn vị thống nhất ký kết giao ước thi đua.\nĐiều 1. Nội dung thi đua\nHoàn thành nhiệm vụ được giao.\nĐiều 2. Trách nhiệm\nBáo cáo đúng hạn.\nĐiều 3. Giao ước có hiệu lực từ ngày ký.';

/** What docs/clicks.md says that setting up takes. */
const [, saysPresses, saysKeys] =
  /^\| a bloc of 10 members with 20 delegates \| (\d+) \| (\d+) \|/m.exec(
    readFileSync(join(__dirname, '..', '..', 'docs', 'clicks.md'), 'utf8'),
  ) ?? [];

describeInBrowser('setting up a bloc and its conference', () => {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function asAdministrator(options = {}): Promise<Watched> {
    const watched = await aPage(browser, server.app.url, options);
    await letIn(watched, { server }, await aViewer(server.database.db, Role.ADMINISTRATOR));
    await watched.page.goto('/setup');
    return watched;
  }

  it('takes a secretary with a list from Excel as many presses and keys as the document says', async () => {
    const { page, context, faults } = await asAdministrator();
    const hand = countingHands(page);
    await picture(page, 'start');
    await hand.press('Lập cụm, khối mới');
    await hand.type('Tên đầy đủ của cụm, khối', 'Khối thi đua các sở');
    await hand.choose('Loại', 'Khối thi đua (theo chức năng, ngành)');
    await hand.paste('Các đơn vị thành viên', members.join('\n'));
    await page.getByText('Đã nhận 10 đơn vị.').waitFor();
    await picture(page, 'bloc');
    expect([...(await seriousFaults(page))]).toEqual([]);
    await hand.press('Tiếp');
    await hand.at('Năm thi đua');
    await picture(page, 'year');
    expect([...(await seriousFaults(page))]).toEqual([]);
    await hand.press('Tiếp');
    await hand.at('Hội nghị');
    const year = Number(
      await page
        .getByLabel('Tên hội nghị')
        .inputValue()
        .then((name) => /năm (\d{4})/.exec(name)?.[1]),
    );
    await hand.type('Ngày họp', `${year + 1}-01-15`);
    await hand.type('Địa điểm', 'Hội trường tỉnh');
    await hand.press('Dùng chương trình mẫu');
    await picture(page, 'conference');
    expect([...(await seriousFaults(page))]).toEqual([]);
    await hand.press('Tiếp');
    await hand.at('Đại biểu');
    await hand.paste('Dán danh sách đại biểu từ Excel', pasted([headings, ...people]));
    await hand.press('Nhận danh sách');
    await page.getByText('Đã nhận 20 người trong danh sách.').waitFor();
    await picture(page, 'delegates');
    expect([...(await seriousFaults(page))]).toEqual([]);
    await hand.press('Tiếp');
    await hand.at('Khen thưởng');
    await hand.choose('Danh hiệu, hình thức khen thưởng', 'Cờ thi đua của Chính phủ');
    await hand.tick(at(members, 0));
    await hand.press('Thêm đề nghị');
    await picture(page, 'awards');
    expect([...(await seriousFaults(page))]).toEqual([]);
    await hand.press('Tiếp');
    await hand.at('Giao ước');
    await hand.paste('Nội dung giao ước', pact);
    await page.getByText('Đã nhận 3 điều.').waitFor();
    await picture(page, 'pact');
    await hand.press('Tiếp');
    await hand.at('Lưu');
    expect(await server.app.db.manager.countBy(Bloc, { slug: 'khoi-thi-dua-cac-so' })).toBe(0);
    await hand.press('Lưu lên máy chủ');
    await page.getByText('Đã lưu trên máy chủ.').waitFor();
    await picture(page, 'saved');
    expect([...(await seriousFaults(page))]).toEqual([]);
    expect(hand.counted).toEqual({ presses: Number(saysPresses), keys: Number(saysKeys) });

    const { manager } = server.app.db;
    const bloc = await manager.findOneByOrFail(Bloc, { slug: 'khoi-thi-dua-cac-so' });
    const conference = await manager.findOneByOrFail(Conference, { blocId: bloc.id });
    const { id: conferenceId } = conference;
    expect(conference).toMatchObject({
      ...{ state: 'PLANNED', nature: 'LIVE', visibility: 'PARTICIPANTS', closesYear: year, opensYear: year + 1 },
      ...{ heldOn: `${year + 1}-01-15`, place: { vi: 'Hội trường tỉnh' } },
    });
    expect(await manager.countBy(Member, { blocId: bloc.id })).toBe(10);
    expect(await manager.countBy(Delegate, { conferenceId })).toBe(20);
    expect(await manager.countBy(Delegate, { conferenceId, mayVote: true, maySign: true })).toBe(10);
    expect(await manager.countBy(AgendaItem, { conferenceId })).toBe(15);
    expect(await manager.countBy(Proposal, { conferenceId })).toBe(1);
    const { id: pactId } = await manager.findOneByOrFail(Pact, { conferenceId });
    expect(await manager.countBy(Article, { pactId })).toBe(3);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('tells all that is wrong at its step, keeps what is unfinished on the device, and reads a file of Excel', async () => {
    const { page, context } = await asAdministrator({ viewport: { width: 390, height: 844 } });
    const hand = countingHands(page);
    await hand.press('Lập cụm, khối mới');
    await hand.press('Tiếp');
    for (const fault of ['Chưa có tên cụm, khối.', 'Chưa chọn cụm hay khối.', 'Cần ít nhất hai đơn vị thành viên.'])
      await page.getByRole('alert').filter({ hasText: fault }).first().waitFor();
    await picture(page, 'bloc-faults');
    await hand.type('Tên đầy đủ của cụm, khối', 'Cụm thi đua thử');
    await hand.choose('Loại', 'Cụm thi đua (theo địa bàn)');
    await hand.paste('Các đơn vị thành viên', 'Huyện Một\nHuyện Hai');
    await hand.press('Tiếp');
    await hand.at('Năm thi đua');

    await page.reload();
    await hand.press('Làm tiếp phần đang dở');
    expect(await page.getByLabel('Tên đầy đủ của cụm, khối').inputValue()).toBe('Cụm thi đua thử');
    await page.getByRole('navigation', { name: 'Các bước' }).getByRole('button', { name: 'Đại biểu' }).click();
    const rows = [
      ['DANH SÁCH'],
      headings,
      ['1', 'Lê Văn A', 'Chủ tịch', 'Huyện Một'],
      ['2', 'Lê Thị B', '', 'Huyện Ba'],
    ];
    const buffer = aWorkbook({ rows });
    await page.getByLabel('Hoặc chọn tệp Excel (.xlsx)').setInputFiles({ name: 'a.xlsx', mimeType: '', buffer });
    await page.getByText('Đã nhận 2 người trong danh sách.').waitFor();
    await hand.press('Tiếp');
    await page.getByText('Lê Thị B: Không có đơn vị nào tên như vậy. Ghi đúng tên một đơn vị ở bước 1').waitFor();
    await picture(page, 'delegates-fault');
    await hand.press('Bỏ Lê Thị B');
    await hand.press('Tiếp');
    await hand.at('Khen thưởng');
    await hand.press('Về đầu trang chuẩn bị');
    await hand.press('Bỏ phần đang dở');
    await page.reload();
    await page.getByRole('button', { name: 'Lập cụm, khối mới' }).waitFor();
    expect(await page.getByRole('button', { name: 'Làm tiếp phần đang dở' }).count()).toBe(0);
    await context.close();
  });

  it('gives a second bloc of one name an address of its own', async () => {
    const { page, context } = await asAdministrator();
    const hand = countingHands(page);
    await hand.press('Lập cụm, khối mới');
    await hand.type('Tên đầy đủ của cụm, khối', 'Cụm 5 thành phố');
    await hand.choose('Loại', 'Cụm thi đua (theo địa bàn)');
    await hand.paste('Các đơn vị thành viên', 'Một\nHai');
    await page.getByRole('navigation', { name: 'Các bước' }).getByRole('button', { name: 'Lưu' }).click();
    await hand.press('Lưu lên máy chủ');
    await page.getByText('Đã lưu trên máy chủ.').waitFor();
    const blocs = await server.app.db.manager.find(Bloc, { order: { slug: 'ASC' } });
    expect(blocs.filter(({ slug }) => slug.startsWith('cum-5')).map(({ slug }) => slug)).toEqual([
      'cum-5-thanh-pho',
      'cum-5-thanh-pho-2',
    ]);
    await context.close();
  });

  it('has a leader’s office take last year over for its bloc, and say nothing of who belongs and leads', async () => {
    const hall = await aHall(server.database.db, { state: ConferenceState.CLOSED });
    const office = await aStaff(hall, BlocRole.LEADER_OFFICE);
    const watched = await aPage(browser, server.app.url);
    await letIn(watched, { server }, office);
    const { page, context, faults } = watched;
    await page.goto('/setup');
    const hand = countingHands(page);
    expect(await page.getByRole('button', { name: 'Lập cụm, khối mới' }).count()).toBe(0);
    await picture(page, 'start-office');
    await hand.press('Dùng lại năm trước');
    await page.getByText('Đã chép từ năm trước').waitFor();
    expect(await page.getByLabel('Các đơn vị thành viên').isEditable()).toBe(false);
    await picture(page, 'copied');
    expect([...(await seriousFaults(page))]).toEqual([]);
    for (const step of ['Năm thi đua', 'Hội nghị', 'Đại biểu', 'Khen thưởng', 'Giao ước', 'Lưu']) {
      await hand.press('Tiếp');
      await hand.at(step);
    }
    await hand.press('Lưu lên máy chủ');
    await page.getByText('Đã lưu trên máy chủ.').waitFor();
    expect(hand.counted).toEqual({ presses: 8, keys: 0 });
    const conference = await server.app.db.manager.findOneByOrFail(Conference, {
      ...{ blocId: hall.bloc.id, state: ConferenceState.PLANNED },
    });
    expect(conference).toMatchObject({ closesYear: closesYear + 1, opensYear: opensYear + 1 });
    expect(await server.app.db.manager.countBy(Delegate, { conferenceId: conference.id })).toBe(hall.people.length);

    // What it prepared is there to be changed, though only participants may see the conference.
    await hand.press('Về đầu trang chuẩn bị');
    await hand.press('Sửa tiếp');
    await hand.press('Tiếp');
    await hand.at('Năm thi đua');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('is for administrators and offices alone', async () => {
    const hall = await aHall(server.database.db);
    const watched = await aPage(browser, server.app.url);
    await letIn(watched, { server }, hall.chair);
    await watched.page.goto('/setup');
    await watched.page.getByText('trang này dành cho quản trị viên').waitFor();
    await watched.context.close();
  });
});

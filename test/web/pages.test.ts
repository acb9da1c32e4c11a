import type { Browser } from 'playwright-core';
import { at } from '../support/hall';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { aStage, letIn, type Stage } from './support/stage';

describeInBrowser('the pages in a browser', () => {
  let browser: Browser;
  let stage: Stage;
  beforeAll(async () => {
    [browser, stage] = await Promise.all([aBrowser(), aStage()]);
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.server.close();
  });

  const open = (language: 'vi' | 'en' = 'vi') => aPage(browser, stage.server.app.url, { language });
  const live = '[role=status][data-state=live]';

  it.each(['/', '/live', '/hall', '/chair', '/office', '/setup', '/api', '/graphiql'])(
    'open %s without a fault, a breach of the policy or a foreign request',
    async (path) => {
      for (const language of ['vi', 'en'] as const) {
        const { page, context, faults, foreign } = await open(language);
        await page.goto(path);
        await page.locator('h1').waitFor();
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
        expect([...(await seriousFaults(page))]).toEqual([]);
        expect([faults, foreign]).toEqual([[], []]);
        await context.close();
      }
    },
  );

  it('sign in by the link of a badge, and show each signature as it comes', async () => {
    const { page, context, faults } = await open();
    await page.goto(`/badge#c=${await stage.code(0)}`);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByText('Mục 1').first().waitFor();
    expect(page.url()).toBe(`${stage.server.app.url}/live`);
    await page.getByTestId('wall').getByText('0/5').waitFor();
    const hall = await open();
    await hall.page.goto('/hall');
    await hall.page.getByTestId('wall').getByText('0/5').waitFor();
    await stage.sign(0);
    await page.getByTestId('wall').getByText('1/5').waitFor();
    await hall.page.getByTestId('wall').getByText('1/5').waitFor();
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ name: 'giaouoc', httpOnly: true, sameSite: 'Strict' });
    expect([...(await seriousFaults(page)), ...(await seriousFaults(hall.page))]).toEqual([]);
    expect([...faults, ...hall.faults]).toEqual([]);
    await Promise.all([context.close(), hall.context.close()]);
  });

  it('say what is wrong with a badge code, in the language of the page', async () => {
    const { page, context } = await open('en');
    await page.goto('/live');
    await page.getByLabel('The code on your badge').fill('AAAA-BBBB-CCCC');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').filter({ hasText: /\w/ }).waitFor();
    expect(await page.locator('[aria-invalid=true]').count()).toBe(1);
    await context.close();
  });

  it('take a code however it is typed, and say what to do about one that was used or has expired', async () => {
    const code = await stage.code(4);
    const [first, second, third] = [await open(), await open(), await open('en')];
    const type = async ({ page }: typeof first, text: string) => {
      await page.goto('/live');
      await page.getByRole('textbox').fill(text);
      await page.locator('form button').click();
    };
    await type(first, ` ${code.toLowerCase().replaceAll('-', ' ')} `);
    await first.page.getByText('Mục 1').first().waitFor();
    await type(second, code);
    await second.page.getByText(/đã dùng hoặc đã hết hạn/).waitFor();
    await second.page.getByText(/xin bàn thư ký cấp mã mới/).waitFor();
    const late = await stage.code(4);
    await stage.server.database.db.query(
      `update badge set expires_at = now() - interval '1 second' where used_at is null`,
    );
    await type(third, late);
    await third.page.getByText(/ask the desk for a new one/).waitFor();
    await Promise.all([first, second, third].map(({ context }) => context.close()));
  });

  it('follow by event stream within a second where WebSockets are blocked', async () => {
    const watched = await open();
    const { page, context } = watched;
    let triedAt = 0;
    await page.routeWebSocket('**/graphql', () => {
      triedAt = Date.now();
    });
    await letIn(watched, stage, at(stage.hall.delegates, 1));
    const streamed = page.waitForRequest('**/graphql/stream');
    await page.goto('/live');
    const { startTime } = (await streamed).timing();
    expect(startTime - triedAt).toBeLessThan(1_000);
    await page.locator(live).waitFor();
    await page.getByTestId('wall').getByText('1/5').waitFor();
    await stage.sign(2);
    await page.getByTestId('wall').getByText('2/5').waitFor();
    await context.close();
  });

  it('mark what is shown when the server is silent, keep it, and go on when it is back', async () => {
    const watched = await open();
    const { page, context } = watched;
    await letIn(watched, stage, at(stage.hall.delegates, 1));
    await page.goto('/live');
    await page.getByTestId('wall').getByText('2/5').waitFor();
    await context.setOffline(true);
    await page.locator('[role=status][data-state=offline]').waitFor();
    expect(await page.getByTestId('wall').getByText('2/5').count()).toBeGreaterThan(0);
    await stage.sign(3);
    await context.setOffline(false);
    await page.locator(live).waitFor();
    await page.getByTestId('wall').getByText('3/5').waitFor();
    await context.close();
  });
});

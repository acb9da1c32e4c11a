import type { Browser, Page } from 'playwright-core';
import { issueBadge } from '../../src/auth/issue-badge';
import { codes } from '../../src/errors/codes';
import { Role } from '../../src/graphql/authorize/viewer';
import { aViewer } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { anAssembly } from './support/assembly';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';

/** Writes into the editor of the query, in place of what stands there. */
async function write(page: Page, text: string): Promise<void> {
  await page.locator('.graphiql-query-editor .CodeMirror').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
  // GraphiQL reads what was written a moment later, and keeps it then.
  await page.waitForFunction((written) => localStorage.getItem('graphiql:query') === written, text);
}

describeInBrowser('the page of GraphiQL', () => {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it.each(['light', 'dark'] as const)(
    'asks, follows and opens its dialogs, and needs nobody else: %s',
    async (colorScheme) => {
      const { page, context, faults, foreign } = await aPage(browser, server.app.url, { colorScheme });
      const { conferenceId, openPoll } = await anAssembly(server);
      const run = page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' });
      const answer = page.locator('.result-window');
      await page.goto('/graphiql');
      await run.click();
      await answer.getByText('Cụm thi đua 5 thành phố trực thuộc Trung ương').waitFor();
      expect(await seriousFaults(page)).toEqual([]);

      await write(
        page,
        `subscription { conferenceChanged(conferenceId: "${conferenceId}") { conference { polls { nodes { ordinal } } } } }`,
      );
      await run.click();
      await answer.getByText('"polls"').waitFor();
      await openPoll();
      await answer.getByText('"ordinal"').waitFor();
      await page
        .getByRole('button', { name: 'Stop query' })
        .or(page.locator('.graphiql-execute-button'))
        .first()
        .click();

      await page.getByRole('button', { name: 'New tab' }).click();
      const tabs = page.getByRole('list', { name: 'Select active operation' });
      const [first, second] = [
        tabs.locator('.graphiql-tab-button').nth(0),
        tabs.locator('.graphiql-tab-button').nth(1),
      ];
      await second.and(page.locator('[aria-current=true]')).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await first.click();
      await first.and(page.locator('[aria-current=true]')).waitFor();
      await second.and(page.locator('[aria-current=false]')).waitFor();

      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      for (const name of ['Open short keys dialog', 'Open settings dialog']) {
        await page.getByRole('button', { name }).click();
        await page.getByRole('dialog').waitFor();
        expect([name, await seriousFaults(page)]).toEqual([name, []]);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      expect([faults, foreign]).toEqual([[], []]);
      await context.close();
    },
  );

  it('asks as whoever signs in by a badge, on the open page, and as nobody after signing out', async () => {
    const { page, context, faults, foreign } = await aPage(browser, server.app.url);
    const holder = { role: Role.ADMINISTRATOR, conferenceId: null, delegateId: null, ttlMinutes: 60 };
    const { db } = server.database;
    const { code } = await issueBadge(db, await aViewer(db, Role.ADMINISTRATOR), holder);
    await page.goto('/graphiql');
    await page.getByRole('textbox', { name: 'Mã thẻ' }).fill(code.toLowerCase());
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByText(/ · Quản trị$/).waitFor();
    const answer = page.locator('.result-window');
    await write(page, '{ me { role } }');
    await page.locator('.graphiql-execute-button').click();
    await answer.getByText('"ADMINISTRATOR"').waitFor();
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByText('Khách, chưa đăng nhập', { exact: true }).waitFor();
    await page.locator('.graphiql-execute-button').click();
    await answer.getByText('"PUBLIC"').waitFor();
    expect([faults, foreign]).toEqual([[], []]);
    await context.close();
  });

  it('follows as the holder of a token where the headers name one', async () => {
    const { page, context, faults, foreign } = await aPage(browser, server.app.url);
    const { conferenceId, chair } = await anAssembly(server);
    await page.goto('/graphiql');
    await write(
      page,
      `subscription { conferenceChanged(conferenceId: "${conferenceId}") { conference { accounts { nodes { role } } } } }`,
    );
    await page.locator('.graphiql-execute-button').click();
    const answer = page.locator('.result-window');
    await answer
      .getByText(/UNAUTHENTICATED|FORBIDDEN/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: /^Stop query/ }).click();
    await page.getByRole('button', { name: /^Execute query/ }).waitFor();
    const headers = JSON.stringify({ authorization: `Bearer ${await server.token(chair)}` });
    await page.getByRole('button', { name: 'Headers' }).click();
    await page.getByRole('region', { name: 'Headers' }).locator('.CodeMirror:visible').click();
    await page.keyboard.insertText(headers);
    await page.locator('.graphiql-execute-button').click();
    await answer.getByText('"CHAIR"').first().waitFor();
    expect([faults, foreign]).toEqual([[], []]);
    await context.close();
  });

  it.each([
    {
      language: 'vi',
      guest: 'Khách, chưa đăng nhập',
      signIn: 'Đăng nhập',
      hint: 'Bấm ▶',
      other: 'Sign in',
      refusal: codes.BADGE_INVALID.vi,
    },
    {
      language: 'en',
      guest: 'Guest, not signed in',
      signIn: 'Sign in',
      hint: 'Press ▶',
      other: 'Đăng nhập',
      refusal: codes.BADGE_INVALID.en,
    },
  ] as const)('speaks the language that the other pages were read in: $language', async (said) => {
    const { page, context } = await aPage(browser, server.app.url, { language: said.language });
    await page.goto('/graphiql');
    await page.getByText(said.guest, { exact: true }).waitFor();
    await page.getByRole('button', { name: said.signIn }).waitFor();
    expect(await page.getByRole('button', { name: said.other }).count()).toBe(0);
    await page.locator('.graphiql-query-editor').getByText(said.hint).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(said.language);
    await page.getByRole('textbox', { name: /Badge code|Mã thẻ/ }).fill('0000-0000-0000');
    await page.getByRole('button', { name: said.signIn }).click();
    await page.getByRole('alert').getByText(said.refusal, { exact: true }).waitFor();
    await context.close();
  });
});

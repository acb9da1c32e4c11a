import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { aServer, type TestServer } from '../support/server';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { unreadable } from './support/readable';

const docs = join(__dirname, '../../docs');
const readers = ['chair', 'secretary', 'delegate', 'officer'] as const;
const editions = readers.flatMap((reader) => (['vi', 'en'] as const).map((language) => ({ reader, language })));

describeInBrowser('the guides', () => {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it.each(editions)('are two pages of A4 with all their pictures: $reader, $language', async ({ reader, language }) => {
    const { page, context, faults, foreign } = await aPage(browser, server.app.url, { language });
    await page.goto(`/guide/${reader}`);
    await page.locator('article h1').waitFor();
    const pictures = page.locator('article img');
    expect(await pictures.count()).toBeGreaterThanOrEqual(3);
    for (const picture of await pictures.all()) {
      await picture.evaluate((each) => (each as HTMLImageElement).decode());
      expect((await picture.getAttribute('alt'))?.length).toBeGreaterThan(10);
    }
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
    expect([await seriousFaults(page), faults, foreign]).toEqual([[], [], []]);
    await context.close();
  });

  it.each(editions)('can be read on a phone: $reader, $language', async ({ reader, language }) => {
    const viewport = { width: 360, height: 640 };
    const { page, context } = await aPage(browser, server.app.url, { language, viewport });
    await page.goto(`/guide/${reader}`);
    await page.locator('article h1').waitFor();
    expect(await unreadable(page)).toEqual([]);
    await context.close();
  });

  it('say the same buttons as the pages do', () => {
    const words = readdirSync(join(__dirname, '../../web/src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('words.ts'))
      .map((name) => readFileSync(join(__dirname, '../../web/src', name), 'utf8'))
      .join('\n')
      .toLowerCase();
    for (const reader of readers) {
      const text = readFileSync(join(docs, 'guides', `${reader}.vi.md`), 'utf8');
      for (const [, named = ''] of text.matchAll(/(?<!\*)\*([^*\n]+)\*(?!\*)/g)) {
        if (/[…/]|localhost/.test(named)) continue;
        expect([reader, named, words.includes(named.toLowerCase())]).toEqual([reader, named, true]);
      }
    }
  });

  it.each([
    { path: '/', reader: '' },
    { path: '/live', reader: '/delegate' },
    { path: '/chair', reader: '/chair' },
    { path: '/office', reader: '/officer' },
  ])('are one link away from $path', async ({ path, reader }) => {
    const { page, context } = await aPage(browser, server.app.url);
    await page.goto(path);
    await page.locator(`a[href="/guide${reader}"]`).click();
    await page.getByRole('heading', { level: 1, name: /^Hướng dẫn/ }).waitFor();
    await context.close();
  });
});

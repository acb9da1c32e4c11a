import type { Browser } from 'playwright-core';
import { aServer, type TestServer } from '../support/server';
import { anAssembly } from './support/assembly';
import { seriousFaults } from './support/axe';
import { aBrowser, aPage } from './support/browser';
import { describeInBrowser } from './support/describe-in-browser';
import { deskHandsOn } from './support/desk-hands';
import { letIn } from './support/stage';

describeInBrowser('a poll that was opened by mistake', () => {
  let browser: Browser;
  let server: TestServer;
  beforeAll(async () => {
    [browser, server] = await Promise.all([aBrowser(), aServer({}, 'shipped')]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('is a draft again by one act at the desk, with a reason', async () => {
    const assembly = await anAssembly(server);
    await assembly.openPoll();
    const watched = await aPage(browser, server.app.url, { viewport: { width: 1280, height: 720 } });
    await letIn(watched, assembly, assembly.chair);
    const { page, context, faults } = watched;
    await page.goto(`/chair/${assembly.slug}/polls`);
    const desk = deskHandsOn(page);
    await desk.card(1).getByRole('button', { name: 'Mở nhầm, hoàn tác' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Mở nhầm, hoàn tác' }).isDisabled()).toBe(true);
    await dialog.getByLabel(/^Lý do/).fill('Mở nhầm');
    expect(await seriousFaults(page)).toEqual([]);
    await desk.answer('Mở nhầm, hoàn tác');
    await desk.card(1).getByRole('button', { name: 'Mở biểu quyết' }).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });
});

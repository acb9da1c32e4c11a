import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds that is serious or worse, each as one line. Rules whose every finding is minor or moderate are not run.
 * Neither way to evaluate is subject to the page's policy; the one of the browser compiles a text that it has seen only once.
 */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) {
    const session = await page.context().newCDPSession(page);
    await session.send('Runtime.evaluate', { expression: source });
    await session.detach();
  }
  return page.evaluate(async () => {
    const { axe } = globalThis as any;
    const lesser = axe._audit.rules.filter(({ impact }: any) => impact === 'minor' || impact === 'moderate');
    const { violations } = await axe.run({
      // Of what is right nothing but the number is wanted, and no style sheet has to be read for the rules that run.
      resultTypes: ['violations'],
      preload: false,
      rules: Object.fromEntries(lesser.map(({ id }: any) => [id, { enabled: false }])),
    });
    return violations
      .filter(({ impact }: any) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }: any) => `${id}: ${nodes.map(({ html }: any) => html).join(' ')}`);
  });
}

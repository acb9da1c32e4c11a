import type { CDPSession, Page } from 'playwright-core';

/** Presses beyond the number of stops: past the end it comes round to the beginning. */
const spare = 20;
/** So many are sent at once, once each stop had its press. */
const further = 5;

/**
 * What the keyboard alone does not reach, or reaches without showing where it is, each as one line. In an open dialog
 * only what is in it counts. The page is left with the keyboard somewhere on it.
 */
export async function unreachable(page: Page): Promise<readonly string[]> {
  const count = await page.evaluate(markAll);
  await page.evaluate(watchTabs);
  const session = await page.context().newCDPSession(page);
  let seen = { faults: [] as readonly string[], missed: [] as readonly string[] };
  for (let presses = 0, next = count + 1; presses <= count + spare; presses += next, next = further) {
    // Sent together: they are done in this order, and the page itself looks where each has led.
    await Promise.all(Array.from({ length: next }, () => pressTab(session)));
    seen = await page.evaluate(whatWasReached);
    if (seen.missed.length === 0) break;
  }
  await session.detach();
  return [...seen.faults, ...seen.missed];
}

async function pressTab(session: CDPSession): Promise<void> {
  const key = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 };
  await Promise.all([
    session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key }),
    session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
  ]);
}

/** Marks what should be reached; how many. Runs in the page. */
function markAll(): number {
  const within = document.querySelector('dialog[open]') ?? document;
  const names = new Set<string>();
  let count = 0;
  for (const each of within.querySelectorAll('a[href], button, input, select, textarea, summary')) {
    const box = each.getBoundingClientRect();
    if (box.width === 0 || (each as HTMLButtonElement).disabled || (each as HTMLElement).tabIndex < 0) continue;
    if (!each.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) continue;
    if (each.matches('details:not([open]) > :not(summary:first-of-type) *')) continue;
    if (each instanceof HTMLInputElement && each.type === 'radio') {
      // One of a group is a stop; arrows lead to the others.
      if (names.has(each.name)) continue;
      names.add(each.name);
      const checked = document.querySelector(`input[name="${CSS.escape(each.name)}"]:checked`) ?? each;
      checked.setAttribute('data-stop', String(count));
    } else each.setAttribute('data-stop', String(count));
    count += 1;
  }
  return count;
}

/** Looks before each press of Tab, save the first, where the one before has led. Runs in the page. */
function watchTabs(): void {
  let presses = 0;
  const reached = new Set<string>();
  const faults = new Set<string>();
  const look = () => {
    const on = document.activeElement;
    if (!on || on === document.body) return;
    const mark = on.getAttribute('data-stop');
    if (mark !== null) reached.add(mark);
    const name = (on.textContent ?? '').trim().slice(0, 40) || on.outerHTML.slice(0, 80);
    const shown = on.matches('[type=radio], [type=checkbox]') ? (on.closest('label') ?? on) : on;
    const styles = [on, shown].map((each) => getComputedStyle(each));
    const outlined = styles.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px');
    if (!outlined) faults.add(`no sign of the keyboard: ${name}`);
    const { left, top, right, bottom } = shown.getBoundingClientRect();
    const seen = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
    if (outlined && !seen) faults.add(`out of sight: ${name}`);
  };
  Object.assign(globalThis, { tabs: { look, reached, faults } });
  const onPress = () => {
    if (presses > 0) look();
    presses += 1;
  };
  addEventListener('keydown', onPress, { capture: true });
}

/** What was wrong on the way, and what was not reached. Runs in the page. */
function whatWasReached(): { readonly faults: readonly string[]; readonly missed: readonly string[] } {
  const { look, reached, faults } = (globalThis as any).tabs;
  look();
  const missed = [...document.querySelectorAll('[data-stop]')].filter(
    (each) => !reached.has(each.getAttribute('data-stop')),
  );
  const named = missed.map((each) => (each.textContent ?? '').trim().slice(0, 40) || each.outerHTML.slice(0, 80));
  return { faults: [...faults], missed: named.map((name) => `not reached: ${name}`) };
}

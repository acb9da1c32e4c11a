import type { Page } from 'playwright-core';

/** Fewest pixels of letters and of what is pressed. */
const least = { letters: 16, target: 44 };

/**
 * What somebody of sixty cannot read or hit on a phone, each as one line: letters below 16 px, buttons, choices, folds
 * and links of their own below 44 × 44 px, text cut off without a sign or beyond the edge, a head of more than one line.
 */
export function unreadable(page: Page): Promise<readonly string[]> {
  return page.evaluate(({ letters, target }) => {
    const faults: string[] = [];
    const named = (each: Element) => (each.textContent ?? '').trim().slice(0, 40) || each.outerHTML.slice(0, 60);
    const seen = (each: Element) => {
      const { width, height } = each.getBoundingClientRect();
      if (width <= 1 || height <= 1 || getComputedStyle(each).visibility === 'hidden') return false;
      for (let up: Element | null = each; up; up = up.parentElement)
        if (getComputedStyle(up).clipPath !== 'none' || up.matches('a[href="#main"]')) return false;
      return true;
    };
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const parent = node.parentElement as Element;
      if (!node.textContent?.trim() || !seen(parent)) continue;
      const size = Number.parseFloat(getComputedStyle(parent).fontSize);
      if (size < letters - 0.01) faults.push(`${size} px: ${named(parent)}`);
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, right } = range.getBoundingClientRect();
      const clips = getComputedStyle(parent);
      if ((left < -1 || right > innerWidth + 1) && clips.textOverflow !== 'ellipsis')
        faults.push(`beyond the edge: ${named(parent)}`);
    }
    // Links amid a sentence are as high as its lines.
    const amid = (each: Element) =>
      each.matches('a') && each.parentElement?.textContent?.trim() !== each.textContent?.trim();
    for (const each of document.querySelectorAll('button, summary, select, textarea, input, a[href]')) {
      const pressed = each.matches('[type=radio], [type=checkbox]')
        ? (each.closest('label') ?? (each as HTMLInputElement).labels?.[0] ?? each)
        : each;
      if (!seen(pressed) || amid(pressed)) continue;
      const { width, height } = pressed.getBoundingClientRect();
      if (width < target - 0.5 || height < target - 0.5)
        faults.push(`${Math.round(width)} × ${Math.round(height)}: ${named(pressed)}`);
    }
    const head = document.querySelector('header')?.getBoundingClientRect().height ?? 0;
    if (head > 60) faults.push(`head of ${Math.round(head)} px`);
    if (document.documentElement.scrollWidth > innerWidth)
      faults.push(`scrolls sideways: ${document.documentElement.scrollWidth}`);
    return [...new Set(faults)];
  }, least);
}

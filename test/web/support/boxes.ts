import type { Page } from 'playwright-core';

/**
 * What is wrong with how a page that does not scroll stands on its screen, each as one line. What comes in between two
 * frames is not yet fitted when they are measured: a fault is one that is still there after a second.
 */
export async function misplaced(page: Page, least: number): Promise<readonly string[]> {
  const giveUpAt = Date.now() + 1_000;
  let faults = await measured(page, least);
  while (faults.length > 0 && Date.now() < giveUpAt) faults = await measured(page, least);
  return faults;
}

function measured(page: Page, least: number): Promise<readonly string[]> {
  return page.evaluate(async (smallest) => {
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    await document.fonts.ready;
    // What watches sizes has had its turn after the second frame.
    for (const _ of [1, 2]) await new Promise((done) => requestAnimationFrame(done));
    interface Line {
      readonly text: string;
      readonly node: Node;
      readonly x: number;
      readonly y: number;
      readonly right: number;
      readonly bottom: number;
    }
    const faults: string[] = [];
    const lines: Line[] = [];
    const walk = document.createTreeWalker(document.getElementById('page') as Node, NodeFilter.SHOW_TEXT);
    const clipOf = (start: Element) => {
      for (let each: Element | null = start; each; each = each.parentElement)
        if (getComputedStyle(each).webkitLineClamp !== 'none') return each.getBoundingClientRect();
      return null;
    };
    const unseen = (start: Element) => {
      for (let each: Element | null = start; each; each = each.parentElement)
        if (getComputedStyle(each).clipPath !== 'none' || each.matches('a[href="#main"]')) return true;
      return false;
    };
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const parent = node.parentElement as Element;
      const text = (node.textContent ?? '').trim().slice(0, 40);
      if (!text || unseen(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const clip = clipOf(parent);
      const rects = [...range.getClientRects()].filter(
        ({ width, top, bottom }) => width > 1 && (!clip || (top + bottom) / 2 < clip.bottom),
      );
      if (rects.length === 0) continue;
      const letters = Number.parseFloat(getComputedStyle(parent).fontSize);
      if (letters < smallest - 0.1) faults.push(`${letters} px: ${text}`);
      // The box of a line is higher than its letters are.
      for (const { left, top, right, bottom, height } of rects) {
        const spare = height * 0.15;
        lines.push({ text, node, x: left, y: top + spare, right, bottom: bottom - spare });
      }
    }
    for (const [n, a] of lines.entries()) {
      if (a.x < 0 || a.y < 0 || a.right > innerWidth + 1 || a.bottom > innerHeight)
        faults.push(`outside: ${a.text} ${[a.x, a.y, a.right, a.bottom].map(Math.round)}`);
      for (const b of lines.slice(n + 1)) {
        if (a.node === b.node) continue;
        const wide = Math.min(a.right, b.right) - Math.max(a.x, b.x);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.y, b.y);
        if (wide > 1 && high > 1) faults.push(`over one another: ${a.text} | ${b.text}`);
      }
    }
    // Whoever does not see how long there is left votes too late.
    for (const each of document.querySelectorAll('[role=timer]'))
      if (!each.checkVisibility()) faults.push(`hidden: ${each.textContent}`);
    for (const each of document.querySelectorAll('[data-tight]'))
      if (each.scrollHeight > (each.parentElement as Element).clientHeight) faults.push('higher than its room');
    const { scrollHeight, scrollWidth } = document.documentElement;
    if (scrollHeight > innerHeight || scrollWidth > innerWidth)
      faults.push(`scrolls: ${scrollWidth} × ${scrollHeight}`);
    return [...new Set(faults)];
  }, least);
}

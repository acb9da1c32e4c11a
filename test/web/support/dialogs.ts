import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const source = join(__dirname, '..', '..', '..', 'web', 'src');

/** Acts that some page asks about in a dialog, as their mutations are called: what the code of the pages says. */
export function actsWithDialogs(): readonly string[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
  const acts = files.flatMap((name) => {
    const text = readFileSync(join(source, name), 'utf8');
    if (!/<(ActButton|Dialog)\b/.test(text)) return [];
    const named = text.matchAll(/\bact="([A-Z]\w+)"|(?:\bdocument=\{|\b(?!query)\w+: )(?!ActDocument)(\w+)Document\b/g);
    return [...named].flatMap(([, act, document]) => act ?? document ?? []);
  });
  return [...new Set(acts)].sort();
}

/** What came of one dialog that was filled in and left. */
export interface Left {
  readonly act: string;
  /** What its fields held: at first, once typed into, and when it was opened again. */
  readonly first: readonly string[];
  readonly typed: readonly string[];
  readonly again: readonly string[];
  /** What it takes from the page where its button stands: clicks, the two on the buttons among them, and fields typed into. */
  readonly takes: Effort;
}

interface Effort {
  readonly clicks: number;
  readonly fields: number;
}

/**
 * Opens each dialog that the page offers, types into each of its fields, leaves it without an answer, and opens it again.
 * @param known acts whose dialog was tried before, and is left out
 */
export async function leaveEachDialog(page: Page, known: ReadonlySet<string>): Promise<readonly Left[]> {
  const openers = page.locator('button[aria-haspopup=dialog]:visible');
  const open = page.locator('dialog[open]');
  const left: Left[] = [];
  await page.evaluate(bringHand);
  // Most dialogs stand beside their button before they are open.
  const acts = await openers.evaluateAll((all) => all.map((each) => each.nextElementSibling?.getAttribute('data-act')));
  for (const [n, beside] of acts.entries()) {
    if (beside && (known.has(beside) || acts.indexOf(beside) < n)) continue;
    const opener = openers.nth(n);
    await opener.click();
    const act = (await open.getAttribute('data-act')) ?? '';
    // Who may be chosen is asked of the server when the dialog opens.
    await page.waitForFunction(() => !document.querySelector('dialog[open] option[value=""]:only-child'));
    const first = await page.evaluate(heldIn);
    const takes = await page.evaluate(giveWhatIsNeeded);
    await page.evaluate(fillAll);
    // Choosing something may ask for more.
    await page.evaluate(fillAll);
    const typed = await page.evaluate(heldIn);
    await leave(page, n);
    await opener.click();
    await open.waitFor();
    left.push({ act, first, typed, again: await page.evaluate(heldIn), takes });
    await leave(page, n + 1);
  }
  return left;
}

/** By Escape or by the button that changes nothing, in turn. */
async function leave(page: Page, turn: number): Promise<void> {
  const open = page.locator('dialog[open]');
  if (turn % 2) await page.keyboard.press('Escape');
  else await open.getByRole('button').last().locator('..').getByRole('button').first().click();
  await open.waitFor({ state: 'detached' });
}

/** What the fields of the open dialog hold, and what it says of them. Runs in the page. */
function heldIn(): string[] {
  const dialog = document.querySelector('dialog[open]') as HTMLElement;
  return [...dialog.querySelectorAll<HTMLInputElement>('input, select, textarea')].map((each) => {
    const said = [...(each.parentElement as Element).querySelectorAll('p')].map((hint) => hint.textContent).join(' ');
    return `${each.labels?.[0]?.textContent}: ${each.matches('[type=radio], [type=checkbox]') ? each.checked : each.value} ${said}`;
  });
}

/** How a field is given a value as a person gives it: put in the page once, for the two that fill dialogs there. */
interface Hand {
  give(field: Element, text: string): void;
}

function bringHand(): void {
  const give = (field: HTMLInputElement | HTMLSelectElement, text: string) => {
    if (field.matches('[type=radio], [type=checkbox]')) return field.click();
    if (field.matches('[type=file]')) {
      const files = new DataTransfer();
      files.items.add(new File(['scan'], 'scan.pdf'));
      (field as HTMLInputElement).files = files.files;
      return void field.dispatchEvent(new Event('change', { bubbles: true }));
    }
    const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value') as {
      set(value: string): void;
    };
    const written = field.matches('[type=date]') ? '2031-02-03' : field.inputMode === 'numeric' ? '7' : text;
    set.call(field, written);
    field.dispatchEvent(new Event(field.matches('select') ? 'change' : 'input', { bubbles: true }));
  };
  Object.assign(globalThis, { hand: { give } });
}

/** Fills the fields of the open dialog until it can be confirmed, those it requires first. Runs in the page. */
async function giveWhatIsNeeded(): Promise<Effort> {
  const { hand } = globalThis as unknown as { readonly hand: Hand };
  const dialog = document.querySelector('dialog[open]') as HTMLElement;
  const confirm = [...dialog.querySelectorAll('button')].at(-1) as HTMLButtonElement;
  const takes = { clicks: 2, fields: 0 };
  const given = new Set<Element>();
  const isEmpty = (each: HTMLInputElement) =>
    each.matches('[type=radio], [type=checkbox]') ? !each.checked : each.value === '';
  while (confirm.disabled) {
    const fields = [...dialog.querySelectorAll<HTMLInputElement>('input, textarea, select')].filter(
      (each) => !given.has(each) && !each.disabled && isEmpty(each),
    );
    const next = fields.find(({ required }) => required) ?? fields[0];
    // Counts of papers have to fit one another: all of them are asked for.
    if (!next) break;
    given.add(next);
    hand.give(next, next.querySelector<HTMLOptionElement>('option:last-child')?.value ?? 'Nội dung');
    if (next.matches('[type=radio], [type=checkbox], [type=file], select')) takes.clicks += 1;
    else takes.fields += 1;
    // The page has taken it in after the second frame.
    for (const _ of [1, 2]) await new Promise((done) => requestAnimationFrame(done));
  }
  return takes;
}

/** Gives each field of the open dialog another value, as a person would. Runs in the page. */
function fillAll(): void {
  const { hand } = globalThis as unknown as { readonly hand: Hand };
  const dialog = document.querySelector('dialog[open]') as HTMLElement;
  for (const each of dialog.querySelectorAll<HTMLInputElement>('input, textarea')) {
    const chosen = each.matches('[type=radio], [type=checkbox]') && (each.checked || each.disabled);
    if (!chosen) hand.give(each, `${each.value} khác`);
  }
  for (const each of dialog.querySelectorAll('select')) {
    const other = [...each.options].find(({ value }) => value !== each.value);
    // Once: the second time round it would go back to what it was.
    if (other && !each.dataset.chosen) hand.give(each, other.value);
    each.dataset.chosen = 'yes';
  }
}

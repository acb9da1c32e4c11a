import type { Locator, Page } from 'playwright-core';

/** What a chair does at `/chair`, in Vietnamese. */
export interface DeskHands {
  button(name: string | RegExp): Locator;
  /** Presses what opens a question, and in the dialog what does it. */
  confirm(opener: string | RegExp, does?: string | RegExp): Promise<void>;
  /** Presses this in the dialog that is open, which closes. */
  answer(does: string | RegExp): Promise<void>;
  /** The card of the poll with this number. */
  card(ordinal: number): Locator;
  /** Opens the poll with this number, to be closed after so many minutes. */
  openPoll(ordinal: number, minutes?: number): Promise<void>;
  /** Closes it when all who may vote have voted. */
  closePoll(ordinal: number): Promise<void>;
  /** Goes to a part of the desk by its link. */
  goTo(part: string): Promise<void>;
}

export function deskHandsOn(page: Page): DeskHands {
  const dialog = page.getByRole('dialog');
  const hands: DeskHands = {
    button: (name) => page.getByRole('button', { name }).first(),
    async confirm(opener, does = opener) {
      await hands.button(opener).click();
      await hands.answer(does);
    },
    async answer(does) {
      await dialog.getByRole('button', { name: does }).click();
      await dialog.waitFor({ state: 'hidden' });
    },
    card: (ordinal) => page.getByRole('article').filter({ hasText: `Biểu quyết ${ordinal} ·` }),
    async openPoll(ordinal, minutes) {
      await hands.card(ordinal).getByRole('button', { name: 'Mở biểu quyết' }).click();
      if (minutes) await dialog.getByLabel('Dự kiến đóng sau').selectOption({ label: `${minutes} phút` });
      await hands.answer('Mở biểu quyết');
    },
    async closePoll(ordinal) {
      await hands.card(ordinal).getByRole('button', { name: 'Đóng và kiểm phiếu' }).click();
      await page.getByText('Tất cả đã bỏ phiếu.').waitFor();
      await hands.answer('Đóng và kiểm phiếu');
    },
    goTo: (part) => page.getByRole('link', { name: part, exact: true }).click(),
  };
  return hands;
}

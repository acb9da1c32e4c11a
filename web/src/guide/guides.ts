import type { Language } from '../words/language';

export const readers = ['chair', 'secretary', 'delegate', 'officer'] as const;
export type Reader = (typeof readers)[number];

/** The text for each, in each language; fetched when it is read. */
const texts: Readonly<Record<`${Reader}.${Language}`, () => Promise<{ readonly default: string }>>> = {
  'chair.vi': () => import('../../../docs/guides/chair.vi.md'),
  'chair.en': () => import('../../../docs/guides/chair.en.md'),
  'secretary.vi': () => import('../../../docs/guides/secretary.vi.md'),
  'secretary.en': () => import('../../../docs/guides/secretary.en.md'),
  'delegate.vi': () => import('../../../docs/guides/delegate.vi.md'),
  'delegate.en': () => import('../../../docs/guides/delegate.en.md'),
  'officer.vi': () => import('../../../docs/guides/officer.vi.md'),
  'officer.en': () => import('../../../docs/guides/officer.en.md'),
};

/** A guide as HTML, made from `docs/guides` when the pages were built. @throws when it cannot be fetched */
export async function readGuide(reader: Reader, language: Language): Promise<string> {
  return (await texts[`${reader}.${language}`]()).default;
}

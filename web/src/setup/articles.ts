import type { DraftArticle, DraftFile } from './draft';
import { viOf } from './draft';

/** A pact as one text, as it is copied from Word. */
type PactText = Pick<NonNullable<DraftFile['pact']>, 'preamble' | 'articles'>;

const begins = /^\s*(Điều\s+(?:\d{1,3}|[IVXL]{1,6}))\s*[.:–-]?\s*(.*)$/iu;

/**
 * Reads the text of a pact: each line that begins with `Điều 1` begins an article; what stands before the first is the
 * preamble. The words behind the number are the heading, or the text where nothing else follows.
 */
export function articlesOf(text: string): PactText {
  const before: string[] = [];
  const articles: { heading: string; rest: string; lines: string[] }[] = [];
  for (const line of text.normalize('NFC').split(/\r?\n/)) {
    const [, number, rest = ''] = begins.exec(line) ?? [];
    if (number !== undefined) articles.push({ heading: number.replace(/\s+/g, ' '), rest: rest.trim(), lines: [] });
    else (articles.at(-1)?.lines ?? before).push(line.trim());
  }
  const preamble = paragraph(before);
  return {
    ...(preamble !== '' && { preamble }),
    articles: articles.map(({ heading, rest, lines }): DraftArticle => {
      const body = paragraph(lines);
      if (body === '') return { heading, text: rest };
      return { heading: rest === '' ? heading : `${heading}. ${rest}`, text: body };
    }),
  };
}

/** The text that `articlesOf` reads, for changing it. */
export function textOfPact({ preamble, articles = [] }: PactText): string {
  const each = articles.map(({ heading, text }, place) => {
    const [title, words] = [viOf(heading), viOf(text)];
    const named = begins.test(title) ? title : `Điều ${place + 1}. ${title}`;
    const [, number, rest = ''] = begins.exec(named) ?? [];
    return number !== undefined && rest === '' ? `${number}. ${words}` : `${named}\n${words}`;
  });
  return [viOf(preamble), ...each].filter((part) => part !== '').join('\n\n');
}

const paragraph = (lines: readonly string[]): string =>
  lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

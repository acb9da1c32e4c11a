import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const sources = join(__dirname, '..', '..', 'web', 'src');
const files = readdirSync(sources, { recursive: true }).map(String);
const catalogues = files.filter((name) => /(^|-)words\.ts$/.test(basename(name)) && !name.startsWith('words/'));
/** Places that choose between one and several; Vietnamese has no use for them. */
const counts = (text: string) => [...text.matchAll(/\{(\w+)\|/g)].map((match) => String(match[1]));
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('words of the pages', () => {
  it('are found', () => {
    expect(catalogues.length).toBeGreaterThan(4);
  });

  it.each(catalogues)('%s says the same things in both languages', (name) => {
    for (const { vi, en } of Object.values<any>(require(join(sources, name)))) {
      expect(Object.keys(en)).toEqual(Object.keys(vi));
      for (const key of Object.keys(vi)) {
        expect([key, vi[key].trim().length > 0, en[key].trim().length > 0]).toEqual([key, true, true]);
        expect([key, places(en[key])]).toEqual([key, places(vi[key])]);
        expect([key, counts(en[key]).filter((name) => !places(vi[key]).includes(name))]).toEqual([key, []]);
        expect([key, counts(vi[key])]).toEqual([key, []]);
        expect([key, vi[key]]).toEqual([key, vi[key].normalize('NFC')]);
      }
    }
  });

  it('stand in catalogues only: no component has a text of its own', () => {
    const written = files
      .filter((name) => name.endsWith('.tsx'))
      .flatMap((name) => {
        const text = readFileSync(join(sources, name), 'utf8');
        const attributes = text.match(
          /\s(label|title|text|alt|placeholder|caption|hint|aria-label)="[^"]*\p{L}[^"]*"/gu,
        );
        return (attributes ?? []).map((each) => `${name}:${each}`);
      });
    expect(written).toEqual([]);
  });

  it('and pages know nothing of the server but its schema', () => {
    const curious = files.filter(
      (name) =>
        /\.tsx?$/.test(name) && /from '(\.\.\/){2,}(src|test)\//.test(readFileSync(join(sources, name), 'utf8')),
    );
    expect(curious).toEqual([]);
  });
});

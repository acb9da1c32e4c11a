import { readFileSync } from 'node:fs';

const query = '?codes';
/** A row of the table in `docs/errors.md`: code, status, what it means to an author, and what people are told, each in both languages. */
const row =
  /^\| `(?<code>\w+)` \| (?<status>\d+) \| (?<meaningVi>[^|]+) \| (?<meaningEn>[^|]+) \| (?<vi>[^|]+) \| (?<en>[^|]+) \|$/gm;

/** Vite plugin: `errors.md?codes` is a module with its codes, for the page that lists them. */
export function codes() {
  return {
    name: 'codes',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith(query)) return null;
      const file = id.slice(0, -query.length);
      this.addWatchFile(file);
      const rows = [...readFileSync(file, 'utf8').matchAll(row)].map(({ groups }) => rowOf(groups));
      return `export default ${JSON.stringify(rows)};\n`;
    },
  };
}

const rowOf = ({ code, status, meaningVi, meaningEn, vi, en }) => ({
  code,
  status,
  meaning: { vi: meaningVi, en: meaningEn },
  told: { vi, en },
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Program {
  /** Where it stands. */
  readonly name: string;
  readonly language: 'js' | 'sh';
  readonly text: string;
}

/** Blocks of the documents for authors of clients whose first line says so, such as ```js run. */
export function programsIn(project: string): readonly Program[] {
  return ['README.md', 'docs/clients.md'].flatMap((file) => {
    const blocks = readFileSync(join(project, file), 'utf8').matchAll(/^```(js|sh) run\n([\s\S]*?)^```$/gm);
    return [...blocks].map(([, language, text], index) => ({
      name: `${file}, number ${index + 1}`,
      language: language as Program['language'],
      text: text as string,
    }));
  });
}

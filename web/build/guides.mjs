import { readFileSync } from 'node:fs';
import MarkdownIt from 'markdown-it';

/** Vite plugin: a file of Markdown is a module with its HTML as text; pictures in it are built like any other file. */
export function guides() {
  const markdown = new MarkdownIt();
  return {
    name: 'guides',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith('.md')) return null;
      this.addWatchFile(id);
      const parts = markdown.render(readFileSync(id, 'utf8')).split(/(?<=<img src=")([^"]+)/);
      const pictures = parts.filter((_, index) => index % 2 === 1);
      const imports = pictures.map((path, index) => `import p${index} from ${JSON.stringify(path)};`);
      const texts = parts.map((part, index) => (index % 2 === 1 ? `p${(index - 1) / 2}` : JSON.stringify(part)));
      return `${imports.join('\n')}\nexport default [${texts.join(',\n')}].join('');\n`;
    },
  };
}

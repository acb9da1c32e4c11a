import { createHash } from 'node:crypto';

/**
 * Vite plugin: tells the script `worker` which files the page is made of, those it loads later too, and names the build
 * by their content. Fonts stay out: the machine's own stands in for them, and they weigh more than all the rest.
 */
export function shell(page) {
  return {
    name: 'shell',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = Object.values(bundle).find((each) => each.type === 'chunk' && each.name === 'worker');
        const html = String(bundle[page]?.source ?? '');
        const loaded = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, name]) => name);
        if (!worker || loaded.length === 0)
          throw new Error(`shell: the bundle has no worker, or ${page} loads nothing`);
        const files = new Set();
        const add = (name) => {
          // A part that is nothing but styles is no file of its own: its styles are named in the code of who loads it.
          if (!bundle[name] || files.has(name)) return;
          files.add(name);
          const { imports = [], dynamicImports = [], code = '' } = bundle[name];
          for (const each of [...imports, ...dynamicImports, ...(code.match(/assets\/[\w-]+\.css/g) ?? [])]) add(each);
        };
        for (const name of loaded) add(name);
        const version = createHash('sha256').update(html).update(worker.code);
        for (const name of files) version.update(name);
        const told = { version: version.digest('hex').slice(0, 16), files: [...files].map((name) => `/${name}`) };
        worker.code = `self.shell=${JSON.stringify(told)};\n${worker.code}`;
      },
    },
  };
}

/** Vite plugin: puts the script `early` before all others of the page it is for, as a file of its own. */
export function early(page) {
  return {
    name: 'early',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle, path }) {
        const chunk = Object.values(bundle ?? {}).find((each) => each.type === 'chunk' && each.name === 'early');
        if (!chunk || !path.endsWith(page)) return [];
        const attrs = { type: 'module', async: true, crossorigin: true, src: `/${chunk.fileName}` };
        return [{ tag: 'script', attrs, injectTo: 'head-prepend' }];
      },
    },
  };
}

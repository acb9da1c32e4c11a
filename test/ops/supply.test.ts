const { faultsOf, isAllowed } = require('../../scripts/check-supply.js') as {
  faultsOf(given: { manifest: object; lock: object; page: string }): string[];
  isAllowed(licence: string): boolean;
};

const lock = (license = 'MIT', more: object = {}) => ({
  packages: { '': {}, 'node_modules/a': { license, integrity: 'sha512-x', ...more } },
});
const manifest = { dependencies: { a: '1.0.0' } };
const page = '| `a` | MIT | reads files |\n';

describe('check-supply', () => {
  it('has nothing to say where all is listed and allowed', () => {
    expect(faultsOf({ manifest, lock: lock(), page })).toEqual([]);
  });

  it.each<[string, { manifest: object; lock: object; page: string }, string]>([
    ['a dependency nobody explained', { manifest, lock: lock(), page: '' }, 'a is not in docs/dependencies.md'],
    [
      'a row of a dependency that is gone',
      { manifest: {}, lock: lock(), page },
      'a is in docs/dependencies.md and not used',
    ],
    ['a changed licence', { manifest, lock: lock('ISC'), page }, 'a is ISC, and docs/dependencies.md says MIT'],
    ['a licence that is not allowed', { manifest: {}, lock: lock('AGPL-3.0'), page: '' }, 'not among the allowed'],
    [
      'a licence for tools in what is passed on',
      { manifest: {}, lock: lock('MPL-2.0'), page: '' },
      'not among the allowed',
    ],
    ['a package without integrity', { manifest, lock: lock('MIT', { integrity: undefined }), page }, 'no integrity'],
    ['a platform left out', { manifest, lock: lock('MIT', { optionalDependencies: { b: '1' } }), page }, 'b, which'],
  ])('finds %s', (_what, given, part) => {
    expect(faultsOf(given).join('\n')).toContain(part);
  });

  it('lets tools be under more licences than what is passed on', () => {
    expect(faultsOf({ manifest: {}, lock: lock('MPL-2.0', { dev: true }), page: '' })).toEqual([]);
  });

  it('knows the dependencies of the pages', () => {
    const pages = { manifest: { workspaces: ['web'] }, page: '' };
    const both = { packages: { ...lock().packages, web: { dependencies: { a: '1' } } } };
    expect(faultsOf({ ...pages, lock: both })).toEqual([
      'a is not in docs/dependencies.md: say what it is for (licence MIT)',
    ]);
  });

  it('asks nothing of a workspace that another uses', () => {
    const linked = { packages: { ...lock().packages, 'node_modules/w': { resolved: 'packages/w', link: true } } };
    expect(faultsOf({ manifest: { dependencies: { a: '1.0.0', w: '1.0.0' } }, lock: linked, page })).toEqual([]);
  });

  it('reads licences joined by AND and OR', () => {
    expect(isAllowed('(MIT OR GPL-3.0)')).toBe(true);
    expect(isAllowed('Apache-2.0 AND GPL-3.0')).toBe(false);
  });
});

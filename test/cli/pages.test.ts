import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printPages } from '../../src/cli/docs';
import { errorsPage, settingsPage } from '../../src/cli/pages';
import { settings } from '../../src/config/settings';
import { codes } from '../../src/errors/codes';
import { OperatorError } from '../../src/errors/operator-error';

describe('settingsPage', () => {
  it('has one row for each setting', () => {
    const rows = settingsPage()
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    expect(rows).toHaveLength(Object.keys(settings).length);
    for (const { name, meaning } of Object.values(settings)) {
      expect(rows.find((row) => row.startsWith(`| \`${name}\` |`))).toContain(meaning);
    }
  });

  it('does not depend on the machine it is printed on', () => {
    expect(settingsPage()).not.toContain(process.cwd());
  });
});

describe('errorsPage', () => {
  it('has one row for each code, in both languages', () => {
    const rows = errorsPage()
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    expect(rows).toHaveLength(Object.keys(codes).length);
    for (const [code, { status, meaning, vi, en }] of Object.entries(codes)) {
      expect(rows).toContain(`| \`${code}\` | ${status} | ${meaning.vi} | ${meaning.en} | ${vi} | ${en} |`);
    }
  });
});

describe('printPages', () => {
  it('writes pages that the check then finds up to date, until one is changed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'giaouoc-docs-'));
    const pages = [
      ['docs/settings.md', settingsPage()],
      ['schema/api.graphql', 'type Query'],
    ] as const;
    const check = () => printPages(folder, pages, true, () => undefined);
    try {
      expect(check).toThrow(
        new OperatorError(
          'Not up to date: docs/settings.md, schema/api.graphql. Run `giaouoc docs` and commit the result.',
        ),
      );
      printPages(folder, pages, false, () => undefined);
      check();
      writeFileSync(join(folder, 'docs/settings.md'), `${readFileSync(join(folder, 'docs/settings.md'), 'utf8')}!`);
      expect(check).toThrow('Not up to date: docs/settings.md.');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../../src/cli/commands';

const project = join(__dirname, '..', '..');
const languages = ['en', 'vi'] as const;
const guides = Object.fromEntries(
  languages.map((language) => [language, readFileSync(join(project, 'docs', `operator.${language}.md`), 'utf8')]),
) as Record<(typeof languages)[number], string>;

/** The lines a guide tells to type, without what is said of them. */
function typed(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block);
  return blocks
    .flatMap((block) => block.split('\n'))
    .map((line) =>
      line
        .replace(/ +# .*$/, '')
        .replace(/<[^<>']*> \/opt/, '<address> /opt')
        .trim(),
    );
}

describe("the operator's guide", () => {
  it('tells to type the same in both languages, on two pages', () => {
    expect(typed(guides.vi)).toEqual(typed(guides.en));
    for (const language of languages) expect(guides[language].split('\n').length).toBeLessThanOrEqual(125);
  });

  it.each(languages)('knows in %s only commands and options there are, and files that are there', (language) => {
    const text = guides[language];
    const used = [...text.matchAll(/(?:`|^)giaouoc ([a-z]+)([^`\n#]*)/gm)];
    expect(used.length).toBeGreaterThan(7);
    for (const [, name, rest = ''] of used) {
      const command = commands.find((each) => each.name === name);
      const options = command?.options.map((option) => option.name);
      for (const [, option] of rest.matchAll(/--([a-z-]+)/g))
        expect([name, options]).toEqual([name, expect.arrayContaining([option])]);
      expect([name, command !== undefined]).toEqual([name, true]);
    }
    for (const [path] of text.matchAll(/\bops\/[\w./-]*\w/g))
      expect([path, existsSync(join(project, path))]).toEqual([path, true]);
  });

  it('lets commands name files by their whole path, in the folder their user can read', () => {
    for (const line of [...typed(guides.en), ...guides.en.split('`')]) {
      const file = /giaouoc (?:backup|restore|import)(?: --[a-z-]+)* ([^- ]\S*\.(?:gz|yaml))/.exec(line)?.[1];
      if (file) expect(file).toMatch(/^\/var\/lib\/giaouoc\//);
    }
  });

  it.each(languages)(
    'says in %s what an archive or a standby keeps of a secret poll, and where its key lies',
    (language) => {
      const text = guides[language];
      const warning = text.indexOf('0020-sealed-ballots.md');
      expect(warning).toBeGreaterThan(text.indexOf('archive_mode'));
      expect(text).toContain('track_commit_timestamp');
      expect(text).toContain('BALLOT_KEYS');
      expect(text).toContain('--revoke-sessions');
    },
  );

  it("gives nginx room for a hall by the guide's own line, on the main file as Debian ships it", () => {
    const line = typed(guides.en).find((each) => each.includes('worker_connections')) ?? '';
    const folder = mkdtempSync(join(tmpdir(), 'giaouoc-guide-'));
    const main = join(folder, 'nginx.conf');
    writeFileSync(
      main,
      `user root;\npid ${folder}/pid;\nevents {\n\tworker_connections 768;\n\t# multi_accept on;\n}\nhttp { access_log off; }\n`,
    );
    execFileSync('sh', ['-c', line.replace('/etc/nginx/nginx.conf', main)]);
    const changed = readFileSync(main, 'utf8');
    expect(changed).toMatch(/^worker_rlimit_nofile 65536;$/m);
    expect(changed).toContain('worker_connections 30000;\n');
    if (spawnSync('nginx', ['-v']).status === 0) {
      const { status, stderr } = spawnSync('nginx', ['-t', '-c', main, '-e', join(folder, 'log')], {
        encoding: 'utf8',
      });
      expect([status, stderr.includes('emerg')]).toEqual([0, false]);
    }
    rmSync(folder, { recursive: true });
  });
});

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const project = join(__dirname, '..', '..');
const script = join(project, 'scripts', 'check-schema.js');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'giaouoc-evolution-'));
  for (const name of ['schema', 'docs']) mkdirSync(join(folder, name));
});
afterEach(() => rmSync(folder, { recursive: true }));

const released = `
  type Query { a(x: Int): A, b: String }
  type A { one: String, two: Int!, kind: Kind, either: Either }
  type B { one: String }
  union Either = A | B
  enum Kind { GOOD BAD }
  input In { one: String }
`;

/** What the check says when the released schema becomes another one, and the changelog says this of what breaks. */
function check(current: string, breaks = ''): { readonly isFine: boolean; readonly said: string } {
  writeFileSync(join(folder, 'schema', 'released.graphql'), released);
  writeFileSync(join(folder, 'schema', 'api.graphql'), current);
  writeFileSync(
    join(folder, 'docs', 'changelog.md'),
    `# Changelog\n\n## Unreleased (x)\n\n### For authors of clients: what breaks\n\n${breaks}\n\n### For authors of clients: what is new\n\n- \`Query.b\`, \`A.one\`\n\n## 0.1.0\n\n- \`Query.b\`\n`,
  );
  const { status, stderr } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' });
  return { isFine: status === 0, said: stderr };
}

describe('the schema against the released one', () => {
  it('may grow: types, fields, optional arguments, values and members', () => {
    const grown = released
      .replace('b: String }', 'b: String, c(new: Int): New } type New { x: Int }')
      .replace('GOOD BAD', 'GOOD BAD UGLY')
      .replace('A | B', 'A | B | New')
      .replace('in { one: String }', 'in { one: String, two: Int }');
    expect(check(grown)).toEqual({ isFine: true, said: '' });
  });

  it.each([
    ['a field that is gone', ', b: String', '', 'Query.b'],
    ['another type of a field', 'two: Int!', 'two: Int', 'A.two'],
    ['an argument that is gone', 'a(x: Int)', 'a', 'Query.a'],
    ['an argument that must be given', 'a(x: Int)', 'a(x: Int!)', 'Query.a'],
    ['a value that is gone', 'GOOD BAD', 'GOOD', 'Kind.BAD'],
    ['a member that is gone', 'A | B', 'A', 'Either'],
    ['a field of an input that must be given', 'In { one', 'In { two: Int!, one', 'In.two'],
  ])('refuses %s until the changelog names it', (_, before, after, place) => {
    const changed = released.replace(before, after);
    expect(changed).not.toBe(released);
    const refused = check(changed);
    expect(refused).toEqual({ isFine: false, said: expect.stringContaining(`does not name \`${place}\``) });
    expect(check(changed, `- \`${place}\` is not what it was.`).isFine).toBe(true);
    const [type, field] = place.split('.');
    if (field) expect(check(changed, `- \`${type}.other\` and \`.${field}\` changed.`).isFine).toBe(true);
  });

  it('takes the name of a query alone, and only from what breaks', () => {
    expect(check(released.replace(', b: String', ''), '- `b` is gone.').isFine).toBe(true);
  });

  it('asks of what is deprecated since when, and what takes its place', () => {
    const deprecated = (reason: string) => released.replace('b: String', `b: String @deprecated(reason: "${reason}")`);
    expect(check(deprecated('old'))).toEqual({ isFine: false, said: expect.stringContaining('Query.b is deprecated') });
    expect(check(deprecated('Since 2026-12-01: use a.')).isFine).toBe(true);
  });
});

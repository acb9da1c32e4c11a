import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { newSecret, shownSecret, signedHeaders } from '../../src/webhooks/signature';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'webhooks.md'), 'utf8');
const codeIn = (language: string) => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page)?.[1] as string;

const [secret, older] = [newSecret(), newSecret()];
const sentAt = new Date('2026-11-30T00:00:00Z');
const body = '{"type":"pollClosed","data":{"vi":"Cụm thi đua"}}';
const headers = signedHeaders([secret, older], { id: 'x_1', body }, sentAt);
const nowSeconds = sentAt.getTime() / 1_000 + 10;

/** What is asked, and whether it is genuine. */
const cases: readonly (readonly [headers: object, body: string, secret: string, now: number, genuine: boolean])[] = [
  [headers, body, shownSecret(secret), nowSeconds, true],
  [headers, body, shownSecret(older), nowSeconds, true],
  [headers, body, shownSecret(newSecret()), nowSeconds, false],
  [headers, `${body} `, shownSecret(secret), nowSeconds, false],
  [{ ...headers, 'webhook-id': 'x_2' }, body, shownSecret(secret), nowSeconds, false],
  [headers, body, shownSecret(secret), nowSeconds + 301, false],
];
const genuine = cases.map((each) => each[4]);

// Receivers are written in other languages too; where there is no Python its example cannot be run.
const hasPython = spawnSync('python3', ['--version']).status === 0;

describe('docs/webhooks.md', () => {
  it('checks signatures in Node as it says', () => {
    const isGenuine = runInNewContext(`${codeIn('js')}; isGenuine`, { require, Buffer, Date, Math, Number });
    expect(cases.map(([head, text, key, now]) => isGenuine(head, text, key, now))).toEqual(genuine);
  });

  (hasPython ? it : it.skip)('checks signatures in Python as it says (where python3 is installed)', () => {
    const script = `${codeIn('python')}\nimport json, sys\nprint(json.dumps([is_genuine(h, b.encode(), s, n) for h, b, s, n, _ in json.load(sys.stdin)]))`;
    const run = spawnSync('python3', ['-c', script], { input: JSON.stringify(cases), encoding: 'utf8' });
    expect([run.stderr, JSON.parse(run.stdout)]).toEqual(['', genuine]);
  });
});

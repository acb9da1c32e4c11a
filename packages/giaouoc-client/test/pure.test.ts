import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bodyOf, hintOf, isKind, keysOf, lasting, newer, typePoliciesOf, usualHint, waitMs } from '../src';

describe('newer', () => {
  const at = (sequence: number, signed: number) => ({ pactSignatures: { sequence, signed } });

  it('never goes back', () => {
    expect(newer(at(5, 3), at(4, 2))).toEqual(at(5, 3));
    expect(newer(at(5, 3), at(5, 4))).toEqual(at(5, 4));
    expect(newer(at(5, 3), at(6, 4))).toEqual(at(6, 4));
    expect(newer(null, at(1, 0))).toEqual(at(1, 0));
  });

  it('compares two states of one thing, and lets pass what has no sequence', () => {
    const tally = (sequence: number, cast: number) => ({ sequence, cast });
    expect(newer(tally(5, 3), tally(4, 2))).toEqual(tally(5, 3));
    expect(newer(tally(5, 3), tally(6, 4))).toEqual(tally(6, 4));
    expect(newer<object>(tally(5, 3), { cast: 2 })).toEqual({ cast: 2 });
  });
});

describe('keysOf and typePoliciesOf', () => {
  it('name the types that have fields and no id, and neither roots nor types of introspection', () => {
    const type = (name: string, ...fields: string[]) => ({
      kind: 'OBJECT',
      name,
      fields: fields.map((each) => ({ name: each })),
    });
    const types = [type('Query', 'poll'), type('Poll', 'id'), type('Tally', 'cast'), type('__Type', 'name')];
    const introspection = {
      __schema: { queryType: { name: 'Query' }, types: [...types, { kind: 'ENUM', name: 'Role' }] },
    };
    expect(Object.keys(keysOf(introspection))).toEqual(['Tally']);
    expect(typePoliciesOf(introspection)).toEqual({ Tally: { merge: true } });
  });
});

describe('waitMs', () => {
  it('stays within the hint at first and widens to 10 s', () => {
    expect([waitMs(0, usualHint, 0), waitMs(0, usualHint, 1)]).toEqual([100, 3_000]);
    expect([waitMs(1, usualHint, 1), waitMs(9, usualHint, 1)]).toEqual([6_000, 10_000]);
  });

  it('takes the hint of the server, and the usual one for nonsense', () => {
    expect(hintOf({ reconnect: { minMs: 5, maxMs: 50 } })).toEqual({ minMs: 5, maxMs: 50 });
    expect(hintOf({ reconnect: { minMs: 50, maxMs: 5 } })).toEqual(usualHint);
    expect(hintOf(undefined)).toEqual(usualHint);
  });
});

describe('lasting', () => {
  it('tries again after what passes, and not where the same client would be closed again', () => {
    const { shouldRetry } = lasting();
    const passing = [
      new Error('connect ECONNREFUSED'),
      {},
      null,
      { code: 1001 },
      { code: 1006 },
      { code: 4429 },
      { code: 4508 },
      ...[408, 429, 500, 503].map((status) => ({ response: { status } })),
    ];
    const final = [
      ...[4400, 4401, 4403, 4406, 4409].map((code) => ({ code })),
      ...[400, 401, 403, 404].map((status) => ({ response: { status } })),
    ];
    expect([passing.map(shouldRetry), final.map(shouldRetry)]).toEqual([
      passing.map(() => true),
      final.map(() => false),
    ]);
  });

  it('waits as the server asks', async () => {
    const { connected, retryWait } = lasting();
    connected(null, { reconnect: { minMs: 0, maxMs: 0 } });
    jest.useFakeTimers();
    const waited = retryWait(0);
    jest.advanceTimersByTime(0);
    jest.useRealTimers();
    await waited;
  });
});

describe('bodyOf', () => {
  it('reads what a kind holds', () => {
    const body = bodyOf({ body: '{"kind":"pollVoided","data":{"reason":"Nhầm"}}' });
    expect(isKind(body, 'pollVoided') && body.data.reason).toBe('Nhầm');
    expect(isKind(body, 'pollClosed')).toBe(false);
  });

  it('knows every kind of the table in docs/events.md, and no other', () => {
    const [, known] = /interface DataByKind \{\n([\s\S]*?)\n\}/.exec(
      readFileSync(join(__dirname, '..', 'src', 'data-by-kind.ts'), 'utf8'),
    ) as unknown as [string, string];
    const documented = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'events.md'), 'utf8');
    const [, table] = documented.split('| kind | data |') as [string, string];
    const firstCells = [...table.matchAll(/^\| (`.*?) \|/gm)].map(([, cell]) => cell).join();
    const named = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, kind]) => kind).sort();
    const kinds = named(firstCells, /`(\w+)`/g);
    expect(kinds.length).toBeGreaterThan(20);
    expect(named(known, /^ {2}readonly (\w+): /gm)).toEqual(kinds);
  });
});

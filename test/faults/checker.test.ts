import { check, type History, isClean } from '../../faults/checker';
import type { Attempt } from '../../faults/journal';

const attempt = (unit: string, value: string, outcome: Attempt['outcome'], key = `${unit} ${value}`): Attempt => ({
  unit,
  value,
  key,
  outcome,
  sentAtMs: 0,
  knownAtMs: 1,
});
const given = (...positions: number[]) => positions.map((position) => ({ position, text: `entry ${position}` }));
const ok = (sequence: number) => ({ is: 'ok', sequence }) as const;
const unknown = { is: 'unknown' } as const;
const failed = { is: 'failed', code: 'ALREADY_VOTED' } as const;

const sound: History = {
  attempts: [
    attempt('p 1', 'YES', unknown),
    attempt('p 1', 'YES', ok(1)),
    attempt('p 2', 'NO', unknown),
    attempt('p 2', 'YES', failed),
    attempt('s 1', 'YES', ok(3)),
  ],
  counted: [
    { unit: 'p 1', value: 'YES' },
    { unit: 'p 2', value: 'NO' },
    { unit: 's 1', value: null },
  ],
  apart: new Map([['s', new Map([['YES', 1]])]]),
  announced: new Map([
    ['p', 2],
    ['s', 1],
  ]),
  log: ['entry 1', 'entry 2', 'entry 3'],
  readers: [given(1, 2, 3)],
  subscribers: [true],
  differences: [],
};

describe('check', () => {
  it('finds nothing where acknowledged and unknown requests count once', () => {
    expect(isClean(check(sound))).toBe(true);
  });

  it.each<[string, keyof ReturnType<typeof check>, Partial<History>]>([
    ['a ballot that was acknowledged and is not there', 'lost', { counted: sound.counted.slice(1) }],
    ['a ballot with another choice', 'lost', { counted: [{ unit: 'p 1', value: 'NO' }, ...sound.counted.slice(1)] }],
    ['a secret ballot with another choice', 'lost', { apart: new Map([['s', new Map([['NO', 1]])]]) }],
    ['a ballot that is there twice', 'duplicated', { counted: [...sound.counted, { unit: 'p 1', value: 'YES' }] }],
    ['more secret ballots than voters', 'duplicated', { apart: new Map([['s', new Map([['YES', 2]])]]) }],
    ['a retry with another receipt', 'duplicated', { attempts: [...sound.attempts, attempt('p 1', 'YES', ok(9))] }],
    ['a ballot nobody cast', 'phantom', { counted: [...sound.counted, { unit: 'p 3', value: 'YES' }] }],
    ['a ballot that was refused', 'phantom', { counted: [{ unit: 'p 2', value: 'YES' }, ...sound.counted.slice(2)] }],
    ['another number announced', 'misannounced', { announced: new Map([['p', 1]]) }],
    ['a gap in a log', 'gaps', { readers: [given(1, 3)] }],
    ['a double in a log', 'gaps', { readers: [given(1, 2, 2, 3)] }],
    ['an end nobody read', 'gaps', { readers: [given(1, 2)] }],
    ['another text of an entry', 'altered', { readers: [[...given(1, 2), { position: 3, text: 'entry 4' }]] }],
    ['what the recount found', 'recount', { differences: ['poll 1: YES 2, counted 1'] }],
    ['a subscriber behind', 'behind', { subscribers: [true, false] }],
  ])('sees %s', (_name, kind, changes) => {
    expect(check({ ...sound, ...changes })[kind]).toBeGreaterThan(0);
  });
});

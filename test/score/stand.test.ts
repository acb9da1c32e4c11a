import type { Entries, Entry } from '../../src/score/entry';
import { ScoreStage } from '../../src/score/member-score';
import { acceptedOf, emptyGroups, entriesFaults, keyFaults, type ScoreAct, stageRefusal } from '../../src/score/rules';
import { gapsOf, type Standing, standsOf } from '../../src/score/stand';
import { Scorer } from '../../src/score/table';
import { aTable, extra, group, leaf, percent } from './a-table';

const table = aTable(
  [
    group('I', '20', [leaf('1', '10'), leaf('2', '10', { kind: 'PLAN_AND_LEAD', measure: percent })]),
    { ...group('II', '10', [leaf('1', '10', { kind: 'PASS_FAIL' })]), scorer: Scorer.COUNCIL_OFFICE },
  ],
  {
    bonuses: [extra('thuong', '2'), extra('van-phong', '1', { scorer: Scorer.COUNCIL_OFFICE })],
    penalties: [extra('tru', '3', { each: true })],
  },
);

const entries = (given: Readonly<Record<string, Entry>>): Entries => new Map(Object.entries(given));
const standing = (memberId: string, self: Record<string, Entry>, review: Record<string, Entry> = {}): Standing => ({
  ...{ memberId, self: entries(self), review: entries(review), total: null },
});
const standOf = (...args: Parameters<typeof standing>) => standsOf(table, [standing(...args)]).get(args[0])!;
const gapsFor = (self: Record<string, Entry>, review: Record<string, Entry>) =>
  gapsOf(standOf('a', self, review).leaves).map(({ key, difference }) => [key, difference]);

describe('how a member stands', () => {
  it('has a line for every leaf and extra in the order of the table', () => {
    const keys = ['I/1', 'I/2', 'II/1', 'bonus:thuong', 'bonus:van-phong', 'penalty:tru'];
    expect(standOf('a', {}).leaves.map(({ key }) => key)).toEqual(keys);
    expect(standOf('a', {}).leaves[0]).toEqual({ key: 'I/1', selfPoints: null, reviewPoints: null, difference: null });
  });

  it('has no gap before the review, where both agree, and for an extra nobody claims', () => {
    expect(gapsFor({ 'I/1': { points: '9' } }, {})).toEqual([]);
    expect(gapsFor({ 'I/1': { points: '9' } }, { 'I/1': { points: '9' } })).toEqual([]);
  });

  it('has gaps of points, also against an empty leaf, the largest first and then in the order of the table', () => {
    const self = { 'I/1': { points: '9' }, 'II/1': { passed: true }, 'penalty:tru': { times: 1 } };
    const review = {
      ...{ 'I/1': { points: '6' }, 'I/2': { actual: '0', target: '1' }, 'II/1': { passed: false } },
      ...{ 'bonus:thuong': { times: 1 }, 'penalty:tru': { times: 2 } },
    };
    expect(gapsFor(self, review)).toEqual([
      ['II/1', '-10'],
      ['I/1', '-3'],
      ['penalty:tru', '-3'],
      ['bonus:thuong', '2'],
      ['I/2', '0'],
    ]);
  });

  it('has a gap of 0 where what was entered differs alone', () => {
    const self = { 'II/1': { passed: false }, 'I/2': { actual: '5', target: '5' } };
    const review = { 'II/1': { notAssigned: true } as Entry, 'I/2': { target: '5', actual: '5' } };
    expect(gapsFor(self, review)).toEqual([['II/1', '0']]);
  });

  it('is missing the leaves whose review has no points, and extras claimed that were not looked at', () => {
    const self = { 'bonus:thuong': { times: 1 }, 'bonus:van-phong': { times: 0 }, 'penalty:tru': { times: 2 } };
    expect(standOf('a', self).missing).toBe(5);
    expect(standOf('a', self, { 'bonus:thuong': { times: 0 }, 'I/1': { points: '0' } }).missing).toBe(3);
    expect(
      standOf('a', {}, { 'I/1': { points: '0' }, 'I/2': { notAssigned: true }, 'II/1': { passed: false } }).missing,
    ).toBe(0);
  });

  it('ranks by the final total, before that by the review', () => {
    const review = (points: string) => ({ 'I/1': { points } });
    const three = [standing('a', {}, review('5')), standing('b', {}, review('7')), standing('c', {}, review('5'))];
    const places = (all: readonly Standing[]) => [...standsOf(table, all)].map(([id, { rank }]) => [id, rank]);
    expect(places(three)).toEqual([
      ['a', 2],
      ['b', 1],
      ['c', 2],
    ]);
    expect(places(three.map((each, n) => ({ ...each, total: String(n) })))).toEqual([
      ['a', 3],
      ['b', 2],
      ['c', 1],
    ]);
  });

  it('measures a review by the reviews of others, and a self-score by theirs', () => {
    const ahead = (actual: string) => ({ 'I/2': { target: '10', actual } });
    const stands = standsOf(table, [standing('a', ahead('20'), ahead('20')), standing('b', ahead('30'))]);
    const at = (id: string) => stands.get(id)!.leaves.find(({ key }) => key === 'I/2');
    expect(at('a')).toMatchObject({ selfPoints: '7.5', reviewPoints: '10', difference: '2.5' });
    expect(at('b')).toMatchObject({ selfPoints: '10', reviewPoints: null, difference: null });
  });
});

describe('what somebody enters', () => {
  const all = Object.values(Scorer);
  const faults = (given: readonly { key: string; entry: Entry | null }[], scorers: readonly Scorer[] = all) =>
    entriesFaults(table, given, scorers).map(({ key, part }) => [key, part]);

  it('is told of all that is wrong with it', () => {
    const given = [
      { key: 'I/1', entry: { points: '10.5' } },
      { key: 'I', entry: { points: '1' } },
      { key: 'II/1', entry: { passed: true } },
      { key: 'II/1', entry: { passed: true } },
      { key: 'bonus:thuong', entry: { times: 2 } },
      { key: 'penalty:tru', entry: null },
    ];
    expect(faults(given)).toEqual([
      ['I/1', 'points'],
      ['I', 'key'],
      ['II/1', 'key'],
      ['bonus:thuong', 'times'],
    ]);
  });

  it('is for those who score it: extras of nobody in particular for the bloc', () => {
    const keys = ['I/1', 'II/1', 'bonus:thuong', 'bonus:van-phong'].map((key) => ({ key, entry: null }));
    expect(faults(keys, [Scorer.BLOC]).map(([key]) => key)).toEqual(['II/1', 'bonus:van-phong']);
    expect(faults(keys, [Scorer.COUNCIL_OFFICE]).map(([key]) => key)).toEqual(['I/1', 'bonus:thuong']);
  });

  it('is at a key of a leaf or extra', () => {
    expect(keyFaults(table, ['I/1', 'bonus:thuong', 'I', 'I/9']).map(({ key }) => key)).toEqual(['I', 'I/9']);
  });
});

describe('accepting self-scores', () => {
  const self = entries({
    ...{ 'I/1': { points: '9' }, 'II/1': { passed: true }, 'bonus:thuong': { times: 1 }, 'penalty:tru': { times: 1 } },
  });
  const accepted = (accept: readonly string[], review: Record<string, Entry> = {}, scorers = Object.values(Scorer)) => {
    const { keys, faults } = acceptedOf(table, { self, review: entries(review) }, accept, scorers);
    return [keys, faults.map(({ key }) => key)];
  };

  it('takes of a group what was entered and waits, and of all extras of a kind', () => {
    expect(accepted(['I', 'bonus:', 'penalty:'])).toEqual([['I/1', 'bonus:thuong', 'penalty:tru'], []]);
    expect(accepted(['I'], { 'I/1': { points: '1' } })).toEqual([[], ['I']]);
    expect(accepted(['I/1', 'I'], { 'I/1': { points: '1' } })).toEqual([['I/1'], ['I']]);
  });

  it('takes nothing that is another’s to score, that nobody entered, or that is not there', () => {
    expect(accepted(['II', 'II/1', 'I'], {}, [Scorer.BLOC])).toEqual([['I/1'], ['II', 'II/1']]);
    expect(accepted(['I/2', 'III', 'I/'])).toEqual([[], ['I/2', 'III', 'I/']]);
  });
});

describe('stages', () => {
  it.each([
    ['enterScores', ['OPEN', 'SUBMITTED']],
    ['submitScores', ['OPEN']],
    ['reviewScores', ['SUBMITTED', 'REVIEWED', 'EXPLAINED']],
    ['explainScores', ['REVIEWED', 'EXPLAINED']],
    ['addScoreRemark', ['OPEN', 'SUBMITTED', 'REVIEWED', 'EXPLAINED']],
  ] as [ScoreAct, string[]][])('at which %s may be done are these', (act, stages) => {
    for (const stage of Object.values(ScoreStage))
      expect([stage, stageRefusal(act, stage)]).toEqual([stage, stages.includes(stage) ? null : { stages }]);
  });
});

describe('a table that waits to be filled', () => {
  it('names its empty groups, however deep', () => {
    const deep = aTable([group('I', '1', [leaf('1', '1'), group('2', '0', [])]), group('II', '0', [])]);
    expect(emptyGroups(deep)).toEqual(['I/2', 'II']);
    expect(emptyGroups(table)).toEqual([]);
  });
});

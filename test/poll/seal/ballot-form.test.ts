import { mostOptions, openBallots, sealBallots, sealedBytes } from '../../../src/poll/seal/ballot-form';
import { generatePair } from '../../../src/poll/seal/hpke';
import { at } from '../../support/hall';

const codes = Array.from({ length: 12 }, (_, n) => `ma-${n}`);
const poll = { id: '0b1d5c0e-9f0e-4c8a-8f5e-3c1f7d9f0a11', codes };
const ballots = [['ma-3'], [], ['ma-0', 'ma-11'], ['ma-3'], codes.toSorted()];

describe('sealed ballots', () => {
  it('are opened as they were sealed, in an order that tells nothing of when', () => {
    const pair = generatePair();
    const sealed = [
      ...sealBallots(pair.publicKey, poll, ballots.slice(0, 3)),
      ...sealBallots(pair.publicKey, poll, ballots.slice(3)),
    ];
    const opened = openBallots(pair, { ...poll, codes: codes.toReversed() }, sealed);
    expect(opened).toEqual(openBallots(pair, poll, sealed.toReversed()));
    expect(opened.map((each) => each.join()).sort()).toEqual(ballots.map((each) => each.toSorted().join()).sort());
    expect(opened.map((each) => each.join('\n'))).toEqual(opened.map((each) => each.join('\n')).sort());
  });

  it('are equally long whatever they say, and no two are alike', () => {
    const sealed = sealBallots(generatePair().publicKey, poll, [...ballots, ...ballots]);
    expect(new Set(sealed.map(({ length }) => length))).toEqual(new Set([sealedBytes]));
    expect(new Set(sealed.map((each) => each.subarray(34).toString('hex'))).size).toBe(sealed.length);
  });

  it('have room for as many options as a poll may have', () => {
    const many = Array.from({ length: mostOptions }, (_, n) => `${n}`.padStart(3, '0'));
    const pair = generatePair();
    const chosen = [at(many, 0), at(many, mostOptions - 1)];
    expect(
      openBallots(
        pair,
        { id: poll.id, codes: many },
        sealBallots(pair.publicKey, { id: poll.id, codes: many }, [chosen]),
      ),
    ).toEqual([chosen]);
    expect(mostOptions).toBeGreaterThanOrEqual(100);
    expect(() => sealBallots(pair.publicKey, poll, [['không có']])).toThrow('there is no bit');
  });

  it('are refused when one is there twice, and when one is of another poll', () => {
    const pair = generatePair();
    const sealed = sealBallots(pair.publicKey, poll, ballots);
    expect(() => openBallots(pair, poll, [...sealed, at(sealed, 0)])).toThrow('twice');
    expect(() => openBallots(pair, { ...poll, id: 'another' }, sealed)).toThrow();
  });
});

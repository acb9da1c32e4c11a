import type { Run } from '../../faults/conference';
import { findingOf, wereUnderWay } from '../../faults/experiment';
import { type Attempt, Journal } from '../../faults/journal';

const clean = { lost: 0, duplicated: 0, phantom: 0, misannounced: 0, gaps: 0, altered: 0, behind: 0, recount: 0 };
const ok: Attempt['outcome'] = { is: 'ok', sequence: 1 };

/** A run in which nothing is wrong, with one request for each outcome, sent at 10 ms and answered at 20 ms. */
function aRun(...outcomes: Attempt['outcome'][]): Run {
  const journal = new Journal();
  for (const outcome of outcomes)
    journal.attempts.push({ unit: 'a vote', value: 'YES', key: 'k', outcome, sentAtMs: 10, knownAtMs: 20 });
  return { journal, verdict: clean, history: {} as Run['history'] };
}

describe('findingOf', () => {
  it('passes a run in which nothing is wrong and somebody was left without a sure answer', () => {
    expect(findingOf(aRun(ok, { is: 'unknown' }), '')).toMatchObject({ pass: true });
  });

  it('fails a run whose trouble met nobody, however right everything is', () => {
    const { figure, pass } = findingOf(aRun(ok, ok), '');
    expect(pass).toBe(false);
    expect(figure).toContain('NOT: met requests');
  });
});

describe('wereUnderWay', () => {
  it('asks whether a request was sent and not yet answered', () => {
    const run = aRun(ok);
    expect([5, 15, 25].map((atMs) => wereUnderWay(run, atMs))).toEqual([false, true, false]);
  });
});

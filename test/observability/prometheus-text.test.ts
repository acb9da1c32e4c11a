import { labelled, metric } from '../../src/observability/prometheus-text';

describe('labelled', () => {
  const of = (votes: number, idle: number) =>
    [
      ...metric('votes_total', 'counter', 'Votes.', [['', votes]]),
      ...metric('pool', 'gauge', 'Connections, by "state".', [['{state="idle"}', idle]]),
    ].join('\n');

  it('makes one text of several, each metric once and each sample with its label', () => {
    expect(
      labelled('worker', [
        [1, `${of(5, 2)}\n`],
        [3, `${of(7, 0)}\n`],
      ]).split('\n'),
    ).toEqual([
      '# HELP votes_total Votes.',
      '# TYPE votes_total counter',
      'votes_total{worker="1"} 5',
      'votes_total{worker="3"} 7',
      '# HELP pool Connections, by "state".',
      '# TYPE pool gauge',
      'pool{worker="1",state="idle"} 2',
      'pool{worker="3",state="idle"} 0',
      '',
    ]);
  });
});

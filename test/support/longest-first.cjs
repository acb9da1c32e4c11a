const { join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Files of tests that take long, and for how many seconds on two cores. Where the others come does not matter. */
const seconds = {
  'web/every-state': 350,
  'web/hall-boxes': 140,
  'subscriptions/nodes': 102,
  'web/hall': 83,
  'web/assembly': 80,
  'graphql/result-cache': 74,
  'web/ballot': 68,
  'faults/faults': 64,
  'web/desk-parts': 64,
  'transport/hall-signs-in': 64,
  'web/bad-day': 60,
  'clients/quarter-of-an-hour': 50,
};
const secondsOf = new Map(
  Object.entries(seconds).map(([name, each]) => [join(__dirname, '..', `${name}.test.ts`), each]),
);

/**
 * The longest files first, so that no worker is left alone with a long one at the end. Jest goes by the times of the run
 * before; a fresh clone has none, and the size of a file says little.
 */
module.exports = class extends Sequencer {
  sort(tests) {
    const msOf = (test) => this.time(test) ?? (secondsOf.get(test.path) ?? 0) * 1_000;
    return super.sort(tests).sort((a, b) => this.hasFailed(b) - this.hasFailed(a) || msOf(b) - msOf(a));
  }
};
module.exports.longFiles = [...secondsOf.keys()];

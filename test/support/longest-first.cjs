const { join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Files of tests that take long, and for how many seconds on two cores. */
const seconds = {
  'web/every-state': 350,
  'web/hall-boxes': 140,
  'subscriptions/nodes': 102,
  'web/hall': 83,
  'web/assembly': 80,
  'graphql/result-cache': 74,
  'web/ballot': 68,
  'faults/faults': 66,
  'web/desk-parts': 65,
  'transport/hall-signs-in': 64,
  'web/bad-day': 60,
  'web/chair': 58,
};
/** What any other takes, in seconds. */
const usual = 5;
const secondsOf = new Map(
  Object.entries(seconds).map(([name, each]) => [join(__dirname, '..', `${name}.test.ts`), each]),
);

/**
 * The longest files first, so that no worker is left alone with a long one at the end, and short ones beside each of them:
 * two long ones at once want more of the machine than it has. Jest goes by the times of the run before; a fresh clone has
 * none, and the size of a file says little.
 */
module.exports = class extends Sequencer {
  sort(tests) {
    const secondsFor = (test) => secondsOf.get(test.path) ?? usual;
    const all = super.sort(tests);
    const long = all.filter(({ path }) => secondsOf.has(path)).sort((a, b) => secondsFor(b) - secondsFor(a));
    const short = all.filter(({ path }) => !secondsOf.has(path));
    const order = [];
    for (const each of long) {
      order.push(each);
      for (let left = secondsFor(each); left > 0 && short.length > 0; left -= usual) order.push(short.shift());
    }
    return [...order, ...short];
  }
};
module.exports.longFiles = [...secondsOf.keys()];

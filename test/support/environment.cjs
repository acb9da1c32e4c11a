const { TestEnvironment } = require('jest-environment-node');

/** What the next major version of `pg` will refuse. */
const deprecated = /removed in pg@/;

/**
 * Fails the test in which `pg` warns that it is used in a way that will end. Here and not in a setup file, because those
 * are given a copy of `process`, which hears no warnings.
 */
module.exports = class extends TestEnvironment {
  warnings = [];
  hear = (warning) => {
    if (deprecated.test(warning.message)) this.warnings.push(warning);
  };

  async setup() {
    await super.setup();
    process.on('warning', this.hear);
  }

  async teardown() {
    process.off('warning', this.hear);
    await super.teardown();
  }

  handleTestEvent({ name, test }) {
    if (name === 'test_done') test.errors.push(...this.warnings.splice(0));
  }
};

const { availableParallelism } = require('node:os');

module.exports = {
  testEnvironment: '<rootDir>/test/support/environment.cjs',
  roots: ['<rootDir>/test', '<rootDir>/packages/embedded-postgres-server/test', '<rootDir>/packages/giaouoc-client/test'],
  testMatch: ['**/*.test.ts'],
  setupFiles: ['reflect-metadata', '<rootDir>/test/support/threads.cjs'],
  // The package as its sources are, not as it was built last; test/support/swc-hook.cjs does the same in other processes.
  moduleNameMapper: {
    '^embedded-postgres-server$': '<rootDir>/packages/embedded-postgres-server/src/index.ts',
    '^giaouoc-client$': '<rootDir>/packages/giaouoc-client/src/index.ts',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
  // A machine that is busy with other work is no fault of a test. Longer than a page is waited for, which says for what.
  testTimeout: 300_000,
  // Many tests wait more than they work, so two cores carry two files at once; left alone, jest runs one there. Three take a
  // quarter less time, and then what must answer within seconds does not always.
  maxWorkers: Math.max(2, availableParallelism() - 1),
};

// The tests of pure files, which need no PostgreSQL (npm run mutants:rules).
const { join } = require('node:path');
const { globalSetup, globalTeardown, maxWorkers, ...usual } = require('../../jest.config.js');

module.exports = {
  ...usual,
  rootDir: join(__dirname, '../..'),
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  testMatch: [
    '**/rules.test.ts',
    '**/bloc/quorum.test.ts',
    '**/deadline/lateness.test.ts',
    '**/indicator/figure.test.ts',
    '**/poll/decide.test.ts',
    '**/poll/deciding.test.ts',
    '**/score/(card|properties|real-tables|stand).test.ts',
    '**/webhooks/schedule.test.ts',
  ],
};

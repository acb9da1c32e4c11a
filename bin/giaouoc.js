#!/usr/bin/env node

const { existsSync } = require('node:fs');
const { join } = require('node:path');

// GraphQL checks itself at every value unless told that this is no development; set NODE_ENV to have that back.
process.env.NODE_ENV ??= 'production';

const main = join(__dirname, '..', 'dist', 'src', 'cli', 'main.js');
if (!existsSync(main)) {
  process.stderr.write('The program has not been built. Run: npm run build\n');
  process.exit(1);
}

const { main: runCommandLine } = require(main);
void runCommandLine(process.argv.slice(2), {
  env: process.env,
  signals: process,
  print: (line) => process.stdout.write(`${line}\n`),
  say: (line) => process.stderr.write(`${line}\n`),
  exit: (code) => process.exit(code),
}).then((code) => {
  process.exitCode = code;
});

import { main } from '../../src/cli/main';

/** `giaouoc start` in a process of its own, from the sources. */
void main(['start'], {
  env: process.env,
  signals: process,
  print: (line) => process.stdout.write(`${line}\n`),
  say: (line) => process.stdout.write(`${line}\n`),
  exit: (code) => process.exit(code),
}).then((code) => {
  process.exitCode = code;
});

import { readFileSync } from 'node:fs';
import { doKeyWork, type KeyWork } from './key-work';

/**
 * The process in which a private key is made or used: it reads its work from standard input, answers on standard output and
 * ends, and with it what the key left in memory. Started by ballot-keys alone.
 */
const answer = doKeyWork(JSON.parse(readFileSync(0, 'utf8')) as KeyWork);
process.stdout.write(JSON.stringify(answer));

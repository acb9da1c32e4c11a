import 'reflect-metadata';
import { startApp } from '../../../src/app/start';
import { readConfig } from '../../../src/config/config';
import { readControl, withControl } from './control';
import { answer } from './helper';

/** The server under attack, in a process of its own that ends with the one that started it. */
const started = startApp(readConfig(process.env), withControl(readControl(process.env.ATTACK_CONTROL)));

answer({
  url: async () => (await started).url,
  usage() {
    const { user, system } = process.cpuUsage();
    return { cpuMicros: user + system, rssMb: process.memoryUsage.rss() / 1_048_576 };
  },
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kindsOfLogs, kindsOfSystem } from '../../src/log/kinds';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'events.md'), 'utf8');
const quoted = (text: string) => [...text.matchAll(/`(\w+)`/g)].map(([, kind]) => kind).sort();

describe('docs/events.md', () => {
  it('has every kind of the logs of conferences and blocs in its table, and no other', () => {
    const [, table = ''] = page.split('| kind | data |');
    const firstCells = [...table.matchAll(/^\| (`.*?) \|/gm)].map(([, cell]) => cell).join();
    expect(quoted(firstCells)).toEqual([...kindsOfLogs].sort());
  });

  it('names every kind of the system stream', () => {
    const [, after = ''] = page.split('The system stream, which nobody follows');
    expect(quoted(after.split('\n\n')[0] ?? '')).toEqual([...kindsOfSystem].sort());
  });
});

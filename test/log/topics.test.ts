import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTopics, topics } from '../../src/log/topics';

const folder = join(__dirname, '..', '..', 'src');
const kinds = Object.keys(topics).join('|');
/** A text that begins like a topic and goes on with an id, or a text that is called one. */
const spelt = new RegExp(`[\`'"](${kinds}):(\\$\\{|[\`'"])|\\bas Topic\\b`);

describe('topics', () => {
  it('have one kind each', () => {
    expect(Object.values(topics).map((make) => make('id'))).toEqual(Object.keys(topics).map((kind) => `${kind}:id`));
  });

  it('are read from an entry, but for those that this server does not know', () => {
    expect(readTopics([topics.poll('a'), 'vote:b', 'pollster:c'])).toEqual([topics.poll('a')]);
  });

  it('are spelt in one file only', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(200);
    const bySpelling = files.filter((file) => spelt.test(readFileSync(join(folder, file), 'utf8')));
    expect(bySpelling).toEqual(['log/topics.ts']);
  });
});

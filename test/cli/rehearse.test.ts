import { freshDatabase } from '../support/database';
import { aHall } from '../support/hall';
import { aTerminal } from '../support/terminal';

// Nothing is served: the command is refused before that, and building the whole schema takes a while.
jest.mock('../../src/app/start', () => ({}));

describe('giaouoc rehearse', () => {
  it('lists the conferences there are when the name is wrong', async () => {
    const test = await freshDatabase();
    try {
      const terminal = aTerminal({ DATABASE_URL: test.url, PORT: '0' });
      expect(await terminal.giaouoc('rehearse', '--slug', 'nosuch')).toBe(1);
      expect(terminal.said.at(-1)).toBe('There is no conference nosuch. There are: none; import one first.');
      const { conference } = await aHall(test.db);
      expect(await terminal.giaouoc('rehearse', '--slug', 'nosuch')).toBe(1);
      expect(terminal.said.at(-1)).toBe(`There is no conference nosuch. There are: ${conference.slug}.`);
    } finally {
      await test.drop();
    }
  });
});

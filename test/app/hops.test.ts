import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freshDatabase } from '../support/database';

const root = join(__dirname, '..', '..');

/** The way of a ballot, from its request to the statement that writes it, on every transport. */
const way = { functions: 25, files: 20 };

/** What is called between request and answer at most, helpers too; a busy machine adds those that wait. Lower these with what lowers the figures. */
const all = {
  http: { functions: 120, files: 48 },
  websocket: { functions: 124, files: 48 },
  'event stream': { functions: 146, files: 57 },
};

interface Found {
  readonly way: string[];
  readonly all: string[];
}

describe('npm run hops', () => {
  it('finds a short way for a ballot, and no more around it than there was', async () => {
    const database = await freshDatabase();
    try {
      const args = ['-r', join(root, 'test', 'support', 'swc-hook.cjs'), join(root, 'scripts', 'hops.ts'), '--json'];
      const env = { ...process.env, DATABASE_URL: database.url };
      const { stdout } = await promisify(execFile)(process.execPath, args, { env, cwd: root });
      const found = JSON.parse(stdout) as Record<keyof typeof all, Found>;
      for (const [transport, limit] of Object.entries(all)) {
        const hops = found[transport as keyof typeof all];
        expect(hops.way).toEqual(
          expect.arrayContaining([
            'src/graphql/pipeline.ts:run',
            'src/poll/cast-ballot.ts:castBallot',
            'src/poll/write-ballots.ts:writeBallots',
            'src/database/prepared.ts:prepared',
          ]),
        );
        expect(hops.way[0]).toMatch(/^src\/transport\//);
        expect([transport, isWithin(hops.way, way), isWithin(hops.all, limit)]).toEqual([transport, true, true]);
      }
    } finally {
      await database.drop();
    }
  });
});

function isWithin(hops: readonly string[], limit: { readonly functions: number; readonly files: number }): boolean {
  const files = new Set(hops.map((hop) => hop.split(':')[0]));
  return hops.length <= limit.functions && files.size <= limit.files;
}

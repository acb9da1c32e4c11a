import { experiments } from '../../faults/list';
import { openWorld, type World } from '../../faults/world';

/** The short form: one of each kind, with few voters; `npm run faults` runs them all. */
const short = /^(1 server killed|2 PostgreSQL|16 one of two|18 control)/;

let world: World;
beforeAll(async () => {
  world = await openWorld({ seed: 1, voters: 30 });
}, 60_000);
afterAll(() => world.close());

describe('under faults', () => {
  it.each(experiments.filter(({ experiment }) => short.test(experiment)))(
    '$experiment: $criterion',
    async ({ run }) => {
      expect(await run(world)).toEqual({ figure: expect.any(String), pass: true });
    },
    120_000,
  );
});

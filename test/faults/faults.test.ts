import { experiments } from '../../faults/list';
import { openWorld, type World } from '../../faults/world';

/** The short form: one of each kind, with few voters; `npm run faults` runs them all. */
const short = experiments.filter(({ experiment }) =>
  /^(1 server killed|2 PostgreSQL|16 one of two|17 clock|18 control)/.test(experiment),
);
const missing = ({ missing: why }: (typeof short)[number]) => why?.() ?? null;

let world: World;
beforeAll(async () => {
  // Beside other tests a start takes what they leave it.
  world = await openWorld({ seed: 1, voters: 30, slack: 20 });
});
afterAll(() => world.close());

describe('under faults', () => {
  it.each(short.filter((each) => missing(each) === null))('$experiment: $criterion', async ({ run }) => {
    expect(await run(world)).toEqual({ figure: expect.any(String), pass: true });
  });

  for (const each of short) if (missing(each)) it.skip(`${each.experiment}: ${missing(each)}`, () => undefined);
});

import { fuzzing } from './fuzz';
import { attacks } from './list';
import { aTarget, type Target } from './target';

let target: Target;
beforeAll(async () => {
  target = await aTarget(5);
});
afterAll(() => target.close());

describe('an attack', () => {
  it.each([...attacks, ...fuzzing({ seed: 1, cases: 1_500 })])('$experiment: $criterion', async ({ run }) => {
    const { figure, pass } = await run(target);
    expect([figure, pass]).toEqual([figure, true]);
  });
});

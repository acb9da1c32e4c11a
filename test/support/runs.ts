/**
 * How often a property is tried: as often as said, and a tenth of it while Stryker runs the tests again for each change
 * (docs/mutants.md). A change that takes more tries to be found survives there.
 */
export const runs = (many: number): number =>
  process.env.STRYKER_MUTATOR_WORKER === undefined ? many : Math.ceil(many / 10);

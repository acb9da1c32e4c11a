import fc from 'fast-check';

/** Whether Stryker runs the tests again for each change (docs/mutants.md). */
const isMutated = process.env.STRYKER_MUTATOR_WORKER !== undefined;
// There it is enough that a property fails: nobody reads the smallest case.
if (isMutated) fc.configureGlobal({ endOnFailure: true });

/**
 * How often a property is tried: as often as said, and a tenth of it under Stryker. A change that takes more tries to be
 * found survives there.
 */
export const runs = (many: number): number => (isMutated ? Math.ceil(many / 10) : many);

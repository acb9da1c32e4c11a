/** The `sequence` of a thing, or of the one field of a result; null where it was not asked for. */
function sequenceOf(state: object): number | null {
  const thing =
    'sequence' in state ? state : (Object.values(state)[0] as { readonly sequence?: unknown } | null | undefined);
  return typeof thing?.sequence === 'number' ? thing.sequence : null;
}

/**
 * Of two states the one to show: what is on screen never goes back, whichever way the other came. A state is a thing that
 * has a `sequence`, such as a tally, or a result of a subscription, whose one field has it. Of equals the one that came.
 */
export function newer<T extends object>(shown: T | null, come: T): T {
  if (!shown) return come;
  const [before, now] = [sequenceOf(shown), sequenceOf(come)];
  return before !== null && now !== null && now < before ? shown : come;
}

/** A result of a subscription: one field, which says at which place of the log it is true. */
type Live = object;

/** The `sequence` of the one field of a live result; null where it was not asked for. */
function sequenceOf(result: Live): number | null {
  const field = Object.values(result)[0] as { readonly sequence?: unknown } | null | undefined;
  return typeof field?.sequence === 'number' ? field.sequence : null;
}

/** Of two results the one to show: what is on screen never goes back, whichever way the other came. */
export function newer<T extends Live>(shown: T | null, come: T): T {
  if (!shown) return come;
  const [before, now] = [sequenceOf(shown), sequenceOf(come)];
  return before !== null && now !== null && now < before ? shown : come;
}

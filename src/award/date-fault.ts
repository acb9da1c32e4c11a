/**
 * What is wrong with the dates of steps, or null: they begin in the year of the award and never run backwards. A step
 * without a date says nothing.
 * @param dates `yyyy-mm-dd`, first step to last
 */
export function dateFault(
  dates: readonly (string | null)[],
  year: number,
): { readonly decidedOn: string; readonly notBefore: string } | null {
  let notBefore = `${year}-01-01`;
  for (const decidedOn of dates) {
    if (decidedOn === null) continue;
    if (decidedOn < notBefore) return { decidedOn, notBefore };
    notBefore = decidedOn;
  }
  return null;
}

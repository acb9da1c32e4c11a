/** The number of a rehearsal, which its slug ends in: “…-dien-tap-12” is the twelfth of its conference. */
export function numberOf(slug: string): string {
  return /\d+$/.exec(slug)?.[0] ?? slug;
}

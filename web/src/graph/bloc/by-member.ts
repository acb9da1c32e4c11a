import type { GraphResult } from './pick';

/**
 * Results with those of one member beside each other, its years from the first to the last: members in the order of the
 * bloc, then those that are no longer in it, the bloc as a whole last. Within one year they stay as they were.
 */
export function byMember(results: readonly GraphResult[], codes: readonly string[]): readonly GraphResult[] {
  const places = new Map(codes.map((code, place) => [code, place]));
  const placeOf = ({ member }: GraphResult) => (member ? (places.get(member.code) ?? codes.length) : codes.length + 1);
  const codeOf = ({ member }: GraphResult) => member?.code ?? '';
  return [...results].sort((a, b) => placeOf(a) - placeOf(b) || codeOf(a).localeCompare(codeOf(b)) || a.year - b.year);
}

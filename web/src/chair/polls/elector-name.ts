import type { Format } from '../../words/use-format';
import type { LineOfRollFragment } from './poll.documents';

/** Who may vote in a poll, and who has. */
export type Roll = readonly LineOfRollFragment[];

/** Who holds the vote: the member, or in polls of delegates the delegate. */
export function electorName({ delegate, member }: Roll[number], format: Format): string {
  if (delegate) return format.text(delegate.name);
  return member ? format.text(member.shortName) : '';
}

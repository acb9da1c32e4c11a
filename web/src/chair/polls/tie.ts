import type { DeskPoll } from '../conference';

type Tally = DeskPoll['tally'];

interface Tied {
  readonly options: Tally['options'];
  /** Votes that each of them has, or what they weigh. */
  readonly votes: number | string;
  /** Seats left; fewer than the tied. */
  readonly seats: number;
}

/** Who is tied for the last seats of a counted poll; null where nobody is, or leader and deputy have decided. */
export function tieOf({ options, tie, outcome }: Pick<Tally, 'options' | 'tie' | 'outcome'>): Tied | null {
  if (outcome !== 'TIED' || !tie) return null;
  const codes = new Set(tie.options.map(({ code }) => code));
  const tied = options.filter(({ option }) => codes.has(option.code));
  return { options: tied, votes: tied[0]?.weight ?? tied[0]?.votes ?? 0, seats: tie.seats };
}

/** Whether a second ballot after this poll is there already, prepared, open or counted. */
export function hasSecondBallot({ id }: Pick<DeskPoll, 'id'>, polls: readonly DeskPoll[]): boolean {
  return polls.some(({ previous, secondBallot, state }) => previous?.id === id && secondBallot > 0 && state !== 'VOID');
}

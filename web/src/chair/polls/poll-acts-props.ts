import type { DeskPoll, DeskProps } from '../conference';
import type { Roll } from './elector-name';

/** What each act on a vote needs to know of it. */
export interface PollActsProps extends DeskProps {
  readonly poll: DeskPoll;
  readonly tally: DeskPoll['tally'];
  /** Who holds a vote; empty while it is not open. */
  readonly roll: Roll;
}

import { hallHandlers } from './hall';
import { paperHandlers } from './papers';
import { pollHandlers } from './polls';
import type { Handler, RecordState, Told } from './state';

const handlers: Readonly<Record<string, Handler>> = { ...hallHandlers, ...pollHandlers, ...paperHandlers };

/** Kinds of entries that move what a replay tells; others change nothing of it. */
export const replayedKinds: ReadonlySet<string> = new Set(Object.keys(handlers));

/** Brings a state on by the entry that follows it, in place. @throws Error for one that does not follow */
export function replay(state: RecordState, told: Told): void {
  if (told.sequence !== state.sequence + 1) throw new Error(`entry ${told.sequence} does not follow ${state.sequence}`);
  handlers[told.kind]?.(state, told);
  state.sequence = told.sequence;
  state.at = told.at;
}

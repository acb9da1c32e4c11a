import type { Format } from '../words/use-format';
import type { Say } from '../words/use-words';
import type { PollNow } from './use-poll';
import type { pollWords } from './words';

/** What a vote's state says of what would decide it. */
interface Open {
  readonly state: string;
  readonly mayChange: boolean;
  readonly options: PollNow['poll']['options'];
  readonly tally: Pick<PollNow['poll']['tally'], 'decided' | 'remaining' | 'toPass' | 'toFail' | 'foreseeable'> & {
    readonly options: readonly { readonly option: { readonly code: string }; readonly toWin: number | null }[];
  };
}

/** What would decide an open vote, in one sentence; null where it is decided, not said, or nothing is missing. */
export function decidingText(say: Say<(typeof pollWords)['vi']>, format: Format, poll: Open): string | null {
  const { state, mayChange, options, tally } = poll;
  if (state !== 'OPEN' || tally.decided) return null;
  if (mayChange) return say('decideChange');
  const remaining = format.number(tally.remaining);
  const [favour, against] = [tally.toPass, tally.toFail].map((count) => (count === null ? null : format.number(count)));
  if (favour && against) return say('decideBoth', { favour, against, remaining });
  if (favour) return say('decidePass', { favour, remaining });
  if (against) return say('decideFail', { against, remaining });
  const next = tally.options
    .flatMap(({ option, toWin }) => (toWin ? [{ code: option.code, toWin }] : []))
    .sort((a, b) => a.toWin - b.toWin)[0];
  const label = options.find(({ code }) => code === next?.code)?.label;
  return next && label
    ? say('decideChoice', { label: format.text(label), count: format.number(next.toWin), remaining })
    : tally.foreseeable === false
      ? say('decideUntold')
      : null;
}

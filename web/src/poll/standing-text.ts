import type { Format } from '../words/use-format';
import type { Say } from '../words/use-words';
import type { PollNow } from './use-poll';
import type { pollWords } from './words';

type Whole = PollNow['poll'];

/** What is told of a poll in a line: a small part of what its own page follows. */
type Told = Pick<Whole, 'kind' | 'options' | 'state'> & {
  readonly tally: Pick<Whole['tally'], 'outcome' | 'decided' | 'missing'> & {
    readonly options: readonly Pick<Whole['tally']['options'][number], 'option' | 'won'>[];
  };
};

/** What a poll came to, or how far it is from it; null where neither can be said yet. */
export function standingText(
  say: Say<(typeof pollWords)['vi']>,
  format: Format,
  { kind, options, state, tally }: Told,
): string | null {
  if (state === 'VOID') return say('VOID');
  if (tally.outcome === 'TIED' || tally.outcome === 'TOO_FEW') return say(tally.outcome);
  if (tally.outcome && kind === 'CHOOSE') {
    const won = new Set(tally.options.filter((line) => line.won).map(({ option }) => option.code));
    const names = options.filter(({ code }) => won.has(code)).map(({ label }) => format.text(label));
    return names.length > 0 ? say('someChosen', { names: names.join(', ') }) : say('noneChosen');
  }
  if (tally.outcome) return say(tally.outcome);
  if (tally.decided === 'PASSED') return say('enough');
  if (tally.decided === 'REJECTED') return say('lost');
  return tally.missing ? say('missing', { missing: format.number(tally.missing) }) : null;
}

/** How many of how many have voted. */
export function turnoutText(say: Say<(typeof pollWords)['vi']>, format: Format, { rule, tally }: Whole): string {
  const counts = { cast: format.number(tally.cast), electors: format.number(tally.electors) };
  return say(rule.electorate === 'MEMBERS' ? 'castMembers' : 'castDelegates', counts);
}

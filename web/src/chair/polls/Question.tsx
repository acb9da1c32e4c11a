import { useFormat } from '../../words/use-format';
import type { DeskPoll } from '../conference';

/** What a vote is about, repeated where something is done with it that cannot be undone. */
export function Question({ poll: { question } }: { readonly poll: Pick<DeskPoll, 'question'> }) {
  const format = useFormat();
  return (
    <p>
      <strong lang={format.langOf(question)}>{format.text(question)}</strong>
    </p>
  );
}

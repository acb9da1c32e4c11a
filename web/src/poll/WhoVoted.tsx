import { useState } from 'react';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import type { PollNow } from './use-poll';
import { saysWhoVoted, useVoters } from './use-voters';
import { pollWords } from './words';

interface WhoVotedProps {
  readonly poll: Pick<PollNow['poll'], 'id' | 'secrecy' | 'state' | 'options'> & {
    readonly tally: { readonly shown: boolean };
  };
}

/** Who voted what in a recorded vote, to be unfolded; it is asked for only then. Nothing of a secret one. */
export function WhoVoted({ poll }: WhoVotedProps) {
  const say = useWords(pollWords);
  const [open, setOpen] = useState(false);
  if (!saysWhoVoted(poll)) return null;
  return (
    <details data-testid="who-voted" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('whoVoted')}</summary>
      {open && <ByChoice poll={poll} />}
    </details>
  );
}

function ByChoice({ poll }: WhoVotedProps) {
  const say = useWords(pollWords);
  const format = useFormat();
  const voters = useVoters(poll, true);
  if (!voters) return null;
  const choices = [...poll.options, { code: '', label: null }];
  if (voters.size === 0) return <p>{say('nobodyVoted')}</p>;
  return (
    <dl>
      {choices.map(({ code, label }) => {
        const names = voters.get(code);
        return (
          names && (
            <div key={code}>
              <dt lang={label ? format.langOf(label) : undefined}>
                {say('numbers', {
                  label: label ? format.text(label) : say('blankBallot'),
                  votes: format.number(names.length),
                })}
              </dt>
              <dd>{names.join(', ')}</dd>
            </div>
          )
        );
      })}
    </dl>
  );
}

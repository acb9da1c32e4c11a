import { Button } from '../look/Button';
import { Notice } from '../look/Notice';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { ForChecking } from './ForChecking';
import { isPending, type OutboxEntry } from './outbox-entry';
import { useOutbox } from './use-outbox';
import { liveWords } from './words';

interface EntryStateProps {
  readonly entry: OutboxEntry;
  /** Whether another can still be made after a refusal. */
  readonly again: boolean;
  onAgain(): void;
}

/** Refusals after which trying again cannot help. */
const final = new Set([
  'ALREADY_VOTED',
  'ALREADY_SIGNED',
  'BALLOT_FINAL',
  'NOTHING_CHANGED',
  'NO_VOTE',
  'NO_MANDATE_TO_SIGN',
  'POLL_NOT_OPEN',
]);

/** What has become of a ballot or a signature: sending, kept on this machine, recorded, or refused and why. */
export function EntryState({ entry, again, onAgain }: EntryStateProps) {
  const say = useWords(liveWords);
  const format = useFormat();
  // Without an outbox nothing is sent: what is pending waits.
  const { waiting = true, stored = true } = useOutbox() ?? {};
  const { receipt, refusal, chosen, kind } = entry;
  const state = receipt ? 'done' : refusal ? 'refused' : waiting ? 'kept' : 'sending';
  return (
    <div role="status" data-entry={state}>
      <Notice kind={receipt ? 'good' : refusal ? 'bad' : waiting ? 'warn' : 'plain'}>
        {isPending(entry) && (
          <p>
            <strong>
              {waiting
                ? say(stored ? 'kept' : 'keptHere', { what: say(kind === 'ballot' ? 'ballotOf' : 'signatureOf') })
                : say('sending')}
            </strong>
          </p>
        )}
        {receipt && (
          <p>
            <strong>{say('done', { time: format.time(receipt.at) })}</strong>
          </p>
        )}
        {refusal && (
          <p>
            <strong>{say('refused')}</strong>
            <br />
            <span lang={format.langOf(refusal.text)}>{format.text(refusal.text)}</span>
          </p>
        )}
        {kind === 'ballot' && <Chosen chosen={chosen} />}
        {receipt && (
          <ForChecking>
            <p>
              {say('receipt', {
                sequence: receipt.sequence,
                date: format.date(receipt.at),
                time: format.time(receipt.at),
              })}
              <br />
              {say('digest')} <code>{receipt.digest}</code>
            </p>
          </ForChecking>
        )}
        {refusal && again && <Button onClick={onAgain}>{say(final.has(refusal.code) ? 'dismiss' : 'again')}</Button>}
      </Notice>
    </div>
  );
}

/** What the ballot says; of a secret one only until it is recorded. */
function Chosen({ chosen }: Pick<OutboxEntry, 'chosen'>) {
  const say = useWords(liveWords);
  const format = useFormat();
  if (!chosen) return <p>{say('secretKept')}</p>;
  const choices = chosen.length > 0 ? chosen.map((label) => format.text(label)).join(', ') : say('blankBallot');
  return <p>{say('chosen', { choices })}</p>;
}

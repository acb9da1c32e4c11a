import { CheckBox } from '../../../look/CheckBox';
import { useWords } from '../../../words/use-words';
import styles from '../../chair.module.css';
import type { DeskConference } from '../../conference';
import { TieOrder } from './TieOrder';
import { type Terms } from './terms';
import { Weights } from './Weights';
import { termsWords } from './words';

interface RuleTermsProps {
  readonly terms: Terms;
  readonly members: DeskConference['members'];
  /** Whether there is a list to choose from. */
  readonly choose: boolean;
  readonly secret: boolean;
  onChange(terms: Terms): void;
}

/** What else a rule may say, behind one fold: whoever does not open it has the bloc's own. */
export function RuleTerms({ terms, members, choose, secret, onChange }: RuleTermsProps) {
  const say = useWords(termsWords);
  const { selfVote, both, weights } = terms;
  return (
    <details data-testid="rule-terms">
      <summary>{say('fold')}</summary>
      <p className={styles.soft}>{say('foldMeans')}</p>
      {choose && <TieOrder order={terms.order} onChange={(order) => onChange({ ...terms, order })} />}
      <fieldset className={styles.fields}>
        <legend>{say('who')}</legend>
        <CheckBox
          label={say('selfVote')}
          checked={selfVote}
          onChange={(event) => onChange({ ...terms, selfVote: event.target.checked })}
        />
        <p className={styles.soft}>{say('selfVoteMeans')}</p>
        <CheckBox
          label={say('both')}
          checked={both && !secret}
          disabled={secret}
          onChange={(event) =>
            onChange({ ...terms, both: event.target.checked, weights: event.target.checked ? null : weights })
          }
        />
        <p className={styles.soft}>{say(secret ? 'bothSecret' : 'bothMeans')}</p>
        <CheckBox
          label={say('weights')}
          checked={weights !== null && !secret}
          disabled={secret}
          onChange={(event) =>
            onChange({
              ...terms,
              weights: event.target.checked ? new Map() : null,
              both: event.target.checked ? false : both,
            })
          }
        />
        <p className={styles.soft}>{say(secret ? 'weightsSecret' : 'weightsMeans')}</p>
      </fieldset>
      {weights && !secret && (
        <Weights members={members} weights={weights} onChange={(given) => onChange({ ...terms, weights: given })} />
      )}
    </details>
  );
}

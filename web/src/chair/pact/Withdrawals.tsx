import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { DeskPact } from '../conference';
import { pactDeskWords } from './words';

/** Signatures that were taken back, with the reasons their signers gave. */
export function Withdrawals({ signatures }: Pick<DeskPact, 'signatures'>) {
  const say = useWords(pactDeskWords);
  const format = useFormat();
  const withdrawn = signatures.filter((each) => each.withdrawnAt !== null);
  if (withdrawn.length === 0) return null;
  return (
    <ul className={styles.plain} aria-label={say('withdrawals')}>
      {withdrawn.map(({ id, member, withdrawnAt, withdrawalReason }) => (
        <li key={id}>
          {say('withdrawn', {
            member: format.text(member.shortName),
            time: format.time(withdrawnAt ?? ''),
            reason: withdrawalReason ?? '',
          })}
        </li>
      ))}
    </ul>
  );
}

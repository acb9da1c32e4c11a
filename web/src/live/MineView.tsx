import { useEffect } from 'react';
import { useQuery } from 'urql';
import type { ConferenceNow } from '../conference/use-conference';
import type { Me } from '../connection/use-session';
import { useWhole } from '../connection/use-whole';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { EntryState } from './EntryState';
import { laterWords } from './later-words';
import { MyMorePollsDocument, type MyMorePollsQuery, MyRecordDocument } from './live.documents';
import styles from './live.module.css';
import { useOutbox } from './use-outbox';
import { liveWords } from './words';

const pollsOf = ({ node }: MyMorePollsQuery) => (node && 'polls' in node ? node.polls : null);

/** The delegate's votes and signatures: with receipts those of this machine, by the server's word the others. */
export function MineView({ me, conference }: { readonly me: Me; readonly conference: ConferenceNow }) {
  const say = useWords(laterWords);
  const sayLive = useWords(liveWords);
  const format = useFormat();
  const held = useOutbox();
  const [{ data }, askAgain] = useQuery({ query: MyRecordDocument, variables: { conferenceId: conference.id } });
  const states = [...conference.polls, conference.pact].map((each) => each?.state).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another state of a poll or the pact is why to ask again
  useEffect(() => askAgain({ requestPolicy: 'cache-and-network' }), [askAgain, states]);
  const record = data?.node && 'polls' in data.node ? data.node : null;
  const pact = record?.pact ?? null;
  const polls = useWhole(record?.polls, MyMorePollsDocument, { id: conference.id }, pollsOf);
  const subjects = new Set([...polls.map(({ id }) => id), pact?.id, conference.pact?.id]);
  const entries = (held?.entries ?? []).filter(({ subjectId }) => subjects.has(subjectId)).toReversed();
  const known = new Set(entries.map(({ subjectId }) => subjectId));
  const elsewhere = polls.filter(({ id, myVote }) => myVote?.mayVote && myVote.voted && !known.has(id));
  const memberId = me.delegate?.member?.id;
  const signatures = (pact?.signatures ?? []).filter(
    ({ member, withdrawnAt }) => member.id === memberId && !withdrawnAt && pact && !known.has(pact.id),
  );
  const none = entries.length + elsewhere.length + signatures.length === 0;
  return (
    <>
      <h2>{sayLive('mine')}</h2>
      {none && <p>{say('noneMine')}</p>}
      {entries.length > 0 && <p className={styles.soft}>{say('mineWhere')}</p>}
      {entries.map((entry) => (
        <article key={entry.key} className={styles.card}>
          <p className={styles.kicker}>{sayLive(entry.kind === 'ballot' ? 'ballotOf' : 'signatureOf')}</p>
          <h3 lang={format.langOf(entry.title)}>{format.text(entry.title)}</h3>
          <EntryState entry={entry} again={false} onAgain={() => undefined} />
        </article>
      ))}
      {elsewhere.map(({ id, question }) => (
        <article key={id} className={styles.card}>
          <p className={styles.kicker}>{sayLive('ballotOf')}</p>
          <h3 lang={format.langOf(question)}>{format.text(question)}</h3>
          <p>{say('elsewhere')}</p>
        </article>
      ))}
      {signatures.map(({ id, signerName, signedAt }) => (
        <article key={id} className={styles.card}>
          <p className={styles.kicker}>{sayLive('signatureOf')}</p>
          {pact && <h3 lang={format.langOf(pact.title)}>{format.text(pact.title)}</h3>}
          <p>
            {say('signedElsewhere', {
              name: signerName ? format.text(signerName) : '',
              date: signedAt ? format.date(signedAt) : '',
              time: signedAt ? format.time(signedAt) : '',
            })}
          </p>
          <p>
            <a className={styles.way} href={`/signature/${id}`}>
              {say('certificate')}
            </a>
          </p>
        </article>
      ))}
    </>
  );
}

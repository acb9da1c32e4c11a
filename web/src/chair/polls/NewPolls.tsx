import { useState } from 'react';
import { useAct } from '../../act/use-act';
import { Button } from '../../look/Button';
import { CheckBox } from '../../look/CheckBox';
import { Notice } from '../../look/Notice';
import { useAnnounce } from '../../page/Announcer';
import { fill, useWords } from '../../words/use-words';
import { CreatePollDocument } from '../acts.documents';
import styles from '../chair.module.css';
import type { DeskProps } from '../conference';
import { FreePoll } from './FreePoll';
import { proposalIdOf } from './subject-ids';
import { pollsWords } from './words';

/** Preparing votes: one press for all award proposals, or a question of one's own. */
export function NewPolls({ conference }: DeskProps) {
  const say = useWords(pollsWords);
  const announce = useAnnounce();
  const create = useAct(CreatePollDocument);
  const [secret, setSecret] = useState(false);
  const asked = new Set(
    conference.polls.filter(({ state }) => state !== 'VOID').map(({ about }) => proposalIdOf(about)),
  );
  const waiting = conference.proposals.filter(
    ({ id, state, poll }) => state === 'NOMINATED' && !poll && !asked.has(id),
  );
  const createAll = async () => {
    for (const { id, award, member } of waiting) {
      const made = await create.run({
        conferenceId: conference.id,
        question: {
          vi: fill(pollsWords.vi.question, { award: award.name.vi, member: member.shortName.vi }),
          en: fill(pollsWords.en.question, {
            award: award.name.en ?? award.name.vi,
            member: member.shortName.en ?? member.shortName.vi,
          }),
        },
        kind: 'YES_NO_ABSTAIN',
        secrecy: secret ? 'UNLINKED' : 'NAMED',
        subject: award.code,
        proposalId: id,
      });
      if (!made) return;
    }
    setSecret(false);
    announce(say('proposalsDone', { count: waiting.length }));
  };
  return (
    <section className={styles.panel}>
      <h3>{say('proposals')}</h3>
      <p className={styles.soft}>{waiting.length ? say('proposalsHint') : say('proposalsNone')}</p>
      {waiting.length > 0 && (
        <CheckBox label={say('secretToo')} checked={secret} onChange={(event) => setSecret(event.target.checked)} />
      )}
      {create.fault && (
        <Notice kind="bad" alert>
          {create.fault}
        </Notice>
      )}
      <div className={styles.acts}>
        {waiting.length > 0 && (
          <Button rank="main" busy={create.busy} onClick={() => void createAll()}>
            {say('proposalsDo', { count: waiting.length })}
          </Button>
        )}
        <FreePoll conference={conference} />
      </div>
    </section>
  );
}

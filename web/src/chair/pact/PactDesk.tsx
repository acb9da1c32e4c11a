import { ActButton } from '../../act/ActButton';
import { useLive } from '../../connection/use-live';
import { Progress } from '../../look/Progress';
import { useForce } from '../../pact/use-force';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { OpenPactDocument } from '../acts.documents';
import styles from '../chair.module.css';
import type { DeskProps } from '../conference';
import { mayRun } from '../rights';
import { DraftPact } from './DraftPact';
import { PactText } from './PactText';
import { DeskPactDocument } from './pact.documents';
import { SignatureList } from './SignatureList';
import { SignOnPaper } from './SignOnPaper';
import { Withdrawals } from './Withdrawals';
import { pactDeskWords } from './words';

/** The pact of the year the conference opens: written, opened, and signed while the desk watches. */
export function PactDesk({ conference, role }: DeskProps) {
  const say = useWords(pactDeskWords);
  const format = useFormat();
  const { pact, opensYear, state, signingMembers } = conference;
  const live = useLive(DeskPactDocument, pact && pact.state !== 'DRAFT' ? { pactId: pact.id } : null).data
    ?.pactSignatures;
  const year = pact?.year ?? opensYear;
  const board = live?.pact.board ?? pact?.board;
  const { settled, needs } = useForce(live?.pact ?? pact ?? null);
  const running = state !== 'CLOSED';
  const mayWrite = running && year !== null && (!pact || (pact.state !== 'IN_FORCE' && board?.signed === 0));
  return (
    <section>
      <h2>{say('title')}</h2>
      {!pact && <p>{say(year === null ? 'noYear' : 'none')}</p>}
      {pact && board && (
        <article className={styles.panel} data-on={pact.state === 'OPEN'}>
          <p className={styles.soft}>{say(pact.state)}</p>
          <h3 lang={format.langOf(pact.title)}>{format.text(pact.title)}</h3>
          {pact.state !== 'DRAFT' && (
            <>
              <Progress
                label={say('signed')}
                value={board.signed}
                max={board.parties}
                text={say('signedOf', { signed: board.signed, parties: board.parties })}
              />
              <SignatureList board={board} />
              <Withdrawals signatures={live?.pact.signatures ?? pact.signatures} />
              {settled && <p>{settled}</p>}
              {pact.state === 'IN_FORCE' && running && board.signed < board.parties && <p>{say('lateHint')}</p>}
              {pact.state === 'OPEN' && board.signed > 0 && <p className={styles.soft}>{say('howToChange')}</p>}
            </>
          )}
          {needs.map((line) => (
            <p key={line}>{line}</p>
          ))}
          {pact.state === 'OPEN' && <p className={styles.soft}>{say('openHint')}</p>}
          <PactText pact={pact} />
        </article>
      )}
      <div className={styles.acts}>
        {pact?.state === 'DRAFT' && state === 'OPEN' && mayRun(role, 'openPact') && (
          <ActButton
            label={say('open')}
            rank="main"
            title={say('openTitle', { year: pact.year })}
            confirm={say('open')}
            document={OpenPactDocument}
            input={{ pactId: pact.id }}
            done={say('opened')}
          >
            <p>
              {say('openMeans', {
                parties: signingMembers.length,
                names: signingMembers.map((member) => format.text(member.shortName)).join(', '),
              })}
            </p>
            {needs.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </ActButton>
        )}
        {pact &&
          pact.state !== 'DRAFT' &&
          state === 'OPEN' &&
          pact.textHash &&
          board &&
          board.signed < board.parties && (
            <SignOnPaper conferenceId={conference.id} pactId={pact.id} textHash={pact.textHash} />
          )}
        {mayWrite && year !== null && <DraftPact key={pact?.id} conference={conference} year={year} />}
      </div>
      {pact?.state === 'DRAFT' && running && !mayRun(role, 'openPact') && <p>{say('chairOpens')}</p>}
    </section>
  );
}

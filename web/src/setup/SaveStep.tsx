import { saveFile } from '../bytes/save-file';
import { Button } from '../look/Button';
import { Notice } from '../look/Notice';
import { useWords } from '../words/use-words';
import { Deadlines } from './Deadlines';
import { keptBy } from './draft';
import styles from './setup.module.css';
import type { StepProps } from './step-props';
import { setupWords } from './words';

/** What will be saved, in numbers, and the button that does it. */
export function SaveStep({ setup, isOffice }: StepProps) {
  const say = useWords(setupWords);
  const { file } = setup;
  const kept = keptBy(setup.draft);
  const counts = [
    ['summaryMembers', file.bloc.members?.length],
    ['summaryDelegates', file.delegates?.length],
    ['summaryVoters', file.delegates?.filter(({ mayVote }) => mayVote).length],
    ['summaryAgenda', file.agenda?.length],
    ['summaryProposals', file.proposals?.length],
    ['summaryArticles', file.pact?.articles?.length],
  ] as const;
  const isSaved = setup.saved !== null;
  return (
    <>
      <h3>{say('summary')}</h3>
      <dl className={styles.figures}>
        {counts.map(([what, count = 0]) => (
          <div key={what}>
            <dt>{say(what)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.soft}>{say('saveHint')}</p>
      {kept.length > 0 && <Notice kind="warn">{say('kept', { names: kept.join(', ') })}</Notice>}
      <div className={styles.acts}>
        <Button rank="main" busy={setup.busy} onClick={() => void setup.save()}>
          {say('saveNow')}
        </Button>
        <Button
          rank="quiet"
          onClick={() =>
            saveFile(
              new Blob([`${JSON.stringify(file, null, 2)}\n`], { type: 'application/json' }),
              `${file.conference.slug}.json`,
            )
          }
        >
          {say('takeFile')}
        </Button>
      </div>
      {isSaved && (
        <Notice kind="good" alert>
          <p>{setup.saved === 'SAVED' ? say('saved') : say('savedNothing')}</p>
          {isOffice ? <p>{say('afterOffice')}</p> : <a href={`/chair/${file.conference.slug}`}>{say('desk')}</a>}
        </Notice>
      )}
      {setup.draft.stored && file.conference.closes !== undefined && file.conference.opens !== undefined && (
        <Deadlines bloc={file.bloc.slug} closes={file.conference.closes} opens={file.conference.opens} />
      )}
      {!isSaved && !setup.draft.stored && <p className={styles.soft}>{say('notSaved')}</p>}
    </>
  );
}

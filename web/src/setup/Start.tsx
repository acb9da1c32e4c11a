import { useState } from 'react';
import { useQuery } from 'urql';
import { adviceOn } from '../act/advice';
import { refusalText } from '../connection/refusal-text';
import { useConnection } from '../connection/use-connection';
import { Button } from '../look/Button';
import { Notice } from '../look/Notice';
import { pageWords } from '../page/words';
import { useLanguage } from '../words/language';
import { type TextPair, useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { type Draft, draftOf, newDraft, viOf } from './draft';
import { HandOver } from './HandOver';
import { keep, readKept } from './kept';
import {
  SetupFileDocument,
  SetupFilesDocument,
  type SetupFilesQuery,
  SetupNextYearDocument,
  SetupStartDocument,
} from './setup.documents';
import styles from './setup.module.css';
import { setupWords } from './words';

type Begin = (draft: Draft, about?: 'copied' | 'alreadyThere') => void;

interface StartProps {
  readonly isOffice: boolean;
  readonly onBegin: Begin;
}

/** Where to begin: what this device keeps, a new bloc, or a bloc there is, from its last conference. */
export function Start({ isOffice, onBegin }: StartProps) {
  const say = useWords(setupWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const { clock } = useConnection();
  const [{ data, error }] = useQuery({ query: SetupStartDocument, requestPolicy: 'cache-and-network' });
  const [kept, setKept] = useState(readKept);
  if (!data) {
    if (!error) return <p>{sayPage('loading')}</p>;
    return (
      <Notice kind="bad" alert>
        {refusalText(error, language) ?? sayPage('unreachable')}
      </Notice>
    );
  }
  const offices = data.me.blocRoles.filter(({ role }) => role === 'LEADER_OFFICE').map(({ bloc }) => bloc);
  const blocs = isOffice ? [...new Map(offices.map((bloc) => [bloc.id, bloc])).values()] : data.blocs.nodes;
  return (
    <>
      <h1>{say('title')}</h1>
      <p>{say('about')}</p>
      {kept && (
        <section className={styles.panel}>
          <p>
            {say('goOnAbout', { name: viOf(kept.file.conference.name) || viOf(kept.file.bloc.name) || say('newBloc') })}
          </p>
          <div className={styles.acts}>
            <Button rank="main" onClick={() => onBegin(kept)}>
              {say('goOn')}
            </Button>
            <Button
              rank="quiet"
              onClick={() => {
                keep(null);
                setKept(null);
              }}
            >
              {say('discard')}
            </Button>
          </div>
        </section>
      )}
      {!isOffice && (
        <div className={styles.acts}>
          <Button rank={kept ? 'plain' : 'main'} onClick={() => onBegin(newDraft(new Date(clock.now()).getFullYear()))}>
            {say('newBloc')}
          </Button>
        </div>
      )}
      <h2>{say('blocs')}</h2>
      {blocs.length === 0 && <p>{isOffice ? say('noOffice') : say('noBlocs')}</p>}
      {blocs.map((bloc) => (
        <BlocPanel key={bloc.id} slug={bloc.slug} name={bloc.name} onBegin={onBegin} />
      ))}
    </>
  );
}

interface BlocPanelProps {
  readonly slug: string;
  readonly name: TextPair;
  readonly onBegin: Begin;
}

function BlocPanel({ slug, name, onBegin }: BlocPanelProps) {
  const say = useWords(setupWords);
  const format = useFormat();
  const [{ data }] = useQuery({ query: SetupFilesDocument, variables: { slug }, requestPolicy: 'cache-and-network' });
  const files = data?.bloc?.conferenceFiles?.nodes ?? [];
  const [isHanding, setHanding] = useState(false);
  return (
    <section className={styles.panel}>
      <h3 lang={format.langOf(name)}>{format.text(name)}</h3>
      {data && files.length === 0 && <p className={styles.soft}>{say('noConference')}</p>}
      <ul className={styles.plain}>
        {files.map((file) => (
          <FileRow key={file.slug} bloc={slug} file={file} known={files.map((each) => each.slug)} onBegin={onBegin} />
        ))}
      </ul>
      {isHanding ? (
        <HandOver slug={slug} />
      ) : (
        <div className={styles.acts}>
          <Button rank="quiet" onClick={() => setHanding(true)}>
            {say('handover')}
          </Button>
        </div>
      )}
    </section>
  );
}

type KnownFile = NonNullable<NonNullable<SetupFilesQuery['bloc']>['conferenceFiles']>['nodes'][number];

interface FileRowProps {
  readonly bloc: string;
  readonly file: KnownFile;
  /** Slugs of the conferences of the bloc. */
  readonly known: readonly string[];
  readonly onBegin: Begin;
}

/** One conference: one that is planned can be changed, any can be taken over to the next year. */
function FileRow({ bloc, file, known, onBegin }: FileRowProps) {
  const say = useWords(setupWords);
  const sayPage = useWords(pageWords);
  const format = useFormat();
  const language = useLanguage();
  const { client } = useConnection();
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const edit = async (slug: string, about?: 'alreadyThere') => {
    const { data, error } = await client
      .query(SetupFileDocument, { bloc, slug }, { requestPolicy: 'network-only' })
      .toPromise();
    const text = data?.bloc?.conferenceFiles?.nodes[0]?.text;
    if (error || text === undefined) {
      setFault((error && adviceOn(error, language)) ?? sayPage('unreachable'));
      return;
    }
    const draft = draftOf(text);
    onBegin({ ...draft, stored: draft.file }, about);
  };
  const copy = async () => {
    const { data, error } = await client
      .query(SetupNextYearDocument, { bloc, slug: file.slug }, { requestPolicy: 'network-only' })
      .toPromise();
    const next = data?.bloc?.conferenceFiles?.nodes[0]?.nextYear;
    if (error || !next) {
      setFault((error && adviceOn(error, language)) ?? sayPage('unreachable'));
      return;
    }
    const { leader } = next;
    const hint = leader && { member: leader.member.code, name: leader.member.shortName, reason: leader.reason };
    const draft = draftOf(next.text, { leaderHint: hint });
    if (known.includes(draft.file.conference.slug)) await edit(draft.file.conference.slug, 'alreadyThere');
    else onBegin(draft, 'copied');
  };
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setFault(null);
    await work();
    setBusy(false);
  };
  return (
    <li className={styles.row}>
      <span>
        <span lang={format.langOf(file.name)}>{format.text(file.name)}</span>
        <span className={styles.state}>{say(file.state)}</span>
      </span>
      <div className={styles.acts}>
        {file.state === 'PLANNED' && (
          <Button busy={busy} onClick={() => void run(() => edit(file.slug))}>
            {say('edit')}
          </Button>
        )}
        <Button busy={busy} onClick={() => void run(copy)}>
          {say('copy')}
        </Button>
      </div>
      {fault && (
        <Notice kind="bad" alert>
          {fault}
        </Notice>
      )}
    </li>
  );
}

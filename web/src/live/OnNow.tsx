import { useEffect } from 'react';
import { useLive } from '../connection/use-live';
import { Progress } from '../look/Progress';
import { useAnnounce } from '../page/Announcer';
import { pageWords } from '../page/words';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { OnNowDocument, SignaturesDocument } from './on-now.documents';
import { liveWords } from './words';

/** The item of the agenda that is on, and how far the pact is signed. */
export function OnNow({ conferenceId }: { readonly conferenceId: string }) {
  const say = useWords(liveWords);
  const sayPage = useWords(pageWords);
  const format = useFormat();
  const announce = useAnnounce();
  const conference = useLive(OnNowDocument, { conferenceId }).data?.conferenceChanged.conference;
  const pactId = conference?.pact?.id;
  const wall = useLive(SignaturesDocument, pactId ? { pactId } : null).data?.pactSignatures;
  const count = wall && say('signed', { signed: wall.board.signed, parties: wall.board.parties });
  useEffect(() => {
    if (count) announce(count);
  }, [announce, count]);
  if (!conference) return <p>{sayPage('loading')}</p>;
  const item = conference.currentItem;
  return (
    <>
      <h1 lang={format.langOf(conference.name)}>{format.text(conference.name)}</h1>
      <h2>{say('now')}</h2>
      {item ? <p lang={format.langOf(item.title)}>{format.text(item.title)}</p> : <p>{say('nothing')}</p>}
      {wall && (
        <Progress label={say('signatures')} value={wall.board.signed} max={wall.board.parties} text={count ?? ''} />
      )}
    </>
  );
}

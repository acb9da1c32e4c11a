import { useConference } from '../conference/use-conference';
import { Notice } from '../look/Notice';
import { Shell } from '../page/Shell';
import { pageWords } from '../page/words';
import { useWords } from '../words/use-words';
import { Screen } from './Screen';
import { useHallConference } from './use-hall-conference';
import { hallWords } from './words';

/** The big screen of the hall: it follows the chair and needs nobody to attend to it. */
export function HallPage() {
  const say = useWords(hallWords);
  const sayPage = useWords(pageWords);
  const { id, known } = useHallConference();
  const conference = useConference(id);
  const content = () => {
    if (conference) return <Screen key={conference.id} conference={conference} />;
    if (id || !known) return <p>{sayPage('loading')}</p>;
    return <Notice>{say(location.pathname.split('/')[2] ? 'notFound' : 'noConference')}</Notice>;
  };
  return (
    <Shell title={say('title')} wide>
      {content()}
    </Shell>
  );
}

import { useConference } from '../../conference/use-conference';
import { useWords } from '../../words/use-words';
import type { DeskProps } from '../conference';
import { ChooseScene } from './ChooseScene';
import { Preview } from './Preview';
import { Queue } from './Queue';
import { Screens } from './Screens';
import { hallDeskWords } from './words';

/** What the hall shows, as it shows it, and who speaks in it. */
export function HallDesk({ conference, sequence }: DeskProps) {
  const say = useWords(hallDeskWords);
  const now = useConference(conference.id);
  const over = conference.state === 'CLOSED';
  return (
    <section>
      <h2>{say('title')}</h2>
      {now && <Preview now={now} />}
      <Screens slug={conference.slug} />
      {now && !over && <ChooseScene conference={conference} now={now} />}
      {now && conference.state === 'OPEN' && <Queue conference={conference} now={now} sequence={sequence} />}
    </section>
  );
}

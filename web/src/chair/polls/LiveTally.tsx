import { CheckBox } from '../../look/CheckBox';
import { Notice } from '../../look/Notice';
import { useWords } from '../../words/use-words';
import { pollsWords } from './words';

interface LiveTallyProps {
  readonly on: boolean;
  onChange(on: boolean): void;
}

/** Whether the counts of a secret vote run while it is open, and what that gives away. Those of named votes always do. */
export function LiveTally({ on, onChange }: LiveTallyProps) {
  const say = useWords(pollsWords);
  return (
    <>
      <CheckBox label={say('liveTally')} checked={on} onChange={(event) => onChange(event.target.checked)} />
      {on && (
        <Notice kind="warn" alert>
          {say('liveTallyMeans')}
        </Notice>
      )}
    </>
  );
}

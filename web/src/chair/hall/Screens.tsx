import { usePolled } from '../../connection/use-polled';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { DeskScreensDocument } from './hall-desk.documents';
import { hallDeskWords } from './words';

/** How far the screens that follow have been sent what happened, as the server that answers knows it. */
export function Screens({ slug }: { readonly slug: string }) {
  const say = useWords(hallDeskWords);
  const format = useFormat();
  const screens = usePolled(DeskScreensDocument, slug)?.conference?.screens;
  if (!screens) return null;
  const { following, current, behind, sequence } = screens;
  return (
    <p data-testid="screens">
      {following === 0
        ? say('noScreens')
        : say('screensAt', {
            current: format.number(current),
            following: format.number(following),
            sequence: format.number(sequence),
          })}
      {behind > 0 && <strong>{` · ${say('screensBehind', { behind: format.number(behind) })}`}</strong>}
    </p>
  );
}

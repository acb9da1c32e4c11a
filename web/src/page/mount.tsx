import '../look/tokens.css';
import '../look/base.css';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { connect } from '../connection/connection';
import { MeDocument } from '../connection/me.documents';
import { ConnectionContext } from '../connection/use-connection';
import { startLanguage } from '../words/language';
import { Announcer } from './Announcer';
import { ErrorBoundary } from './ErrorBoundary';

interface MountOptions {
  /** `hall` has strong contrast and does not follow what the machine prefers. */
  readonly theme?: 'hall';
}

/** Starts a page: its language, its one connection, and what catches a fault so that no page goes blank. */
export function mount(page: ReactNode, { theme }: MountOptions = {}): void {
  const element = document.querySelector('#page');
  if (!element) throw new Error('no #page to mount on');
  if (theme) document.documentElement.dataset.theme = theme;
  startLanguage();
  const connection = connect();
  // Every page asks who this is; asked now, the answer is on its way while the page is drawn.
  void connection.client.query(MeDocument, {}).toPromise();
  fetchFonts();
  createRoot(element).render(
    <StrictMode>
      <ErrorBoundary>
        <ConnectionContext value={connection}>
          <Provider value={connection.client}>
            <Announcer>{page}</Announcer>
          </Provider>
        </ConnectionContext>
      </ErrorBoundary>
    </StrictMode>,
  );
}

/** Where the scripts took longer than this, the network is slow, in milliseconds. */
const slowMs = 1_000;
/** There the fonts come so much later: at once they would take the place of what they are to show. */
const fontsAfterMs = 3_000;

/** Fetches the fonts; until then, and when they do not come, the machine's own font stands. */
function fetchFonts(): void {
  const fetched = () => import('../look/fonts.css').catch(() => {});
  setTimeout(fetched, performance.now() > slowMs ? fontsAfterMs : 0);
}

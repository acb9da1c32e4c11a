import '../look/fonts.css';
import '../look/tokens.css';
import '../look/base.css';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { connect } from '../connection/connection';
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

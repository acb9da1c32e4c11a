import { Component, type ReactNode } from 'react';
import { Crash } from './Crash';

/** Shows that the page failed, and a way on, instead of nothing. React reports the error to the browser's console. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Crash /> : this.props.children;
  }
}

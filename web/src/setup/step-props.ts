import type { Setup } from './use-setup';

/** What each step of the wizard is given. */
export interface StepProps {
  readonly setup: Setup;
  /** True for a leader's office: what is an administrator's is shown, not changed. */
  readonly isOffice: boolean;
}

import type { Me } from '../connection/use-session';

export type Role = Me['role'];

/** What only a chair or an administrator does; a secretary does the rest. The server decides: docs/authority.md. */
const chairOnly = [
  'openConference',
  'closeConference',
  'appointLeadership',
  'rehearse',
  'openPact',
  'openPoll',
  'closePoll',
  'voidPoll',
  'decideTie',
  'undoPollOpening',
  'readLatency',
] as const;

export type ChairAct = (typeof chairOnly)[number];

/** Whether the desk is for this role at all. */
export function runsADesk(role: Role): boolean {
  return role === 'ADMINISTRATOR' || role === 'CHAIR' || role === 'SECRETARY';
}

/** Whether this role may do what is not for every desk. What it may not do is not offered. */
export function mayRun(role: Role, act: ChairAct): boolean {
  return chairOnly.includes(act) && (role === 'ADMINISTRATOR' || role === 'CHAIR');
}

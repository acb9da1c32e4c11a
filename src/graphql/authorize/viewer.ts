import { registerEnumType } from 'type-graphql';

export enum Role {
  ADMINISTRATOR = 'ADMINISTRATOR',
  CHAIR = 'CHAIR',
  SECRETARY = 'SECRETARY',
  DELEGATE = 'DELEGATE',
  OBSERVER = 'OBSERVER',
  APP = 'APP',
  PUBLIC = 'PUBLIC',
}
registerEnumType(Role, {
  name: 'Role',
  description: 'What someone may do.',
  valuesConfig: {
    ADMINISTRATOR: { description: 'Sets up blocs, conferences and badges; may do all a secretary may.' },
    CHAIR: { description: 'Runs one conference.' },
    SECRETARY: { description: 'Keeps the papers of one conference: check-in, drafts, paper results.' },
    DELEGATE: { description: 'Attends one conference; votes and signs where the mandate says so.' },
    OBSERVER: { description: 'Follows one conference.' },
    APP: { description: 'A client app with an API key and scopes.' },
    PUBLIC: { description: 'Not signed in; reads what is public.' },
  },
});

/** Who asks. Made once per request or socket, from the session it shows; never from anything the client claims. */
export interface Viewer {
  readonly role: Role;
  /** Null for the public and for the command line. */
  readonly accountId: string | null;
  readonly sessionId: string | null;
  readonly name: string;
  /** The one conference the role holds at; null for administrators, apps and the public. */
  readonly conferenceId: string | null;
  readonly delegateId: string | null;
  readonly scopes: readonly string[];
}

export const publicViewer: Viewer = {
  role: Role.PUBLIC,
  accountId: null,
  sessionId: null,
  name: 'public',
  conferenceId: null,
  delegateId: null,
  scopes: [],
};

/** The person at the server's own command line: an administrator without an account. */
export const operator: Viewer = { ...publicViewer, role: Role.ADMINISTRATOR, name: 'operator' };

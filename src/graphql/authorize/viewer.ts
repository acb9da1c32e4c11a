import { registerEnumType } from 'type-graphql';

export enum Role {
  ADMINISTRATOR = 'ADMINISTRATOR',
  CHAIR = 'CHAIR',
  SECRETARY = 'SECRETARY',
  DELEGATE = 'DELEGATE',
  OBSERVER = 'OBSERVER',
  STAFF = 'STAFF',
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
    STAFF: {
      description: 'Works for blocs over the year: what it may do, and when, are its roles at them (BlocRole).',
    },
    APP: { description: 'A client app with an API key and scopes.' },
    PUBLIC: { description: 'Not signed in; reads what is public.' },
  },
});

/** What STAFF may do at one bloc, from one moment until another. */
export enum BlocRole {
  OFFICER = 'OFFICER',
  LEADER_OFFICE = 'LEADER_OFFICE',
  COUNCIL_OFFICE = 'COUNCIL_OFFICE',
}
registerEnumType(BlocRole, {
  name: 'BlocRole',
  description: 'What somebody may do at one bloc, for a time.',
  valuesConfig: {
    OFFICER: { description: 'Cán bộ phụ trách: the officer of one member.' },
    LEADER_OFFICE: {
      description: 'Thường trực Cụm trưởng, Khối trưởng: the office of the member that leads, while its term stands.',
    },
    COUNCIL_OFFICE: {
      description: 'Thường trực Hội đồng Thi đua - Khen thưởng: the office of the council above the bloc.',
    },
  },
});

/** Who asks. Made once per request or socket, from the session it shows; never from anything the client claims. */
export interface Viewer {
  readonly role: Role;
  /** Null for the public and for the command line. */
  readonly accountId: string | null;
  readonly sessionId: string | null;
  readonly name: string;
  /** The one conference the role holds at; null for administrators, staff, apps and the public. */
  readonly conferenceId: string | null;
  readonly delegateId: string | null;
  readonly scopes: readonly string[];
  /** The conferences an app's key is limited to; null for no limit, and for people. */
  readonly conferenceIds: readonly string[] | null;
}

export const publicViewer: Viewer = {
  role: Role.PUBLIC,
  accountId: null,
  sessionId: null,
  name: 'public',
  conferenceId: null,
  delegateId: null,
  scopes: [],
  conferenceIds: null,
};

/** The person at the server's own command line: an administrator without an account. */
export const operator: Viewer = { ...publicViewer, role: Role.ADMINISTRATOR, name: 'operator' };

/** A viewer, and until when: whoever keeps a connection open closes it then. */
export interface Authenticated extends Viewer {
  /** Null for the public and for an API key without an end. */
  readonly expiresAt: Date | null;
}

/** A token as a request shows it, and whether it stands in a header that only a program sets or in a browser's cookie. */
export interface Credentials {
  readonly token: string | null;
  readonly by: 'bearer' | 'cookie' | 'none';
}

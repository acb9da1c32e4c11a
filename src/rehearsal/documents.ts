/** What the players ask the server, and the shape of what comes back. */

interface Text {
  readonly vi: string;
  readonly en: string | null;
}

interface MemberRef {
  readonly id: string;
  readonly shortName: Text;
}

interface ProposalRef {
  readonly id: string;
  readonly award: { readonly code: string; readonly family: 'TITLE' | 'FORM'; readonly name: Text };
  readonly member: MemberRef;
}

/** A programme with one page of its proposals. */
export interface ProgrammePage extends Omit<Programme, 'proposals'> {
  readonly proposals: {
    readonly nodes: readonly ProposalRef[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

export interface Programme {
  readonly id: string;
  readonly closesYear: number | null;
  readonly opensYear: number | null;
  readonly agenda: readonly {
    readonly id: string;
    readonly ordinal: number;
    readonly code: string;
    readonly title: Text;
  }[];
  readonly members: readonly MemberRef[];
  readonly signingMembers: readonly MemberRef[];
  readonly pact: { readonly id: string; readonly title: Text } | null;
  readonly proposals: readonly ProposalRef[];
  readonly rehearses: {
    readonly leadership: readonly {
      readonly role: 'LEADER' | 'DEPUTY';
      readonly year: number;
      readonly mode: string;
      readonly member: MemberRef;
    }[];
  } | null;
}

export const readProgramme = `query ($slug: String!, $after: String) {
  conference(slug: $slug) {
    id closesYear opensYear
    agenda { id ordinal code title { vi en } }
    members { id shortName { vi en } }
    signingMembers { id shortName { vi en } }
    pact { id title { vi en } }
    proposals(first: 100, after: $after) {
      nodes { id award { code family name { vi en } } member { id shortName { vi en } } }
      pageInfo { hasNextPage endCursor }
    }
    rehearses { leadership { role year mode member { id shortName { vi en } } } }
  }
}`;

export const signIn = `mutation ($code: String!) { signIn(input: { code: $code }) { token viewer { role name } } }`;

export interface SignedIn {
  readonly signIn: { readonly token: string; readonly viewer: { readonly role: string; readonly name: string } };
}

export const issueBadge = `mutation ($input: IssueBadgeInput!) { issueBadge(input: $input) { code } }`;

export const readEvents = `query ($slug: String!, $after: String) {
  conference(slug: $slug) { sequence events(after: $after, first: 200) { nodes { sequence kind body } } }
}`;

export interface EventsPage {
  readonly conference: {
    readonly sequence: number;
    readonly events: {
      readonly nodes: readonly {
        readonly sequence: number;
        readonly kind: string;
        readonly body: string;
      }[];
    };
  };
}

const tallyFields = `electors present quorum cast shown blank needed missing decided outcome
  options { option { code label { vi } } votes }`;

export const readTally = `query ($id: ID!) { poll(id: $id) { state tally { ${tallyFields} } } }`;

export const followConference = `subscription ($id: ID!) {
  conferenceChanged(conferenceId: $id) {
    sequence
    conference {
      state
      currentItem { ordinal title { vi } }
      attendance { present delegates membersPresent members quorum quorate }
      leadership { role member { shortName { vi } } }
    }
  }
}`;

export interface ConferenceSeen {
  readonly sequence: number;
  readonly conference: {
    readonly state: string;
    readonly currentItem: { readonly ordinal: number; readonly title: { readonly vi: string } } | null;
    readonly attendance: {
      readonly present: number;
      readonly delegates: number;
      readonly membersPresent: number;
      readonly members: number;
      readonly quorum: number;
      readonly quorate: boolean;
    };
    readonly leadership: readonly {
      readonly role: 'LEADER' | 'DEPUTY';
      readonly member: { readonly shortName: { readonly vi: string } };
    }[];
  };
}

export const followPoll = `subscription ($id: ID!) {
  pollTally(pollId: $id) { sequence poll { state tally { ${tallyFields} } } }
}`;

export interface Tally {
  readonly electors: number;
  readonly present: number;
  readonly quorum: number;
  readonly cast: number;
  readonly shown: boolean;
  readonly blank: number | null;
  readonly needed: number | null;
  readonly missing: number | null;
  readonly decided: string | null;
  readonly outcome: string | null;
  readonly options: readonly {
    readonly option: { readonly code: string; readonly label: { readonly vi: string } };
    readonly votes: number | null;
  }[];
}

export interface TallySeen {
  readonly sequence: number;
  readonly poll: { readonly state: string; readonly tally: Tally };
}

export const followPact = `subscription ($id: ID!) {
  pactSignatures(pactId: $id) {
    sequence
    pact {
      state textHash
      board { signed parties slots { member { id shortName { vi } } signature { signerName { vi } } } }
    }
  }
}`;

export interface PactSeen {
  readonly sequence: number;
  readonly pact: {
    readonly state: string;
    readonly textHash: string | null;
    readonly board: {
      readonly signed: number;
      readonly parties: number;
      readonly slots: readonly {
        readonly member: { readonly id: string; readonly shortName: { readonly vi: string } };
        readonly signature: { readonly signerName: { readonly vi: string } | null } | null;
      }[];
    };
  };
}

export const followLog = `subscription ($id: ID!, $after: Int!) {
  conferenceEvents(conferenceId: $id, after: $after) { sequence body digest }
}`;

export interface LogLine {
  readonly sequence: number;
  readonly body: string;
  readonly digest: string;
}

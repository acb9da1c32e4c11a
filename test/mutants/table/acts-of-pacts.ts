import { mutantsOf } from '../mutant';

/** Refusals of the acts about a pact, and what is promised of its text and signatures. */
export const actsOfPacts = [
  ...mutantsOf('src/pact/draft-pact.ts', 'pact/sign-pact', [
    [
      'draftPact PACT_NOT_DRAFT',
      "if (pact.state === PactState.IN_FORCE || pact.frozenAt) throw new Refusal('PACT_NOT_DRAFT', { state: pact.state });",
      '',
      'goes back to a draft as long as nobody has signed, and never after',
    ],
    [
      'draftPact BAD_USER_INPUT: a target that is no figure',
      "throw new Refusal('BAD_USER_INPUT', { argument: `targets.",
      'void ({ argument: `targets.',
      'the targets of draftPact',
    ],
  ]),
  ...mutantsOf('src/pact/draft-pact.ts', 'pact/refusals', [
    [
      'draftPact CONFERENCE_NOT_OPEN',
      `if (conference.state === ConferenceState.CLOSED)
      throw new Refusal('CONFERENCE_NOT_OPEN', { state: conference.state });`,
      '',
      'is over once the conference is closed',
    ],
    [
      'draftPact BAD_USER_INPUT: no year',
      "throw new Refusal('BAD_USER_INPUT', { argument: 'year', cure: 'The conference opens no year: name one.' });",
      'return draftOf(tx, conference.id, 2031, input).then(() => []);',
      'asks for a year at a conference that opens none',
    ],
    [
      'draftPact FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.draftPact', conference.id);",
      '',
      'is for the desk of that conference',
    ],
  ]),
  ...mutantsOf('src/pact/open-pact.ts', 'pact/sign-pact', [
    [
      'openPact PACT_EMPTY',
      "throw new Refusal('PACT_EMPTY', { articles: articles.length, parties: parties.length });",
      "return '';",
      'refuses a pact without an article',
    ],
  ]),
  ...mutantsOf('src/pact/open-pact.ts', 'pact/refusals', [
    [
      'openPact PACT_NOT_DRAFT',
      "if (pact.state !== PactState.DRAFT) throw new Refusal('PACT_NOT_DRAFT', { state: pact.state });",
      '',
      'refuses a pact that is open already',
    ],
    [
      'openPact FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.openPact', pact.conferenceId);",
      '',
      'is for the chair of that conference',
    ],
  ]),
  ...mutantsOf('src/pact/sign-pact.ts', 'pact/sign-pact', [
    [
      'signPact PACT_NOT_OPEN, NO_MANDATE_TO_SIGN, PACT_TEXT_CHANGED',
      'if (refusal) throw new Refusal(refusal, { state: pact.state, textHash: pact.textHash });',
      '',
      'refuses the hash of another text',
    ],
    [
      'signPact NOT_PRESENT',
      "if (!(await isPresent(tx, delegate.id))) throw new Refusal('NOT_PRESENT');",
      '',
      'refuses a guest, a draft, and someone who is not in the hall',
    ],
    [
      'signPact ALREADY_SIGNED',
      "if (signed.includes(memberId)) throw new Refusal('ALREADY_SIGNED', { memberId });",
      '',
      'takes one of many simultaneous signatures of one member',
    ],
    [
      'signPact FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.signPact', pact.conferenceId);",
      '',
      'refuses the chair and delegates of another conference',
    ],
  ]),
  ...mutantsOf('src/pact/withdraw-signature.ts', 'pact/sign-pact', [
    [
      'withdrawSignature PACT_NOT_OPEN',
      "if (pact.state !== PactState.OPEN) throw new Refusal('PACT_NOT_OPEN', { state: pact.state });",
      '',
      'is refused without a signature, and once the pact is in force',
    ],
    [
      'withdrawSignature NOT_SIGNED',
      "if (!standing) throw new Refusal('NOT_SIGNED', { memberId });",
      'if (!standing) return signatureWithdrawn(pact, { memberId, delegateId: delegate.id }, reason);',
      'is refused without a signature, and once the pact is in force',
    ],
  ]),
  ...mutantsOf('src/pact/withdraw-signature.ts', 'pact/refusals', [
    [
      'withdrawSignature NO_MANDATE_TO_SIGN',
      "if (!delegate.maySign || !delegate.memberId) throw new Refusal('NO_MANDATE_TO_SIGN');",
      '',
      'is refused to who may not sign',
    ],
    [
      'withdrawSignature FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.withdrawSignature', pact.conferenceId);",
      '',
      'is refused at another conference',
    ],
  ]),
];

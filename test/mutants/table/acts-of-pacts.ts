import { mutantsOf } from '../mutant';

/** Refusals of the acts about a pact, and what is promised of its text and signatures. */
export const actsOfPacts = [
  ...mutantsOf('src/pact/draft-pact.ts', 'pact/sign-pact', [
    [
      'draftPact PACT_NOT_DRAFT',
      'if (refusal) throw new Refusal(refusal, { state: pact.state, signed: standing });',
      '',
      'goes back to a draft as long as no signature stands, and never once it is in force',
    ],
    [
      'draftPact BAD_USER_INPUT: another year than the conference opens',
      "throw new Refusal('BAD_USER_INPUT', {\n      argument: 'year',",
      "void ({\n      argument: 'year',",
      'is refused for another year than the conference opens',
    ],
    [
      'draftPact BAD_USER_INPUT: a target that is no figure',
      "throw new Refusal('BAD_USER_INPUT', {\n        argument: `targets.",
      'void ({\n        argument: `targets.',
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
      'return 2031;',
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
  ...mutantsOf('src/pact/open-pact.ts', 'pact/force', [
    [
      'openPact PACT_NEEDS_MORE',
      "throw new Refusal('PACT_NEEDS_MORE', { signatures: terms.signatures, parties: parties.length });",
      "return '';",
      'of more signatures than parties is refused when the pact is opened',
    ],
    [
      'A pact is in force by its own rule',
      '[pact.id, text, textHash, terms.signatures, terms.from]',
      '[pact.id, text, textHash, null, terms.from]',
      'is in force with the third, and says before how many are missing',
    ],
  ]),
  ...mutantsOf('src/pact/sign-pact.ts', 'pact/force', [
    [
      'A pact is in force by its own rule: later signatures move nothing',
      'pact.state === PactState.OPEN && isMet(',
      'isMet(',
      'still records the signatures of the others, which move nothing',
    ],
    [
      'A pact is in force by its own rule: from a day',
      "greatest(statement_timestamp(), in_force_from::timestamp at time zone 'Asia/Ho_Chi_Minh')",
      'statement_timestamp()',
      'that is to come begins with that day in Viet Nam, be all signatures there before',
    ],
  ]),
  ...mutantsOf('src/record/check-pact.ts', 'pact/force', [
    [
      'A pact is in force by its own rule: the recount',
      'parties > 0 && signed >= needed',
      'parties > 0 && signed >= parties',
      'is in force with the third, and says before how many are missing',
    ],
  ]),
  ...mutantsOf('src/record/replay/papers.ts', 'pact/force', [
    [
      'A pact is in force by its own rule: asOf',
      '...(rule ? { rule } : {})',
      '',
      'reads the same at each position of its log',
    ],
  ]),
  ...mutantsOf('src/record/signature-resolver.ts', 'pact/certificate', [
    [
      'The certificate of a signature names its own entry of the log',
      '[place]?.entry',
      '[0]?.entry',
      'is its own, of a member that withdrew and signed again too',
    ],
  ]),
  ...mutantsOf('src/pact/board.ts', 'pact/flags-and-acts', [
    [
      'What a delegate is told that they may sign and vote',
      '!paperHolds(delegate, now()) || ',
      '',
      'is what the acts let them do by a paper that has run out',
    ],
  ]),
  ...mutantsOf('src/poll/resolver.ts', 'pact/flags-and-acts', [
    [
      'What a delegate is told that they may sign and vote',
      'delegate.mayVote && paperHolds(delegate, now()) && index >= 0',
      'delegate.mayVote && index >= 0',
      'is what the acts let them do by a paper that has not begun',
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

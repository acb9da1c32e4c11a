import { mutantsOf } from '../mutant';

/** Papers that were adopted. */
export const papers = [
  ...mutantsOf('src/paper/adopt-paper.ts', 'paper/adopt-paper', [
    [
      'adoptPaper FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.adoptPaper', conference.id);",
      '',
      'adoptPaper is for the chair of that conference, in session and after the closing',
    ],
    [
      'adoptPaper CONFERENCE_STATE',
      'if (refusal) throw new Refusal(refusal, { state: conference.state });',
      '',
      'adoptPaper is for the chair of that conference, in session and after the closing',
    ],
    [
      'adoptPaper BAD_USER_INPUT',
      "if (fault) throw new Refusal('BAD_USER_INPUT', fault);",
      '',
      'takes the place of the one before with a reason alone, and both stay',
    ],
  ]),
  ...mutantsOf('src/paper/record-signed-paper.ts', 'paper/adopt-paper', [
    [
      'recordSignedPaper FORBIDDEN',
      "requireAllowed(viewer, 'Mutation.recordSignedPaper', conference.id);",
      '',
      'recordSignedPaper is for the desk of that conference',
    ],
    [
      'recordSignedPaper NOT_FOUND',
      "if (paper?.digest !== input.digest) throw new Refusal('NOT_FOUND', { kind: input.kind, digest: input.digest });",
      "if (!paper) throw new Refusal('NOT_FOUND');",
      'ties a file to the paper that stands, and to no other',
    ],
  ]),
  ...mutantsOf('src/record/check-papers.ts', 'paper/adopt-paper', [
    [
      'A paper that was adopted reads as it did then.',
      '|| sha256(row.content) !== contentHash',
      '',
      'finds a paper that was retyped',
    ],
  ]),
];

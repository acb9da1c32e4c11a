import { mutantsOf } from '../mutant';

/** Secret ballots lie sealed while their poll is open, and the key of a poll that is over is gone. */
export const sealedBallots = [
  ...mutantsOf('src/poll/write-ballots.ts', 'poll/seal/adversary', [
    [
      'What an unlinked ballot says reaches PostgreSQL when its poll is counted, and not before',
      "fingerprint: retry?.fingerprint.toString('hex'),",
      "fingerprint: Buffer.from(choices.join()).toString('hex'),",
      'finds no key any more, and no choice in the log',
    ],
  ]),
  ...mutantsOf('src/poll/close-poll.ts', 'poll/seal/ballot-keys', [
    [
      'The key of a secret poll outlives neither its closing nor its end',
      'await forgetBallots(db, keys, pollId);',
      '',
      'is gone when the closing is acknowledged',
    ],
  ]),
  ...mutantsOf('src/poll/void-poll.ts', 'poll/seal/ballot-keys', [
    [
      'The key of a secret poll outlives neither its closing nor its end',
      '  after: (db, { pollId }) => forgetBallots(db, keys, pollId),\n',
      '',
      'is gone with a poll that ends voided',
    ],
  ]),
  ...mutantsOf('src/poll/undo-poll-opening.ts', 'poll/seal/ballot-keys', [
    [
      'The key of a secret poll outlives neither its closing nor its end',
      'await forgetBallots(db, keys, pollId);',
      '',
      'is gone with a poll that ends undone',
    ],
  ]),
  ...mutantsOf('src/poll/secret-ballots.ts', 'poll/seal/ballot-keys', [
    [
      'A secret poll that is set aside, undone or below its floor is opened by nobody.',
      "await tx.query('delete from sealed_ballot where poll_id = $1', [pollId]);",
      '',
      'is gone with a poll that ends voided',
    ],
  ]),
  ...mutantsOf('src/poll/seal/ballot-keys.ts', 'poll/seal/ballot-keys', [
    [
      'no crash, retry or other database takes it away before',
      'if (!row) return false;',
      'if (!row) return true;',
      'in a folder that another database uses too',
    ],
    [
      'no crash, retry or other database takes it away before',
      "row.state !== 'OPEN' : isOrphan",
      'true : isOrphan',
      'before the closing is committed',
    ],
    [
      'no crash, retry or other database takes it away before',
      'const isOrphan = now().getTime() - writtenAt > orphanMs;',
      'const isOrphan = true;',
      'of an opening that came to nothing',
    ],
    [
      'openPoll BALLOT_KEYS_UNAVAILABLE',
      "throw new Refusal('BALLOT_KEYS_UNAVAILABLE', { reason: codeOf(error) });",
      'throw error;',
      'is not made where the folder cannot be written',
    ],
    [
      'closePoll BALLOT_KEY_MISSING',
      "throw new Refusal('BALLOT_KEY_MISSING', { pollId: id });",
      'return [];',
      'refuses the closing where it is lost',
    ],
  ]),
  ...mutantsOf('src/poll/seal/key-work.ts', 'poll/seal/ballot-keys', [
    [
      'closePoll BALLOT_KEY_MISSING',
      "if (pair.publicKey.toString('base64url') !== publicKey) return { missing: true };",
      '',
      'refuses the closing where it is of another poll',
    ],
  ]),
  ...mutantsOf('src/poll/seal/ballot-form.ts', 'poll/seal/ballot-form', [
    [
      'A sealed ballot counts once',
      'if (seen.has(place)) throw',
      'if (seen.has("")) throw',
      'are refused when one is there twice',
    ],
    [
      'Opened ballots tell nothing of when they were cast',
      "return opened.sort((a, b) => compare(a.join('\\n'), b.join('\\n')));",
      'return opened;',
      'in an order that tells nothing of when',
    ],
    [
      'Sealed ballots are equally long whatever they say',
      'const form = Buffer.alloc(formBytes);',
      'const form = Buffer.alloc(formBytes + choices.length);',
      'are equally long whatever they say',
    ],
  ]),
];

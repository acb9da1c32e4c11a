import { mutantsOf } from '../mutant';

const oneMoment =
  'An answer that asks for a `sequence` holds the state of its conference at that position of the log and nothing of another moment, on every transport.';
const givenBack =
  'What is read at one moment gives its connection back after an error, a spent budget or a client that has gone, and waits for no other such read.';

/** The rows of docs/live.md on what is read at one moment. */
export const living = [
  ...mutantsOf('src/graphql/pipeline.ts', 'graphql/sequence', [
    [
      oneMoment,
      'if (!isOfAct && !cacheScope.isAtOneMoment)',
      'if (prepared)',
      'is the moment of all that comes with it, though acts are done meanwhile: by a socket',
    ],
  ]),
  ...mutantsOf('src/graphql/types/sequence.ts', 'graphql/sequence', [
    [oneMoment, 'AtOneMoment()(target, key, descriptor);', '', 'is that of one moment wherever it is a position'],
  ]),
  ...mutantsOf('src/graphql/types/sequence.ts', 'clients/keep-newest', [
    [
      'With the function of [clients.md](clients.md#merge-by-sequence) a late HTTP answer puts nothing older over a newer frame in the caches of Apollo, urql and Relay.',
      'return loads.load(positionByStream, stream);',
      'return loads.load(positionByStream, stream).then(() => 1);',
      'puts nothing older over a newer frame',
    ],
  ]),
  ...mutantsOf('src/database/snapshot.ts', 'database/snapshot', [
    [
      oneMoment,
      'isolation level repeatable read',
      'isolation level read committed',
      'is of the moment of its first read',
    ],
    [
      'A field of it that cannot be read is null with one error; what else was asked for is there, and of the same moment.',
      'await send(`rollback to ${mark}`).catch(() => undefined);',
      '',
      'goes on at its moment after statements that failed',
    ],
    [
      'What acts answer with is read in turns, three at once, without a limit of waiting: none is null because many acts are done at once.',
      'await this.turns?.take();',
      '',
      'many at once wait, and leave connections to others',
    ],
    [givenBack, 'await this.runner.release();', '', 'gives its connection back after an error'],
    [givenBack, '      await this.last;\n', '', 'waits at its end for what is under way'],
  ]),
  ...mutantsOf('src/subscriptions/broker.ts', 'graphql/sequence', [
    [
      'A frame and all of one conference in it have one `sequence`.',
      'const sequence = Number(heads?.[0]?.sequence ?? 0);',
      'const sequence = Number(heads?.[0]?.sequence ?? 0) - 1;',
      'is, in a frame, that of the frame',
    ],
  ]),
];

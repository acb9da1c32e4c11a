import { sealBallots } from '../../../src/poll/seal/ballot-form';
import { BallotKeys } from '../../../src/poll/seal/ballot-keys';
import { doKeyWork } from '../../../src/poll/seal/key-work';

/** A process that makes a key, opens ballots with it and stays: as a server does, or with `itself` in its own memory. */
const [, , folder = '', how] = process.argv;
const keys = new BallotKeys(folder);
const poll = { id: '0b1d5c0e-9f0e-4c8a-8f5e-3c1f7d9f0a11', codes: ['YES', 'NO'] };

async function keep(): Promise<void> {
  const ballotKey = await keys.make(poll.id);
  const sealed = sealBallots(Buffer.from(ballotKey, 'base64url'), poll, [['YES'], ['NO']]).map((each) =>
    each.toString('base64'),
  );
  if (how === 'itself') doKeyWork({ do: 'open', folder, publicKey: ballotKey, poll, sealed });
  else await keys.open({ id: poll.id, ballotKey }, poll.codes, sealed);
  process.stdout.write('opened\n');
  setInterval(() => undefined, 1_000_000);
}

void keep();

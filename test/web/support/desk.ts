import { Conference } from '../../../src/conference/conference';
import { Delegate } from '../../../src/conference/delegate';
import { PendingAct, PendingActState } from '../../../src/confirmation/pending-act';
import type { Database } from '../../../src/database/database';
import { Role, type Viewer } from '../../../src/graphql/authorize/viewer';
import { Pact } from '../../../src/pact/pact';
import { cloneConference, type Rehearsal } from '../../../src/rehearsal/clone-conference';
import { aViewer } from '../../support/hall';
import type { TestServer } from '../../support/server';

/** A rehearsal of the conference of 2022 that nobody has begun, and those who practise with it. */
export interface DeskStage {
  readonly rehearsal: Rehearsal;
  readonly chair: Viewer;
  readonly secretary: Viewer;
  readonly administrator: Viewer;
  /** One with the mandates of each of the five members, in the order of the bloc. */
  readonly heads: readonly Viewer[];
  /** Casts a ballot over the API; throws when it is refused. */
  vote(pollId: string, place: number, choice: 'YES' | 'NO' | 'ABSTAIN'): Promise<void>;
  /** Confirms as the secretary what waits to be confirmed. */
  confirm(): Promise<void>;
  /** Signs the pact over the API; throws when it is refused. */
  sign(place: number): Promise<void>;
}

const castBallot = 'mutation ($input: CastBallotInput!) { castBallot(input: $input) { receipt { sequence } } }';
const confirmAct = 'mutation ($input: ConfirmActInput!) { confirmAct(input: $input) { receipt { sequence } } }';
const signPact = 'mutation ($input: SignPactInput!) { signPact(input: $input) { receipt { sequence } } }';

export async function aDesk(server: TestServer, delegates = 6): Promise<DeskStage> {
  const { db } = server.app;
  const rehearsal = await cloneConference(db, { slug: 'cum-5-thanh-pho-2022', delegates });
  const people = await db.manager.find(Delegate, {
    where: { conferenceId: rehearsal.id, maySign: true },
    order: { ordinal: 'ASC' },
  });
  const secretary = await aViewer(db, Role.SECRETARY, rehearsal.id);
  const heads: Viewer[] = [];
  for (const { id } of people) heads.push(await aViewer(db, Role.DELEGATE, rehearsal.id, id));
  const perform = async (document: string, input: object, viewer: Viewer | undefined) => {
    const { errors } = await server.ask(document, { input }, viewer as Viewer);
    if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  };
  return {
    rehearsal,
    heads,
    chair: await aViewer(db, Role.CHAIR, rehearsal.id),
    secretary,
    administrator: await aViewer(db, Role.ADMINISTRATOR),
    vote: (pollId, place, choice) => perform(castBallot, { pollId, choices: [choice] }, heads[place]),
    async confirm() {
      const waiting = await db.manager.findOneByOrFail(PendingAct, {
        conferenceId: rehearsal.id,
        state: PendingActState.WAITING,
      });
      await perform(confirmAct, { pendingActId: waiting.id }, secretary);
    },
    async sign(place) {
      const pact = await db.manager.findOneByOrFail(Pact, { conferenceId: rehearsal.id });
      await perform(signPact, { pactId: pact.id, textHash: pact.textHash }, heads[place]);
    },
  };
}

/** Where a conference stands in the database. */
export async function stateOf(db: Database, slug: string): Promise<string> {
  return (await db.manager.findOneByOrFail(Conference, { slug })).state;
}

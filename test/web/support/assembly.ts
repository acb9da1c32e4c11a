import { randomUUID } from 'node:crypto';
import { now } from '../../../src/clock';
import { AgendaItem } from '../../../src/conference/agenda-item';
import { Delegate } from '../../../src/conference/delegate';
import { Presence } from '../../../src/conference/presence';
import { Role, type Viewer } from '../../../src/graphql/authorize/viewer';
import { Pact } from '../../../src/pact/pact';
import { cloneConference } from '../../../src/rehearsal/clone-conference';
import { aViewer } from '../../support/hall';
import type { TestServer } from '../../support/server';

interface Done {
  readonly sequence: number;
  readonly digest: string;
  /** What it made or changed. */
  readonly about: { readonly id: string };
}

/** A rehearsal of the conference of 2022, with the names and the agenda it had, run over the API as a desk runs it. */
export interface Assembly {
  readonly server: TestServer;
  readonly conferenceId: string;
  readonly slug: string;
  readonly agenda: readonly AgendaItem[];
  readonly pact: Pact;
  readonly chair: Viewer;
  /** Confirms what the chair asks for. */
  readonly secretary: Viewer;
  /** Those with the mandate of a member first, in the order of the bloc; then those without. */
  readonly delegates: readonly Viewer[];
  readonly voters: number;
  /** Does one act as the chair, or as somebody else. @throws when it is refused */
  act(name: string, input: object, by?: Viewer): Promise<Done>;
  /** Has the chair ask for an act that needs two people, and the secretary confirm it. */
  actByTwo(name: string, input: object): Promise<Done>;
  /** Makes a yes/no question, or one of another kind, and opens it, to be closed after so many minutes; its id. */
  openPoll(changes?: object, minutes?: number): Promise<string>;
  /** Casts the ballots of the first delegates with a mandate, in their order. */
  vote(pollId: string, ...ballots: readonly (readonly string[])[]): Promise<void>;
  /** Opens the pact; the first delegates with a mandate sign. */
  sign(count: number, from?: number): Promise<void>;
}

interface AssemblyOptions {
  readonly people?: number;
  /** How many of them, from the first, are in the hall. */
  readonly present?: number;
  readonly opened?: boolean;
}

/** On a server with the shipped conferences. Many fit on one server. */
export async function anAssembly(
  server: TestServer,
  { people = 12, present = people, opened = true }: AssemblyOptions = {},
): Promise<Assembly> {
  const { db } = server.database;
  const { id: conferenceId, slug } = await cloneConference(db, { slug: 'cum-5-thanh-pho-2022', delegates: people });
  const listed = await db.manager.find(Delegate, { where: { conferenceId }, order: { ordinal: 'asc' } });
  const players = listed.filter(({ memberId }) => memberId !== null);
  const ordered = [...players.filter(({ mayVote }) => mayVote), ...players.filter(({ mayVote }) => !mayVote)];
  const chair = await aViewer(db, Role.CHAIR, conferenceId);
  const secretary = await aViewer(db, Role.SECRETARY, conferenceId);
  const delegates: Viewer[] = [];
  for (const { id } of ordered) delegates.push(await aViewer(db, Role.DELEGATE, conferenceId, id));
  const stays = ordered.slice(0, present).map(({ id }) => {
    return { id: randomUUID(), conferenceId, delegateId: id, checkedInAt: now(), checkedOutAt: null };
  });
  await db.manager.insert(Presence, stays);
  const act = async (name: string, input: object, by = chair): Promise<Done> => (await ask(name, input, by)).receipt;
  const ask = async (name: string, input: object, by: Viewer, asked = '') => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
    const document = `mutation ($input: ${type}) { ${name}(input: $input) { receipt { sequence digest about { id } } ${asked} } }`;
    const { data, errors } = await server.ask(document, { input }, by);
    if (errors) throw new Error(`${name}: ${JSON.stringify(errors)}`);
    return data[name] as { receipt: Done; pendingAct: { id: string } };
  };
  const pact = await db.manager.findOneByOrFail(Pact, { conferenceId });
  const agenda = await db.manager.find(AgendaItem, { where: { conferenceId }, order: { ordinal: 'asc' } });
  if (opened) {
    await act('openConference', { conferenceId });
    await act('startAgendaItem', { itemId: agenda[1]?.id });
  }
  return {
    server,
    conferenceId,
    slug,
    agenda,
    pact,
    chair,
    secretary,
    delegates,
    voters: ordered.filter(({ mayVote }) => mayVote).length,
    act,
    async actByTwo(name, input) {
      const { pendingAct } = await ask(name, input, chair, 'pendingAct { id }');
      return act('confirmAct', { pendingActId: pendingAct.id }, secretary);
    },
    async openPoll(changes = {}, minutes) {
      const question = {
        vi: 'Đề nghị tặng Cờ thi đua của Chính phủ cho Hải Phòng?',
        en: 'Propose the Government’s Emulation Flag for Hải Phòng?',
      };
      const { about } = await act('createPoll', { conferenceId, question, ...changes });
      const pollId = about.id;
      await act('openPoll', { pollId, minutes });
      return pollId;
    },
    async vote(pollId, ...ballots) {
      for (const [n, choices] of ballots.entries()) await act('castBallot', { pollId, choices }, delegates[n]);
    },
    async sign(count, from = 0) {
      if (from === 0) await act('openPact', { pactId: pact.id });
      const { textHash } = await db.manager.findOneByOrFail(Pact, { id: pact.id });
      for (const viewer of delegates.slice(from, from + count))
        await act('signPact', { pactId: pact.id, textHash }, viewer);
    },
  };
}

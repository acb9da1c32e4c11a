import { Conference, ConferenceState } from '../../src/conference/conference';
import type { Database } from '../../src/database/database';
import { operator, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { faultsOf, recount } from '../../src/record/recount';
import { type StartRehearsalInput, startRehearsal } from '../../src/rehearsal/start-rehearsal';
import { stopRehearsal } from '../../src/rehearsal/stop-rehearsal';
import { refusalOf } from '../support/caller-connection';
import { aServer, type TestServer } from '../support/server';

let server: TestServer;
let db: Database;
let original: Conference;
beforeAll(async () => {
  server = await aServer({}, 'shipped');
  db = server.app.db;
  original = await db.manager.findOneByOrFail(Conference, { slug: 'cum-5-thanh-pho-2022' });
});
afterEach(() => server.app.services.rehearsals.stop());
afterAll(() => server.close());

const changes = 'subscription ($id: ID!) { conferenceChanged(conferenceId: $id) { conference { state } } }';

function start(input: Partial<StartRehearsalInput> = {}, viewer: Viewer = operator) {
  const usual = { conferenceId: original.id, play: true, delegates: 5, speed: 0, secret: false };
  return startRehearsal(db, server.app.services.rehearsals, viewer, { ...usual, ...input });
}

const stateOf = async (id: string) => (await db.manager.findOneByOrFail(Conference, { id })).state;

const chairOf = (conferenceId: string): Viewer => ({ ...operator, role: Role.CHAIR, conferenceId });

async function followed(conferenceId: string) {
  return server.follow<{ conferenceChanged: { conference: { state: ConferenceState } } }>(
    await server.socket(),
    changes,
    { id: conferenceId },
  );
}

describe('startRehearsal', () => {
  it('plays the conference to its end, for everybody who follows', async () => {
    const { conferenceId, slug, chairCode } = await start();
    const screen = await followed(conferenceId);
    await screen.find(({ conferenceChanged }) => conferenceChanged.conference.state === 'CLOSED');
    expect(faultsOf(await recount(db, { slug }))).toEqual([]);
    const signIn = 'mutation ($code: String!) { signIn(input: { code: $code }) { viewer { role } } }';
    const { data } = await server.ask(signIn, { code: chairCode });
    expect(data).toEqual({ signIn: { viewer: { role: 'CHAIR' } } });
    expect(await stateOf(original.id)).toBe(original.state);
  }, 60_000);

  it('rehearses the original again when asked at one of its rehearsals', async () => {
    const first = await start({ play: false });
    const again = await start({ conferenceId: first.conferenceId, play: false }, chairOf(first.conferenceId));
    expect(await db.manager.findOneByOrFail(Conference, { id: again.conferenceId })).toMatchObject({
      rehearsesId: original.id,
      state: ConferenceState.PLANNED,
    });
  });

  it('plays one at a time, and leaves nothing behind of one it refuses', async () => {
    const { conferenceId } = await start({ speed: 1 });
    const before = await db.manager.count(Conference);
    expect((await refusalOf(start())).code).toBe('REHEARSAL_RUNNING');
    expect(await db.manager.count(Conference)).toBe(before);
    await stopRehearsal(db, server.app.services, operator, { conferenceId });
  });

  it('is for the chair of that conference', async () => {
    expect((await refusalOf(start({}, chairOf('00000000-0000-4000-8000-000000000001')))).code).toBe('FORBIDDEN');
    const delegate = { ...operator, role: Role.DELEGATE, conferenceId: original.id };
    expect((await refusalOf(start({}, delegate))).code).toBe('FORBIDDEN');
  });
});

describe('stopRehearsal', () => {
  it('ends a play in the middle: the conference is closed, no poll is left open, and another can begin', async () => {
    const { conferenceId } = await start({ speed: 1 });
    const screen = await followed(conferenceId);
    await screen.find(({ conferenceChanged }) => conferenceChanged.conference.state === 'OPEN');
    await stopRehearsal(db, server.app.services, chairOf(original.id), { conferenceId });
    await screen.find(({ conferenceChanged }) => conferenceChanged.conference.state === 'CLOSED');
    expect(faultsOf(await recount(db, { slug: null }))).toEqual([]);
    server.app.services.rehearsals.requireFree();
    expect((await refusalOf(stopRehearsal(db, server.app.services, operator, { conferenceId }))).code).toBe(
      'CONFERENCE_STATE',
    );
  }, 60_000);

  it('lets the chair of one rehearsal stop another of the same conference', async () => {
    const mine = await start({ play: false });
    const { conferenceId } = await start({ conferenceId: mine.conferenceId, speed: 1 }, chairOf(mine.conferenceId));
    await stopRehearsal(db, server.app.services, chairOf(mine.conferenceId), { conferenceId });
    expect(await stateOf(conferenceId)).toBe(ConferenceState.CLOSED);
    expect(await stateOf(mine.conferenceId)).toBe(ConferenceState.PLANNED);
    server.app.services.rehearsals.requireFree();
  });

  it('refuses a conference that is none, and a stranger', async () => {
    const stop = (conferenceId: string, viewer: Viewer) =>
      stopRehearsal(db, server.app.services, viewer, { conferenceId });
    expect((await refusalOf(stop(original.id, operator))).code).toBe('NOT_A_REHEARSAL');
    const { conferenceId } = await start({ play: false });
    expect((await refusalOf(stop(conferenceId, chairOf('00000000-0000-4000-8000-000000000001')))).code).toBe(
      'FORBIDDEN',
    );
    await stop(conferenceId, operator);
    expect(await stateOf(conferenceId)).toBe(ConferenceState.CLOSED);
  });
});

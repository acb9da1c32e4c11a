import { Conference, ConferenceState } from '../../src/conference/conference';
import type { Database } from '../../src/database/database';
import { operator, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { faultsOf, recount } from '../../src/record/recount';
import { type StartRehearsalInput, startRehearsal } from '../../src/rehearsal/start-rehearsal';
import { stopRehearsal } from '../../src/rehearsal/stop-rehearsal';
import { refusalOf } from '../support/caller-connection';
import { aViewer } from '../support/hall';
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
    const { id: conferenceId, slug, chairCode } = await start();
    const screen = await followed(conferenceId);
    await screen.find(({ conferenceChanged }) => conferenceChanged.conference.state === 'CLOSED');
    expect(faultsOf(await recount(db, { slug }))).toEqual([]);
    const signIn = 'mutation ($code: String!) { signIn(input: { code: $code }) { viewer { role } } }';
    const { data } = await server.ask(signIn, { code: chairCode });
    expect(data).toEqual({ signIn: { viewer: { role: 'CHAIR' } } });
    expect(await stateOf(original.id)).toBe(original.state);
  });

  it('rehearses the original again when asked at one of its rehearsals', async () => {
    const first = await start({ play: false });
    const again = await start({ conferenceId: first.id, play: false }, chairOf(first.id));
    expect(await db.manager.findOneByOrFail(Conference, { id: again.id })).toMatchObject({
      rehearsesId: original.id,
      state: ConferenceState.PLANNED,
    });
  });

  it('plays one at a time, and leaves nothing behind of one it refuses', async () => {
    const { id: conferenceId } = await start({ speed: 1 });
    const before = await db.manager.count(Conference);
    expect((await refusalOf(start())).code).toBe('REHEARSAL_RUNNING');
    expect(await db.manager.count(Conference)).toBe(before);
    await stopRehearsal(db, server.app.services, operator, { conferenceId });
  });

  it('gives a retry its first receipt without the code, also while it plays, and begins nothing anew', async () => {
    const input = { speed: 1, idempotencyKey: 'a rehearsal, once' };
    const chair = { ...(await aViewer(db, Role.CHAIR, original.id)) };
    const first = await start(input, chair);
    const before = await db.manager.count(Conference);
    expect(await start(input, chair)).toEqual({ ...first, chairCode: null });
    expect(await db.manager.count(Conference)).toBe(before);
    expect((await refusalOf(start({ ...input, speed: 2 }, chair))).code).toBe('IDEMPOTENCY_MISMATCH');
    const stop = { conferenceId: first.id, idempotencyKey: 'stopped, once' };
    const stopped = await stopRehearsal(db, server.app.services, chair, stop);
    expect(await stopRehearsal(db, server.app.services, chair, stop)).toEqual(stopped);
  });

  it('names a chair who begins one as a chair, whatever it has done for it', async () => {
    const chair = await aViewer(db, Role.CHAIR, original.id);
    const { slug } = await start({}, chair);
    const screen = await followed((await db.manager.findOneByOrFail(Conference, { slug })).id);
    await screen.find(({ conferenceChanged }) => conferenceChanged.conference.state === 'CLOSED');
    await server.app.services.rehearsals.stop();
    const roles = await db.query<{ role: string }[]>(
      `select distinct body::jsonb -> 'actor' ->> 'role' as role from event where actor_id = $1`,
      [chair.accountId],
    );
    expect(roles).toEqual([{ role: 'CHAIR' }]);
    const administrators = await db.query(
      `select from account where role = 'ADMINISTRATOR' and name like '%diễn tập%'`,
    );
    expect(administrators).toEqual([]);
  });

  it('makes so many of one conference that have not ended, and says which limit it is', async () => {
    const { id: conferenceId } = original;
    const standing = await db.manager.countBy(Conference, {
      rehearsesId: conferenceId,
      state: ConferenceState.PLANNED,
    });
    const made = [];
    for (let count = standing; count < 10; count += 1) made.push(await start({ play: false }));
    const refusal = await refusalOf(start({ play: false }));
    expect(refusal).toMatchObject({ code: 'TOO_MANY_REHEARSALS', facts: { standing: 10, most: 10 } });
    for (const { id } of made) await stopRehearsal(db, server.app.services, operator, { conferenceId: id });
    await stopRehearsal(db, server.app.services, operator, { conferenceId: (await start({ play: false })).id });
  });

  it('is for the chair of that conference', async () => {
    expect((await refusalOf(start({}, chairOf('00000000-0000-4000-8000-000000000001')))).code).toBe('FORBIDDEN');
    const delegate = { ...operator, role: Role.DELEGATE, conferenceId: original.id };
    expect((await refusalOf(start({}, delegate))).code).toBe('FORBIDDEN');
  });
});

describe('stopRehearsal', () => {
  it('ends a play in the middle: the conference is closed, no poll is left open, and another can begin', async () => {
    const { id: conferenceId } = await start({ speed: 1 });
    const screen = await followed(conferenceId);
    await screen.find(({ conferenceChanged }) => conferenceChanged.conference.state === 'OPEN');
    await stopRehearsal(db, server.app.services, chairOf(original.id), { conferenceId });
    await screen.find(({ conferenceChanged }) => conferenceChanged.conference.state === 'CLOSED');
    expect(faultsOf(await recount(db, { slug: null }))).toEqual([]);
    server.app.services.rehearsals.requireFree();
    expect((await refusalOf(stopRehearsal(db, server.app.services, operator, { conferenceId }))).code).toBe(
      'CONFERENCE_STATE',
    );
  });

  it('lets the chair of one rehearsal stop another of the same conference', async () => {
    const mine = await start({ play: false });
    const { id: conferenceId } = await start({ conferenceId: mine.id, speed: 1 }, chairOf(mine.id));
    await stopRehearsal(db, server.app.services, chairOf(mine.id), { conferenceId });
    expect(await stateOf(conferenceId)).toBe(ConferenceState.CLOSED);
    expect(await stateOf(mine.id)).toBe(ConferenceState.PLANNED);
    server.app.services.rehearsals.requireFree();
  });

  it('refuses a conference that is none, and a stranger', async () => {
    const stop = (conferenceId: string, viewer: Viewer) =>
      stopRehearsal(db, server.app.services, viewer, { conferenceId });
    expect((await refusalOf(stop(original.id, operator))).code).toBe('NOT_A_REHEARSAL');
    const { id: conferenceId } = await start({ play: false });
    expect((await refusalOf(stop(conferenceId, chairOf('00000000-0000-4000-8000-000000000001')))).code).toBe(
      'FORBIDDEN',
    );
    await stop(conferenceId, operator);
    expect(await stateOf(conferenceId)).toBe(ConferenceState.CLOSED);
  });
});

import { ConferenceState } from '../../src/conference/conference';
import { Delegate } from '../../src/conference/delegate';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { askToSpeak } from '../../src/hall/ask-to-speak';
import { moveSpeaker } from '../../src/hall/move-speaker';
import { setSpeakerTime } from '../../src/hall/set-speaker-time';
import { Speaker } from '../../src/hall/speaker';
import { startSpeaker } from '../../src/hall/start-speaker';
import { stopSpeaker } from '../../src/hall/stop-speaker';
import { withdrawSpeaker } from '../../src/hall/withdraw-speaker';
import { makeSchema } from '../../src/schema';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, type Hall } from '../support/hall';
import { happenedAt, outcomes, untilBlocked } from '../support/log';
import { whileLogHeld } from '../support/while-log-held';

const schema = makeSchema();
let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

const ask = async (hall: Hall, place: number, topic: string | null = null) =>
  (await askToSpeak(test.db, at(hall.delegates, place), { conferenceId: hall.conference.id, topic })).subject;

/** Names of those who speak or wait, as everybody reads them: who speaks has a mark. */
async function queue(hall: Hall): Promise<readonly string[]> {
  const document = `query ($id: ID!) { conference(id: $id) { speakers { state topic seconds startedAt delegate { name { vi } } } } }`;
  const variables = { id: hall.conference.id };
  const data: any = await dataOf(schema, test.db, { document, variables, viewer: hall.observer });
  return data.conference.speakers.map(
    ({ state, delegate }: any) => `${state === 'SPEAKING' ? '> ' : ''}${delegate.name.vi}`,
  );
}

/** Every act of the desk on a speaker who waits. */
const ofDesk: readonly (readonly [string, (viewer: Viewer, speakerId: string) => Promise<unknown>])[] = [
  ['moveSpeaker', (viewer, speakerId) => moveSpeaker(test.db, viewer, { speakerId, place: 1 })],
  ['setSpeakerTime', (viewer, speakerId) => setSpeakerTime(test.db, viewer, { speakerId, seconds: 60 })],
  ['startSpeaker', (viewer, speakerId) => startSpeaker(test.db, viewer, { speakerId })],
  ['withdrawSpeaker', (viewer, speakerId) => withdrawSpeaker(test.db, viewer, { speakerId })],
];

describe('the queue of speakers', () => {
  it('goes by who asked first, and by what the desk makes of it', async () => {
    const hall = await aHall(test.db);
    const [a, b, c] = [await ask(hall, 0), await ask(hall, 1, 'Chỉ tiêu 3'), await ask(hall, 2)];
    expect(await queue(hall)).toEqual(['Đại biểu 1', 'Đại biểu 2', 'Đại biểu 3']);
    await moveSpeaker(test.db, hall.secretary, { speakerId: c, place: 1 });
    expect(await queue(hall)).toEqual(['Đại biểu 3', 'Đại biểu 1', 'Đại biểu 2']);
    const d = await ask(hall, 3);
    expect(await queue(hall)).toEqual(['Đại biểu 3', 'Đại biểu 1', 'Đại biểu 2', 'Đại biểu 4']);
    await startSpeaker(test.db, hall.chair, { speakerId: b, seconds: 300 });
    expect(await queue(hall)).toEqual(['> Đại biểu 2', 'Đại biểu 3', 'Đại biểu 1', 'Đại biểu 4']);
    await setSpeakerTime(test.db, hall.chair, { speakerId: b, seconds: 360 });
    await withdrawSpeaker(test.db, at(hall.delegates, 0), { speakerId: a });
    await moveSpeaker(test.db, hall.chair, { speakerId: c, place: 9 });
    await stopSpeaker(test.db, hall.chair, { speakerId: b });
    expect(await queue(hall)).toEqual(['Đại biểu 4', 'Đại biểu 3']);
    const log = await happenedAt(test.db, hall.conference.id);
    expect(log.slice(1).map(({ kind, subject, data }) => [kind, subject, data])).toMatchObject([
      ['speakerAsked', b, { topic: 'Chỉ tiêu 3', member: { code: 'don-vi-2' } }],
      ['speakerAsked', c, { topic: null }],
      ['speakerMoved', c, { order: [c, a, b] }],
      ['speakerAsked', d, {}],
      ['speakerStarted', b, { seconds: 300 }],
      ['speakerTimed', b, { before: 300, seconds: 360 }],
      ['speakerWithdrawn', a, {}],
      ['speakerMoved', c, { order: [d, c] }],
      ['speakerStopped', b, { seconds: 360, spoken: expect.any(Number) }],
    ]);
  });

  it('has everybody once, and again when they have spoken', async () => {
    const hall = await aHall(test.db);
    const first = await ask(hall, 0);
    expect(await refusalOf(ask(hall, 0))).toMatchObject({ code: 'IN_QUEUE' });
    await startSpeaker(test.db, hall.chair, { speakerId: first });
    expect(await refusalOf(ask(hall, 0))).toMatchObject({ code: 'IN_QUEUE' });
    await stopSpeaker(test.db, hall.chair, { speakerId: first });
    expect(await whileLogHeld(hall, () => outcomes(ask(hall, 0), ask(hall, 0)))).toEqual(['IN_QUEUE', 'done']);
  });

  it('gives the floor to one of two who are given it at once', async () => {
    const hall = await aHall(test.db);
    const [a, b] = [await ask(hall, 0), await ask(hall, 1)];
    const start = (speakerId: string) => startSpeaker(test.db, hall.chair, { speakerId });
    // Both have begun and neither has read the queue: the row of the conference is held until both wait for it.
    const both = await test.db.transaction(async (tx) => {
      await tx.query('select from conference where id = $1 for update', [hall.conference.id]);
      const started = [outcomes(start(a), start(b))];
      await untilBlocked(test.db, 2);
      return started;
    });
    expect(await both[0]).toEqual(['FLOOR_TAKEN', 'done']);
    expect((await queue(hall)).filter((each) => each.startsWith('>'))).toHaveLength(1);
    const speakers = await test.db.manager.findBy(Speaker, { conferenceId: hall.conference.id });
    const waiting = speakers.find(({ state }) => state === 'WAITING')!;
    expect(await refusalOf(start(waiting.id))).toMatchObject({
      code: 'FLOOR_TAKEN',
      facts: { speaking: speakers.find(({ state }) => state === 'SPEAKING')!.id },
    });
  });

  it('lets delegates ask and withdraw for themselves only, and the desk for anyone', async () => {
    const hall = await aHall(test.db);
    const { conference, people } = hall;
    const forFifth = { conferenceId: conference.id, delegateId: at(people, 4).id };
    expect(await refusalOf(askToSpeak(test.db, at(hall.delegates, 0), forFifth))).toMatchObject({ code: 'FORBIDDEN' });
    const { subject: speakerId } = await askToSpeak(test.db, hall.secretary, forFifth);
    expect(await refusalOf(withdrawSpeaker(test.db, at(hall.delegates, 0), { speakerId }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    await withdrawSpeaker(test.db, hall.secretary, { speakerId });
    expect(await refusalOf(withdrawSpeaker(test.db, hall.secretary, { speakerId }))).toMatchObject({
      code: 'SPEAKER_STATE',
      facts: { state: 'WITHDRAWN' },
    });
    expect(await queue(hall)).toEqual([]);
  });

  it('refuses who will not come, who is of another conference, and whom nobody names', async () => {
    const [hall, other] = [await aHall(test.db), await aHall(test.db)];
    const conferenceId = hall.conference.id;
    await test.db.manager.update(Delegate, { id: at(hall.people, 1).id }, { withdrawnAt: new Date() });
    expect(await refusalOf(ask(hall, 1))).toMatchObject({ code: 'DELEGATE_WITHDRAWN' });
    const asked = (delegateId: string | null) =>
      refusalOf(askToSpeak(test.db, hall.secretary, { conferenceId, delegateId }));
    expect(await asked(at(other.people, 0).id)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await asked(null)).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it.each(ofDesk)(
    'lets %s be done by the desk of that conference, to who waits, while it is in session',
    async (_, act) => {
      const [hall, other] = [await aHall(test.db), await aHall(test.db)];
      const speakerId = await ask(hall, 0);
      for (const viewer of [at(hall.delegates, 1), hall.observer, other.chair])
        expect(await refusalOf(act(viewer, speakerId))).toMatchObject({ code: 'FORBIDDEN' });
      const gone = await ask(hall, 1);
      await withdrawSpeaker(test.db, hall.chair, { speakerId: gone });
      expect(await refusalOf(act(hall.chair, gone))).toMatchObject({ code: 'SPEAKER_STATE' });
      await test.db.query(`update conference set state = 'CLOSED' where id = $1`, [hall.conference.id]);
      expect(await refusalOf(act(hall.chair, speakerId))).toMatchObject({
        code: 'CONFERENCE_NOT_OPEN',
        facts: { state: ConferenceState.CLOSED },
      });
      expect(await queue(hall)).toEqual([]);
      await test.db.query(`update conference set state = 'OPEN' where id = $1`, [hall.conference.id]);
      await act(hall.chair, speakerId);
    },
  );

  it('stops nobody who does not speak', async () => {
    const hall = await aHall(test.db);
    const speakerId = await ask(hall, 0);
    const stop = (viewer: Viewer) => stopSpeaker(test.db, viewer, { speakerId });
    expect(await refusalOf(stop(hall.chair))).toMatchObject({ code: 'SPEAKER_STATE', facts: { state: 'WAITING' } });
    expect(await refusalOf(stop(at(hall.delegates, 0)))).toMatchObject({ code: 'FORBIDDEN' });
  });
});

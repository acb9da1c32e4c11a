import { ConferenceState } from '../../src/conference/conference';
import { startAgendaItem } from '../../src/conference/start-agenda-item';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { HallScene } from '../../src/hall/hall-view';
import { showOnHall } from '../../src/hall/show-on-hall';
import { Poll } from '../../src/poll/poll';
import { makeSchema } from '../../src/schema';
import { closePoll, voidPoll } from '../support/acts';
import { aDraftPoll, anOpenPoll } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, type Hall } from '../support/hall';
import { happenedAt } from '../support/log';

const schema = makeSchema();
let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

type Choice = Partial<Parameters<typeof showOnHall>[2]> & { readonly scene: HallScene };
const choose = (hall: Hall, choice: Choice, viewer: Viewer = hall.chair) =>
  showOnHall(test.db, viewer, { conferenceId: hall.conference.id, ...choice });

/** What every screen of the hall reads. */
async function shown(hall: Hall) {
  const document = `query ($id: ID!) { conference(id: $id) { hall { scene polls { id } text { vi } endsAt chosenAt } } }`;
  const data: any = await dataOf(schema, test.db, {
    document,
    variables: { id: hall.conference.id },
    viewer: hall.observer,
  });
  const { scene, polls, ...rest } = data.conference.hall;
  return { scene, polls: polls.map(({ id }: { id: string }) => id), ...rest };
}

const automatic = { scene: 'AUTOMATIC', polls: [], text: null, endsAt: null, chosenAt: null };

describe('showOnHall', () => {
  it('shows what was chosen, tells the log, and goes back to what is on', async () => {
    const hall = await aHall(test.db);
    expect(await shown(hall)).toEqual(automatic);
    await choose(hall, { scene: HallScene.TEXT, text: { vi: ' Mời các đại biểu vào hội trường ', en: null } });
    const seen = await shown(hall);
    expect(seen).toMatchObject({ scene: 'TEXT', text: { vi: 'Mời các đại biểu vào hội trường' } });
    await choose(hall, { scene: HallScene.BREAK, minutes: 15 }, hall.secretary);
    const pause = await shown(hall);
    expect(Date.parse(pause.endsAt) - Date.parse(pause.chosenAt)).toBe(900_000);
    await choose(hall, { scene: HallScene.AUTOMATIC, text: { vi: 'bỏ', en: null }, minutes: 5 });
    expect(await shown(hall)).toEqual(automatic);
    expect(await happenedAt(test.db, hall.conference.id)).toMatchObject([
      { kind: 'hallShown', data: { scene: 'TEXT', text: { vi: 'Mời các đại biểu vào hội trường' }, endsAt: null } },
      { kind: 'hallShown', data: { scene: 'BREAK', text: null, endsAt: pause.endsAt } },
      { kind: 'hallShown', data: { scene: 'AUTOMATIC', polls: [], text: null, endsAt: null } },
    ]);
  });

  it('shows the polls that were chosen, without those that are set aside, and nothing stale when none is left', async () => {
    const hall = await aHall(test.db);
    const [first, second] = [await anOpenPoll(hall), await anOpenPoll(hall)];
    await choose(hall, { scene: HallScene.POLLS, pollIds: [second, first] });
    expect(await shown(hall)).toMatchObject({ scene: 'POLLS', polls: [second, first] });
    await voidPoll(test.db, hall.chair, { pollId: second, reason: 'Câu hỏi in sai', idempotencyKey: null });
    expect(await shown(hall)).toMatchObject({ scene: 'POLLS', polls: [first] });
    await voidPoll(test.db, hall.chair, { pollId: first, reason: 'Câu hỏi in sai', idempotencyKey: null });
    expect(await shown(hall)).toEqual(automatic);
  });

  it('gives way to a vote that opens, whatever was chosen', async () => {
    const hall = await aHall(test.db);
    const opened = await anOpenPoll(hall);
    for (const scene of [
      HallScene.WALL,
      HallScene.RESULTS,
      HallScene.RANKS,
      HallScene.AGENDA,
      HallScene.SPEAKERS,
      HallScene.BREAK,
    ]) {
      await choose(hall, { scene });
      expect((await shown(hall)).scene).toBe(scene);
      await later(hall);
      await anOpenPoll(hall);
      expect([scene, await shown(hall)]).toEqual([scene, automatic]);
    }
    await choose(hall, { scene: HallScene.POLLS, pollIds: [opened] });
    await later(hall);
    await anOpenPoll(hall);
    expect(await shown(hall)).toEqual(automatic);
  });

  it('drops a result, a text and a break when the next item begins, and keeps a vote that is open', async () => {
    const hall = await aHall(test.db);
    const open = await anOpenPoll(hall);
    const closed = await anOpenPoll(hall);
    await closePoll(test.db, hall.chair, { pollId: closed, idempotencyKey: null });
    const scenes: readonly (readonly [Choice, string])[] = [
      [{ scene: HallScene.POLLS, pollIds: [closed] }, 'AUTOMATIC'],
      [{ scene: HallScene.POLLS, pollIds: [closed, open] }, 'POLLS'],
      [{ scene: HallScene.BREAK }, 'AUTOMATIC'],
      [{ scene: HallScene.TEXT, text: { vi: 'Chào mừng', en: null } }, 'AUTOMATIC'],
      [{ scene: HallScene.AGENDA }, 'AGENDA'],
      [{ scene: HallScene.WALL }, 'WALL'],
    ];
    for (const [n, [choice, after]] of scenes.entries()) {
      await choose(hall, choice);
      expect((await shown(hall)).scene).toBe(choice.scene);
      await later(hall);
      await startAgendaItem(test.db, hall.chair, { itemId: at(hall.agenda, n % 2).id });
      expect([choice, (await shown(hall)).scene]).toEqual([choice, after]);
    }
  });

  it('gives way to a pact that comes into force, but for its own wall', async () => {
    const hall = await aHall(test.db);
    await choose(hall, { scene: HallScene.AGENDA });
    const inForce = `insert into pact (id, conference_id, year, title, state, canonical_text, text_hash, frozen_at, settled_at)
      select gen_random_uuid(), id, 2026, '{"vi":"Giao ước"}', 'IN_FORCE', '{}', repeat('a', 64), now(), now() + interval '1 minute'
      from conference where id = $1`;
    await test.db.query(inForce, [hall.conference.id]);
    expect(await shown(hall)).toEqual(automatic);
    await choose(hall, { scene: HallScene.WALL });
    expect((await shown(hall)).scene).toBe('WALL');
  });

  it('shows no polls but those of the conference that are open or closed', async () => {
    const hall = await aHall(test.db);
    const other = await aHall(test.db);
    const ask = (pollIds: string[]) => refusalOf(choose(hall, { scene: HallScene.POLLS, pollIds }));
    expect(await ask([await anOpenPoll(other)])).toMatchObject({ code: 'NOT_FOUND' });
    expect(await ask([await aDraftPoll(hall)])).toMatchObject({ code: 'POLL_STATE', facts: { state: 'DRAFT' } });
    expect(await ask([])).toMatchObject({ code: 'BAD_USER_INPUT', facts: { argument: 'pollIds' } });
    expect(await refusalOf(choose(hall, { scene: HallScene.TEXT }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument: 'text' },
    });
  });

  it('is for the desk of that conference, until it is over', async () => {
    const hall = await aHall(test.db);
    const other = await aHall(test.db, { state: ConferenceState.CLOSED });
    for (const viewer of [at(hall.delegates, 0), hall.observer, other.chair])
      expect(await refusalOf(choose(hall, { scene: HallScene.WALL }, viewer))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusalOf(choose(other, { scene: HallScene.WALL }))).toMatchObject({
      code: 'CONFERENCE_STATE',
      facts: { state: 'CLOSED' },
    });
    expect(await happenedAt(test.db, hall.conference.id)).toEqual([]);
  });
});

/** Puts what was chosen and opened a minute into the past, so that what comes next is later whatever the clock's grain. */
async function later(hall: Hall): Promise<void> {
  await test.db.query(`update hall_view set chosen_at = chosen_at - interval '1 minute' where conference_id = $1`, [
    hall.conference.id,
  ]);
  await test.db.manager
    .createQueryBuilder()
    .update(Poll)
    .set({ openedAt: () => `opened_at - interval '2 minutes'` })
    .where('conference_id = :id and opened_at is not null', { id: hall.conference.id })
    .execute();
  await test.db.query(
    `update agenda_item set started_at = started_at - interval '2 minutes' where conference_id = $1 and started_at is not null`,
    [hall.conference.id],
  );
}

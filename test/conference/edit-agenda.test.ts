import { addAgendaItem } from '../../src/conference/add-agenda-item';
import { AgendaItem, AgendaSession } from '../../src/conference/agenda-item';
import { ConferenceState } from '../../src/conference/conference';
import { correctAgendaItem } from '../../src/conference/correct-agenda-item';
import { moveAgendaItem } from '../../src/conference/move-agenda-item';
import { removeAgendaItem } from '../../src/conference/remove-agenda-item';
import { startAgendaItem } from '../../src/conference/start-agenda-item';
import { undoAgendaStart } from '../../src/conference/undo-agenda-start';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { conferencePolls } from '../../src/poll/conference-polls';
import { aDraftPoll } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { happenedAt, outcomes } from '../support/log';
import { whileLogHeld } from '../support/while-log-held';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

const text = (vi: string) => ({ vi, en: null });

async function agenda(hall: Hall): Promise<readonly AgendaItem[]> {
  const where = { conferenceId: hall.conference.id };
  return test.db.manager.find(AgendaItem, { where, order: { ordinal: 'ASC' } });
}

/** Titles in order, each with its number. */
async function reads(hall: Hall): Promise<readonly string[]> {
  return (await agenda(hall)).map(({ ordinal, title }) => `${ordinal} ${title.vi}`);
}

const add = (hall: Hall, title: string, place: number | null = null, viewer = hall.secretary) =>
  addAgendaItem(test.db, viewer, { conferenceId: hall.conference.id, title: text(title), place });

const remove = (hall: Hall, itemId: string, viewer = hall.secretary) =>
  removeAgendaItem(test.db, viewer, { itemId }, conferencePolls);

/** Every act that edits the agenda, on its first item. */
const edits: readonly (readonly [string, (hall: Hall, viewer: Viewer) => Promise<unknown>])[] = [
  ['addAgendaItem', (hall, viewer) => add(hall, 'Thêm', null, viewer)],
  [
    'correctAgendaItem',
    (hall, viewer) => correctAgendaItem(test.db, viewer, { itemId: at(hall.agenda, 0).id, title: text('Đúng') }),
  ],
  ['moveAgendaItem', (hall, viewer) => moveAgendaItem(test.db, viewer, { itemId: at(hall.agenda, 0).id, place: 2 })],
  ['removeAgendaItem', (hall, viewer) => remove(hall, at(hall.agenda, 0).id, viewer)],
];

describe.each(edits)('%s', (_, edit) => {
  it.each([ConferenceState.PLANNED, ConferenceState.OPEN])('is done while the conference is %s', async (state) => {
    const hall = await aHall(test.db, { state });
    await edit(hall, hall.chair);
    expect(await happenedAt(test.db, hall.conference.id)).toHaveLength(1);
  });

  it('is refused once the conference is closed', async () => {
    const hall = await aHall(test.db, { state: ConferenceState.CLOSED });
    expect(await refusalOf(edit(hall, hall.chair))).toMatchObject({
      code: 'CONFERENCE_STATE',
      facts: { state: ConferenceState.CLOSED },
    });
  });

  it('is for the desk of that conference', async () => {
    const hall = await aHall(test.db);
    const other = await aHall(test.db);
    for (const viewer of [at(hall.delegates, 0), hall.observer, other.secretary]) {
      expect(await refusalOf(edit(hall, viewer))).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});

describe('addAgendaItem', () => {
  it('puts an item at its place, and tells the order', async () => {
    const hall = await aHall(test.db);
    const receipt = await add(hall, 'Giải lao', 2);
    expect(await reads(hall)).toEqual(['1 Mục 1', '2 Giải lao', '3 Mục 2', '4 Mục 3']);
    const [item] = (await agenda(hall)).filter(({ id }) => id === receipt.subject);
    expect(item).toMatchObject({ code: 'bo-sung-1', state: 'PENDING', session: AgendaSession.OFFICIAL });
    expect(await happenedAt(test.db, hall.conference.id)).toMatchObject([
      {
        kind: 'agendaItemAdded',
        subject: receipt.subject,
        topics: [`conference:${hall.conference.id}`, `agenda:${hall.conference.id}`],
        data: { ordinal: 2, title: text('Giải lao'), order: (await agenda(hall)).map(({ id }) => id) },
      },
    ]);
  });

  it('puts it last unless told where, or where there are fewer', async () => {
    const hall = await aHall(test.db, { agendaItems: 1 });
    await add(hall, 'Hai');
    await add(hall, 'Ba', 9);
    expect(await reads(hall)).toEqual(['1 Mục 1', '2 Hai', '3 Ba']);
  });

  it('gives each its own place and code when several are added at once', async () => {
    const hall = await aHall(test.db, { agendaItems: 0 });
    const done = await outcomes(...['a', 'b', 'c', 'd'].map((title) => add(hall, title)));
    expect(done).toEqual(['done', 'done', 'done', 'done']);
    expect((await agenda(hall)).map(({ ordinal, code }) => [ordinal, code])).toEqual([
      [1, 'bo-sung-1'],
      [2, 'bo-sung-2'],
      [3, 'bo-sung-3'],
      [4, 'bo-sung-4'],
    ]);
  });
});

describe('correctAgendaItem', () => {
  it('changes how an item reads, also the current one, and keeps how it read', async () => {
    const hall = await aHall(test.db);
    const item = at(hall.agenda, 0);
    await startAgendaItem(test.db, hall.chair, { itemId: item.id });
    const session = AgendaSession.PREPARATORY;
    await correctAgendaItem(test.db, hall.secretary, { itemId: item.id, title: text('Khai mạc'), session });
    expect(at(await agenda(hall), 0)).toMatchObject({ title: text('Khai mạc'), session, state: 'CURRENT' });
    expect((await happenedAt(test.db, hall.conference.id)).at(-1)).toMatchObject({
      kind: 'agendaItemCorrected',
      data: {
        before: { title: item.title, session: AgendaSession.OFFICIAL },
        after: { title: text('Khai mạc'), session },
      },
    });
  });

  it('refuses what it says already, in both parts, and takes one that differs', async () => {
    const hall = await aHall(test.db);
    const { id: itemId, title } = at(hall.agenda, 0);
    const correct = (changes: object) =>
      correctAgendaItem(test.db, hall.secretary, { itemId, title: { ...title }, ...changes });
    for (const changes of [{}, { session: AgendaSession.OFFICIAL }])
      expect(await refusalOf(correct(changes))).toMatchObject({
        code: 'BAD_USER_INPUT',
        facts: { argument: 'title' },
      });
    await correct({ session: AgendaSession.PREPARATORY });
    await correct({ title: { ...title, en: 'Opening' } });
    expect(await happenedAt(test.db, hall.conference.id)).toHaveLength(2);
  });

  it('leaves the part of the conference unless it is given', async () => {
    const hall = await aHall(test.db);
    await correctAgendaItem(test.db, hall.secretary, { itemId: at(hall.agenda, 1).id, title: text('Khác') });
    expect(at(await agenda(hall), 1)).toMatchObject({ title: text('Khác'), session: AgendaSession.OFFICIAL });
  });
});

describe('moveAgendaItem', () => {
  it.each([
    ['up', 2, 1, ['1 Mục 3', '2 Mục 1', '3 Mục 2']],
    ['down', 0, 2, ['1 Mục 2', '2 Mục 1', '3 Mục 3']],
    ['to the end where there are fewer', 0, 99, ['1 Mục 2', '2 Mục 3', '3 Mục 1']],
  ])('moves an item %s', async (_, which, place, order) => {
    const hall = await aHall(test.db);
    await moveAgendaItem(test.db, hall.secretary, { itemId: at(hall.agenda, which).id, place });
    expect(await reads(hall)).toEqual(order);
    expect(await happenedAt(test.db, hall.conference.id)).toMatchObject([
      {
        kind: 'agendaItemMoved',
        data: { from: which + 1, to: Math.min(place, 3), order: (await agenda(hall)).map(({ id }) => id) },
      },
    ]);
  });
});

describe('removeAgendaItem', () => {
  it('takes an item off, and closes the gap', async () => {
    const hall = await aHall(test.db);
    await remove(hall, at(hall.agenda, 0).id);
    expect(await reads(hall)).toEqual(['1 Mục 2', '2 Mục 3']);
    expect(await happenedAt(test.db, hall.conference.id)).toMatchObject([
      { kind: 'agendaItemRemoved', data: { code: 'muc-1', title: text('Mục 1') } },
    ]);
  });

  it('refuses what was started, unless the start was undone', async () => {
    const hall = await aHall(test.db);
    const [first, second] = [at(hall.agenda, 0), at(hall.agenda, 1)];
    await startAgendaItem(test.db, hall.chair, { itemId: first.id });
    await startAgendaItem(test.db, hall.chair, { itemId: second.id });
    for (const { id } of [first, second])
      expect(await refusalOf(remove(hall, id))).toMatchObject({ code: 'AGENDA_STATE' });
    await undoAgendaStart(test.db, hall.chair, { itemId: second.id });
    await remove(hall, second.id);
    expect(await reads(hall)).toEqual(['1 Mục 1', '2 Mục 3']);
  });

  it('refuses an item that a poll belongs to, and names the poll', async () => {
    const hall = await aHall(test.db);
    const agendaItemId = at(hall.agenda, 0).id;
    const pollId = await aDraftPoll(hall, { agendaItemId });
    expect(await refusalOf(remove(hall, agendaItemId))).toMatchObject({
      code: 'AGENDA_STATE',
      facts: { polls: [pollId] },
    });
  });
});

describe('undoAgendaStart', () => {
  const start = (hall: Hall, place: number) =>
    startAgendaItem(test.db, hall.secretary, { itemId: at(hall.agenda, place).id });
  const undo = (hall: Hall, place: number, viewer = hall.secretary) =>
    undoAgendaStart(test.db, viewer, { itemId: at(hall.agenda, place).id });
  const stands = async (hall: Hall) =>
    (await agenda(hall)).map(({ state, startedAt, finishedAt }) => ({ state, startedAt, finishedAt }));

  it('makes the item pending and takes up again what was current, and both stay in the log', async () => {
    const hall = await aHall(test.db);
    await start(hall, 0);
    const before = await stands(hall);
    await start(hall, 2);
    await undo(hall, 2);
    expect(await stands(hall)).toEqual(before);
    const log = await happenedAt(test.db, hall.conference.id);
    expect(log.map(({ kind }) => kind)).toEqual(['agendaItemStarted', 'agendaItemStarted', 'agendaStartUndone']);
    expect(log[2]).toMatchObject({
      subject: at(hall.agenda, 2).id,
      topics: [`conference:${hall.conference.id}`, `agenda:${hall.conference.id}`],
      data: { state: 'PENDING', resumed: { itemId: at(hall.agenda, 0).id } },
    });
  });

  it('undoes starts one after another, the last first', async () => {
    const hall = await aHall(test.db);
    const before = await stands(hall);
    for (const place of [0, 1]) await start(hall, place);
    for (const place of [1, 0]) await undo(hall, place);
    expect(await stands(hall)).toEqual(before);
  });

  it('makes an item done again that was taken up again by mistake', async () => {
    const hall = await aHall(test.db);
    for (const place of [0, 1]) await start(hall, place);
    const before = await stands(hall);
    await start(hall, 0);
    await undo(hall, 0);
    expect(await stands(hall)).toEqual(before);
  });

  it('refuses an item that is not current', async () => {
    const hall = await aHall(test.db);
    for (const place of [0, 1]) await start(hall, place);
    for (const place of [0, 2]) expect(await refusalOf(undo(hall, place))).toMatchObject({ code: 'AGENDA_STATE' });
  });

  it('refuses once the conference is not in session', async () => {
    const hall = await aHall(test.db);
    await start(hall, 0);
    await test.db.query(`update conference set state = 'CLOSED', closed_at = now() where id = $1`, [
      hall.conference.id,
    ]);
    expect(await refusalOf(undo(hall, 0))).toMatchObject({ code: 'CONFERENCE_NOT_OPEN' });
  });

  it('is for the desk of that conference', async () => {
    const hall = await aHall(test.db);
    const other = await aHall(test.db);
    await start(hall, 0);
    for (const viewer of [at(hall.delegates, 0), other.secretary])
      expect(await refusalOf(undo(hall, 0, viewer))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('of two at once undoes once', async () => {
    const hall = await aHall(test.db);
    for (const place of [0, 1]) await start(hall, place);
    expect((await whileLogHeld(hall, () => outcomes(undo(hall, 1), undo(hall, 1)))).toSorted()).toEqual([
      'AGENDA_STATE',
      'done',
    ]);
    expect((await stands(hall)).map(({ state }) => state)).toEqual(['CURRENT', 'PENDING', 'PENDING']);
  });
});

import { AgendaItem, AgendaState } from '../../src/conference/agenda-item';
import { ConferenceState } from '../../src/conference/conference';
import { startAgendaItem } from '../../src/conference/start-agenda-item';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { happenedAt, outcomes } from '../support/log';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

async function states(hall: Hall): Promise<readonly string[]> {
  const where = { conferenceId: hall.conference.id };
  const agenda = await test.db.manager.find(AgendaItem, { where, order: { ordinal: 'ASC' } });
  return agenda.map((item) => item.state);
}

describe('startAgendaItem', () => {
  it('takes up an item', async () => {
    const hall = await aHall(test.db);
    const item = at(hall.agenda, 0);
    await startAgendaItem(test.db, hall.secretary, { itemId: item.id });
    expect(await states(hall)).toEqual(['CURRENT', 'PENDING', 'PENDING']);
    expect(await happenedAt(test.db, hall.conference.id)).toMatchObject([
      {
        kind: 'agendaItemStarted',
        subject: item.id,
        topics: [`conference:${hall.conference.id}`, `agenda:${hall.conference.id}`],
        data: { code: item.code, title: item.title, finished: null },
      },
    ]);
  });

  it('finishes the item that was current, in the same entry of the log', async () => {
    const hall = await aHall(test.db);
    const [first, second] = [at(hall.agenda, 0), at(hall.agenda, 1)];
    await startAgendaItem(test.db, hall.secretary, { itemId: first.id });
    await startAgendaItem(test.db, hall.chair, { itemId: second.id });
    expect(await states(hall)).toEqual(['DONE', 'CURRENT', 'PENDING']);
    const log = await happenedAt(test.db, hall.conference.id);
    expect(log).toHaveLength(2);
    expect(log[1]).toMatchObject({ subject: second.id, data: { finished: { itemId: first.id, code: first.code } } });
  });

  it('takes up again what was done', async () => {
    const hall = await aHall(test.db);
    for (const place of [0, 1, 0]) {
      await startAgendaItem(test.db, hall.secretary, { itemId: at(hall.agenda, place).id });
    }
    expect(await states(hall)).toEqual(['CURRENT', 'DONE', 'PENDING']);
    const item = await test.db.manager.findOneByOrFail(AgendaItem, { id: at(hall.agenda, 0).id });
    expect(item.finishedAt).toBeNull();
  });

  it('refuses the current item', async () => {
    const hall = await aHall(test.db);
    const input = { itemId: at(hall.agenda, 0).id };
    await startAgendaItem(test.db, hall.secretary, input);
    expect(await refusalOf(startAgendaItem(test.db, hall.secretary, input))).toMatchObject({
      code: 'AGENDA_STATE',
      facts: { state: AgendaState.CURRENT },
    });
  });

  it.each([ConferenceState.PLANNED, ConferenceState.CLOSED])('refuses while the conference is %s', async (state) => {
    const hall = await aHall(test.db, { state });
    expect(await refusalOf(startAgendaItem(test.db, hall.secretary, { itemId: at(hall.agenda, 0).id }))).toMatchObject({
      code: 'CONFERENCE_NOT_OPEN',
      facts: { state },
    });
  });

  it('leaves one current item when all are taken up at once', async () => {
    const hall = await aHall(test.db, { agendaItems: 6 });
    const done = await outcomes(
      ...hall.agenda.map((item) => startAgendaItem(test.db, hall.secretary, { itemId: item.id })),
    );
    expect(done).toEqual(hall.agenda.map(() => 'done'));
    const last = (await happenedAt(test.db, hall.conference.id)).at(-1);
    const current = await test.db.manager.findBy(AgendaItem, {
      conferenceId: hall.conference.id,
      state: AgendaState.CURRENT,
    });
    expect(current.map((item) => item.id)).toEqual([last?.subject]);
  });

  it('is for the desk of that conference', async () => {
    const hall = await aHall(test.db);
    const other = await aHall(test.db);
    const input = { itemId: at(hall.agenda, 0).id };
    for (const viewer of [at(hall.delegates, 0), hall.observer, other.secretary]) {
      expect(await refusalOf(startAgendaItem(test.db, viewer, input))).toMatchObject({ code: 'FORBIDDEN' });
    }
    for (const itemId of ['none', hall.conference.id]) {
      expect(await refusalOf(startAgendaItem(test.db, hall.chair, { itemId }))).toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});

import { AgendaItem, AgendaState } from '../../src/conference/agenda-item';
import { ConferenceState } from '../../src/conference/conference';
import { finishAgendaItem } from '../../src/conference/finish-agenda-item';
import { startAgendaItem } from '../../src/conference/start-agenda-item';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at } from '../support/hall';
import { happenedAt, outcomes } from '../support/log';
import { whileLogHeld } from '../support/while-log-held';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

describe('finishAgendaItem', () => {
  it('finishes the current item and takes up no other', async () => {
    const hall = await aHall(test.db);
    const item = at(hall.agenda, 0);
    await startAgendaItem(test.db, hall.secretary, { itemId: item.id });
    await finishAgendaItem(test.db, hall.secretary, { itemId: item.id });
    const after = await test.db.manager.findOneByOrFail(AgendaItem, { id: item.id });
    expect(after.state).toBe(AgendaState.DONE);
    expect(after.finishedAt).toBeInstanceOf(Date);
    expect((await happenedAt(test.db, hall.conference.id)).at(-1)).toMatchObject({
      kind: 'agendaItemFinished',
      subject: item.id,
      topics: [`conference:${hall.conference.id}`, `agenda:${hall.conference.id}`],
      data: { code: item.code },
    });
  });

  it('refuses an item that is not current, also one of two at once', async () => {
    const hall = await aHall(test.db);
    const input = { itemId: at(hall.agenda, 0).id };
    expect(await refusalOf(finishAgendaItem(test.db, hall.secretary, input))).toMatchObject({
      code: 'AGENDA_STATE',
      facts: { state: AgendaState.PENDING },
    });
    await startAgendaItem(test.db, hall.secretary, input);
    const finish = () => finishAgendaItem(test.db, hall.secretary, input);
    expect(await whileLogHeld(hall, () => outcomes(finish(), finish()))).toEqual(['AGENDA_STATE', 'done']);
  });

  it('refuses while the conference is not in session', async () => {
    const hall = await aHall(test.db, { state: ConferenceState.CLOSED });
    expect(await refusalOf(finishAgendaItem(test.db, hall.chair, { itemId: at(hall.agenda, 0).id }))).toMatchObject({
      code: 'CONFERENCE_NOT_OPEN',
    });
  });

  it('is for the desk of that conference', async () => {
    const hall = await aHall(test.db);
    const other = await aHall(test.db);
    for (const viewer of [at(hall.delegates, 0), other.chair]) {
      expect(await refusalOf(finishAgendaItem(test.db, viewer, { itemId: at(hall.agenda, 0).id }))).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    expect(await refusalOf(finishAgendaItem(test.db, hall.chair, { itemId: 'none' }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

import { pollSubjects } from '../../src/award/poll-subjects';
import { editPoll, removePoll } from '../../src/poll/edit-poll';
import { Option } from '../../src/poll/option';
import { Poll, PollKind } from '../../src/poll/poll';
import { faultsOf, recount } from '../../src/record/recount';
import { closeConference, openPoll } from '../support/acts';
import { aDraftPoll, anOpenPoll, pollInput } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { happenedAt } from '../support/log';

let test: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(test.db);
});
afterAll(() => test.drop());

const label = (vi: string) => ({ vi, en: null });
const options = ['a', 'b', 'c'].map((code) => ({ code, label: label(`Lựa chọn ${code}`) }));

function edit(pollId: string, changes: Partial<Parameters<typeof pollInput>[1]> = {}, by = hall.secretary) {
  const { conferenceId: _, ...question } = pollInput(hall, changes);
  return editPoll(test.db, by, { ...question, pollId }, pollSubjects);
}

const remove = (pollId: string, by = hall.secretary) => removePoll(test.db, by, { pollId });

const faults = async () => faultsOf(await recount(test.db, { slug: hall.conference.slug }));

describe('editPoll', () => {
  it('rewrites a draft whole, and a recount goes by what it has become', async () => {
    const pollId = await aDraftPoll(hall);
    const question = label('Chọn hai đơn vị?');
    await edit(pollId, { question, kind: PollKind.CHOOSE, options, maxChoices: 2 });
    expect(await test.db.manager.findOneByOrFail(Poll, { id: pollId })).toMatchObject({
      question,
      kind: 'CHOOSE',
      maxChoices: 2,
      ordinal: 1,
      state: 'DRAFT',
    });
    expect((await test.db.manager.findBy(Option, { pollId })).map(({ code }) => code).sort()).toEqual(['a', 'b', 'c']);
    expect((await happenedAt(test.db, hall.conference.id)).at(-1)).toMatchObject({
      kind: 'pollEdited',
      subject: pollId,
      data: { question, kind: 'CHOOSE', options: [{ code: 'a' }, { code: 'b' }, { code: 'c' }] },
    });
    await openPoll(test.db, hall.chair, { pollId, idempotencyKey: null });
    expect(await faults()).toEqual([]);
    await test.db.query(`update poll set max_choices = 3 where id = $1`, [pollId]);
    expect(await faults()).toEqual([expect.stringContaining('maxChoices is 3, by the log 2')]);
  });

  it('changes nothing but drafts, and no more once the conference is closed', async () => {
    const draft = await aDraftPoll(hall);
    const open = await anOpenPoll(hall);
    for (const change of [edit, remove])
      expect(await refusalOf(change(open))).toMatchObject({ code: 'POLL_STATE', facts: { state: 'OPEN' } });
    await test.db.query(`update poll set state = 'VOID' where id = $1`, [open]);
    await closeConference(test.db, hall.chair, { conferenceId: hall.conference.id });
    for (const change of [edit, remove])
      expect(await refusalOf(change(draft))).toMatchObject({ code: 'CONFERENCE_NOT_OPEN' });
  });

  it('is for the desk of that conference, and so is removing', async () => {
    const draft = await aDraftPoll(hall);
    const other = await aHall(test.db);
    for (const by of [hall.observer, at(hall.delegates, 0), other.secretary]) {
      expect(await refusalOf(edit(draft, {}, by))).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refusalOf(remove(draft, by))).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});

describe('removePoll', () => {
  it('takes a draft away, which the log goes on telling of', async () => {
    const pollId = await aDraftPoll(hall, { kind: PollKind.CHOOSE, options });
    await remove(pollId);
    expect(await test.db.manager.countBy(Option, { pollId })).toBe(0);
    expect((await happenedAt(test.db, hall.conference.id)).map(({ kind, subject }) => [kind, subject])).toEqual([
      ['pollCreated', pollId],
      ['pollRemoved', pollId],
    ]);
    expect(await faults()).toEqual([]);
    expect((await refusalOf(remove(pollId))).code).toBe('NOT_FOUND');
    await aDraftPoll(hall);
  });
});

import { randomUUID } from 'node:crypto';
import { Award } from '../../src/award/award';
import { pollsByProposal } from '../../src/award/loaders';
import { proposeAward } from '../../src/award/propose-award';
import { PollKind } from '../../src/poll/poll';
import { aDraftPoll, anOpenPoll } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';

let database: TestDatabase;
let [here, there]: [Hall, Hall] = [] as never;
beforeAll(async () => {
  database = await freshDatabase();
  [here, there] = [await aHall(database.db), await aHall(database.db)];
});
afterAll(() => database.drop());

async function aProposal(hall: Hall): Promise<string> {
  const [award] = await hall.db.manager.find(Award, { take: 1 });
  const input = { conferenceId: hall.conference.id, awardCode: award!.code, memberId: hall.members[0]!.id };
  return (await proposeAward(hall.db, hall.secretary, { ...input, reason: null, idempotencyKey: null } as never))
    .subject;
}

describe('createPoll', () => {
  it('refuses to ask about a proposal of another conference, as question and as option', async () => {
    const proposalId = await aProposal(there);
    await expect(aDraftPoll(here, { subjectId: proposalId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const options = ['a', 'b'].map((code) => ({
      code,
      label: { vi: code, en: null },
      memberId: null,
      subjectId: proposalId,
    }));
    await expect(aDraftPoll(here, { kind: PollKind.CHOOSE, options })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(aDraftPoll(there, { subjectId: proposalId })).resolves.toEqual(expect.any(String));
  });

  it('settles nothing elsewhere even when the tables were made to say so', async () => {
    const hall = await aHall(database.db);
    const proposalId = await aProposal(hall);
    const pollId = await anOpenPoll(here);
    await database.db.query('update poll set subject_id = $1 where id = $2', [proposalId, pollId]);
    expect(await pollsByProposal.read(database.db.manager, [proposalId])).toEqual([[]]);
  });

  it('refuses members, agenda items and earlier rounds of another bloc or conference', async () => {
    const option = (code: string, memberId: string) => ({
      code,
      label: { vi: code, en: null },
      memberId,
      subjectId: null,
    });
    const options = [option('a', here.members[0]!.id), option('b', there.members[0]!.id)];
    await expect(aDraftPoll(here, { kind: PollKind.CHOOSE, options })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(aDraftPoll(here, { agendaItemId: there.agenda[0]!.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(aDraftPoll(here, { previousId: randomUUID() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

import { randomUUID } from 'node:crypto';
import { Award, AwardFamily, kindByName } from '../../src/award/award';
import { pollsByProposal } from '../../src/award/loaders';
import { pollSubjects } from '../../src/award/poll-subjects';
import { proposeAward } from '../../src/award/propose-award';
import { VotingRule } from '../../src/bloc/voting-rule';
import { ConferenceState } from '../../src/conference/conference';
import type { CreatePollInput } from '../../src/poll/create-poll';
import { editPoll } from '../../src/poll/edit-poll';
import { Poll, PollKind } from '../../src/poll/poll';
import { defaultRule } from '../../src/poll/rules';
import { createPoll, voidPoll } from '../support/acts';
import { aDraftPoll, anOpenPoll, pollInput } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, closesYear, type Hall } from '../support/hall';

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
  return (await proposeAward(hall.db, hall.secretary, input)).subject;
}

/** A proposal of an award for the member at a place. */
async function proposed(awardCode: string, place: number): Promise<string> {
  const whom = { conferenceId: here.conference.id, memberId: here.members[place]!.id };
  const input = { ...whom, awardCode, besideReason: 'Thành tích khác' };
  return (await proposeAward(here.db, here.secretary, input)).subject;
}

const choosing = (code: string, proposalId: string | null) => ({
  code,
  label: { vi: code, en: null },
  memberId: null,
  proposalId,
});

const pollOf = (id: string) => database.db.manager.findOneByOrFail(Poll, { id });

describe('createPoll', () => {
  it('refuses to ask about a proposal of another conference, as question and as option', async () => {
    const proposalId = await aProposal(there);
    await expect(aDraftPoll(here, { proposalId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const options = [choosing('a', proposalId), choosing('b', null)];
    await expect(aDraftPoll(here, { kind: PollKind.CHOOSE, options })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(aDraftPoll(there, { proposalId })).resolves.toEqual(expect.any(String));
  });

  it('settles nothing elsewhere: a question is tied to its conference by the tables, an option by what is read', async () => {
    const hall = await aHall(database.db);
    const proposalId = await aProposal(hall);
    const pollId = await anOpenPoll(here);
    await expect(
      database.db.query('update poll set proposal_id = $1 where id = $2', [proposalId, pollId]),
    ).rejects.toThrow(/poll_proposal_id_conference_id_fkey/);
    await database.db.query(`update poll_option set proposal_id = $1 where poll_id = $2 and code = 'YES'`, [
      proposalId,
      pollId,
    ]);
    expect(await pollsByProposal.read(database.db.manager, [proposalId])).toEqual([[]]);
  });

  it('refuses to ask about what exists nowhere, or is no proposal', async () => {
    for (const proposalId of [randomUUID(), here.conference.id, here.members[0]!.id, 'x'])
      for (const changes of [
        { proposalId },
        { kind: PollKind.CHOOSE, options: [choosing('a', proposalId), choosing('b', null)] },
      ])
        await expect(aDraftPoll(here, changes)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is a further round of a poll that has begun, never of a draft', async () => {
    const draft = await aDraftPoll(here);
    expect(await refusalOf(aDraftPoll(here, { previousId: draft }))).toMatchObject({
      code: 'POLL_STATE',
      facts: { argument: 'previousId', state: 'DRAFT' },
    });
    await voidPoll(here.db, here.chair, { pollId: draft, reason: 'Nhầm câu hỏi', idempotencyKey: null });
    expect(await pollOf(await aDraftPoll(here, { previousId: draft }))).toMatchObject({ previousId: draft });
  });

  it('refuses members, agenda items and earlier rounds of another bloc or conference', async () => {
    const option = (code: string, memberId: string) => ({
      code,
      label: { vi: code, en: null },
      memberId,
      proposalId: null,
    });
    const options = [option('a', here.members[0]!.id), option('b', there.members[0]!.id)];
    await expect(aDraftPoll(here, { kind: PollKind.CHOOSE, options })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(aDraftPoll(here, { agendaItemId: there.agenda[0]!.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(aDraftPoll(here, { previousId: randomUUID() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('takes the rule of the award that is proposed, whatever kind of poll asks', async () => {
    const [flag, certificate] = [await proposed('CO_TD_CHINH_PHU', 1), await proposed('BK_THU_TUONG', 2)];
    const subjects = { subject: 'CO_TD_CHINH_PHU', rule: { passNumerator: 80, passDenominator: 100 } };
    const choice = { kind: PollKind.CHOOSE, options: [choosing('a', flag), choosing('b', null)] };
    for (const changes of [{ proposalId: flag }, choice, { proposalId: flag, subject: 'CO_TD_CHINH_PHU' }])
      expect(await pollOf(await aDraftPoll(here, changes))).toMatchObject(subjects);
    expect(await pollOf(await aDraftPoll(here, { proposalId: certificate }))).toMatchObject({
      subject: 'BK_THU_TUONG',
      rule: { passNumerator: 1, passDenominator: 2, passStrict: true },
    });
    expect(await pollOf(await aDraftPoll(here))).toMatchObject({ subject: 'RESOLUTION' });
  });

  it.each([
    ['CO_TD_UBND_TINH', 'Cờ thi đua của UBND tỉnh', 80],
    ['CO_BO', 'Danh hiệu “Cờ thi đua của Bộ”', 80],
    ['CO_BAN', 'CỜ THI ĐUA CỦA BAN', 80],
    ['BK_BO', 'Bằng khen của Bộ', 1],
    ['GK_CO_SO', 'Giấy khen cấp cơ sở', 1],
  ])('asks four fifths of all for every flag, by what it is: %s', async (code, vi, passNumerator) => {
    const award = { id: randomUUID(), code, family: AwardFamily.FORM, aliases: [], grantor: { vi: 'UBND', en: null } };
    const name = { vi, en: null };
    await here.db.manager.insert(Award, { ...award, name, kind: kindByName(name) });
    const rule = { passNumerator };
    expect(await pollOf(await aDraftPoll(here, { subject: code }))).toMatchObject({ subject: code, rule });
    const proposalId = await proposed(code, 0);
    expect(await pollOf(await aDraftPoll(here, { proposalId }))).toMatchObject({ subject: code, rule });
  });

  it('refuses a subject that is not that of the proposal, or is unknown, with the cure', async () => {
    const [flag, certificate] = [await proposed('CO_TD_CHINH_PHU', 3), await proposed('BK_THU_TUONG', 4)];
    const refused = async (changes: Partial<CreatePollInput>) =>
      (await refusalOf(aDraftPoll(here, changes))).facts as { argument: string; cure: string };
    expect(await refused({ proposalId: flag, subject: 'RESOLUTION' })).toEqual({
      argument: 'subject',
      cure: 'What is proposed is CO_TD_CHINH_PHU: leave `subject` out, or send that.',
    });
    expect(await refused({ subject: 'CO_TD_CHINH_PHỦ' })).toEqual({
      argument: 'subject',
      cure: 'Send RESOLUTION, LEADERSHIP, or a code from the query `awards`.',
    });
    const options = [choosing('a', flag), choosing('b', certificate)];
    expect(await refused({ kind: PollKind.CHOOSE, options })).toMatchObject({ argument: 'options.proposalId' });
  });

  it('refuses a rule that asks for more than all of the votes, new or in a draft, and so do the tables', async () => {
    const rule = { ...defaultRule(false), passNumerator: 2, passDenominator: 2, passStrict: true };
    const refusal = { code: 'BAD_USER_INPUT', facts: { argument: 'rule.passStrict' } };
    expect(await refusalOf(aDraftPoll(here, { rule }))).toMatchObject(refusal);
    const pollId = await aDraftPoll(here, { rule: { ...rule, passStrict: false } });
    const { conferenceId: _, ...question } = pollInput(here, { rule });
    const edit = { ...question, pollId };
    expect(await refusalOf(editPoll(here.db, here.secretary, edit, pollSubjects))).toMatchObject(refusal);
    for (const statement of [
      `update poll set pass_strict = true where id = '${pollId}'`,
      `insert into voting_rule (id, bloc_id, year, subject, electorate, quorum_numerator, quorum_denominator,
         pass_numerator, pass_denominator, pass_strict, base, seats)
       values (gen_random_uuid(), '${here.bloc.id}', 2031, 'RESOLUTION', 'MEMBERS', 1, 2, 2, 2, true, 'ALL', null)`,
    ])
      await expect(here.db.query(statement)).rejects.toThrow(/(poll_rule|voting_rule)_check/);
  });

  it.each(['quorum', 'pass'] as const)('refuses a %s of nothing, and so do the tables', async (share) => {
    const rule = { ...defaultRule(false), [`${share}Numerator`]: 0 };
    expect(await refusalOf(aDraftPoll(here, { rule }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument: `rule.${share}Numerator`, cure: 'At least 1: a share of nothing is no rule.' },
    });
    const pollId = await aDraftPoll(here);
    for (const statement of [
      `update poll set ${share}_numerator = 0 where id = '${pollId}'`,
      `insert into voting_rule (id, bloc_id, year, subject, electorate, quorum_numerator, quorum_denominator,
         pass_numerator, pass_denominator, pass_strict, base, seats)
       values (gen_random_uuid(), '${here.bloc.id}', 2031, 'RESOLUTION', 'MEMBERS', ${share === 'quorum' ? 0 : 1}, 2,
         ${share === 'pass' ? 0 : 1}, 2, true, 'ALL', null)`,
    ])
      await expect(here.db.query(statement)).rejects.toThrow(/(poll_rule|voting_rule)_check/);
  });

  it('takes the floor of secret ballots from the rule, from the year, or five', async () => {
    const floorOf = async (changes: Partial<CreatePollInput>) =>
      (await pollOf(await aDraftPoll(here, changes))).rule.floor;
    const { floor: _, ...rule } = defaultRule(false);
    expect(await floorOf({})).toBe(5);
    expect(await floorOf({ rule })).toBe(5);
    expect(await floorOf({ rule: { ...rule, floor: 9 } })).toBe(9);
    expect(await refusalOf(floorOf({ rule: { ...rule, floor: 2 } }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument: 'rule.floor' },
    });
    const settled = { id: randomUUID(), blocId: here.bloc.id, year: closesYear, subject: 'LEADERSHIP' };
    await here.db.manager.insert(VotingRule, { ...settled, rule: { ...defaultRule(false), floor: 7 } });
    expect(await floorOf({ subject: 'LEADERSHIP' })).toBe(7);
  });

  it.each(['quorum', 'pass'] as const)('refuses a %s of more than the whole, with the cure', async (share) => {
    const rule = { ...defaultRule(false), [`${share}Numerator`]: 3, [`${share}Denominator`]: 2 };
    expect(await refusalOf(aDraftPoll(here, { rule }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument: `rule.${share}Numerator`, cure: 'At most 2, its denominator: it is a share of the whole.' },
    });
  });

  it('refuses options that do not fit the kind of poll', async () => {
    const [a, b] = [choosing('a', null), choosing('b', null)];
    const refused = async (changes: Partial<CreatePollInput>) => (await refusalOf(aDraftPoll(here, changes))).facts;
    expect(await refused({ options: [a, b] })).toMatchObject({
      argument: 'options',
      cure: expect.stringMatching(/^Leave/),
    });
    const kind = PollKind.CHOOSE;
    for (const options of [null, [], [a], [a, a]])
      expect(await refused({ kind, options })).toMatchObject({
        argument: 'options',
        cure: expect.stringMatching(/two/),
      });
    const [member, other] = [here.members[0]!.id, here.members[1]!.id];
    const proposalId = await proposed('CO_TD_CHINH_PHU', 0);
    const twice = [
      [a, { ...b, label: { vi: 'A ', en: null } }],
      [
        { ...a, memberId: member },
        { ...b, memberId: member },
      ],
      [
        { ...a, proposalId },
        { ...b, proposalId },
      ],
    ];
    for (const options of twice)
      expect(await refused({ kind, options })).toEqual({ argument: 'options', cure: 'Give at least two, each once.' });
    expect(await refused({ kind, options: [{ ...a, memberId: other, proposalId }, b] })).toMatchObject({
      argument: 'options',
      cure: expect.stringMatching(/give one/),
    });
    expect(await refused({ kind, proposalId, options: [a, b] })).toMatchObject({ argument: 'proposalId' });
    expect(await refused({ kind, options: [a, b], maxChoices: 3 })).toEqual({
      argument: 'maxChoices',
      cure: 'At most 2.',
    });
    expect(await pollOf(await aDraftPoll(here, { kind, options: [a, b], maxChoices: 2 }))).toMatchObject({
      maxChoices: 2,
    });
  });

  it('is for the desk of that conference', async () => {
    const input = pollInput(here);
    for (const by of [here.observer, here.delegates[0]!, there.secretary])
      expect(await refusalOf(createPoll(here.db, by, input))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('is over once the conference is closed', async () => {
    const hall = await aHall(database.db, { state: ConferenceState.CLOSED });
    expect(await refusalOf(aDraftPoll(hall))).toMatchObject({
      code: 'CONFERENCE_NOT_OPEN',
      facts: { state: 'CLOSED' },
    });
  });
});

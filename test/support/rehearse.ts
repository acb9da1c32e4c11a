import { chance } from '../../faults/chance';
import { correctProposal } from '../../src/award/correct-proposal';
import { Decision, DecisionStep } from '../../src/award/decision';
import { pollSubjects } from '../../src/award/poll-subjects';
import { Proposal } from '../../src/award/proposal';
import { proposeAward } from '../../src/award/propose-award';
import { recordDecision } from '../../src/award/record-decision';
import { withdrawProposal } from '../../src/award/withdraw-proposal';
import { Electorate, RuleBase, TieCriterion } from '../../src/bloc/rule';
import { addAgendaItem } from '../../src/conference/add-agenda-item';
import { addDelegate } from '../../src/conference/add-delegate';
import { AgendaItem } from '../../src/conference/agenda-item';
import { checkIn } from '../../src/conference/check-in';
import { checkOut } from '../../src/conference/check-out';
import { correctAgendaItem } from '../../src/conference/correct-agenda-item';
import { correctDelegate } from '../../src/conference/correct-delegate';
import { Delegate } from '../../src/conference/delegate';
import { finishAgendaItem } from '../../src/conference/finish-agenda-item';
import { moveAgendaItem } from '../../src/conference/move-agenda-item';
import { removeAgendaItem } from '../../src/conference/remove-agenda-item';
import { replaceDelegate } from '../../src/conference/replace-delegate';
import { startAgendaItem } from '../../src/conference/start-agenda-item';
import { undoAgendaStart } from '../../src/conference/undo-agenda-start';
import { withdrawDelegate } from '../../src/conference/withdraw-delegate';
import { doAlone } from '../../src/confirmation/two-keys';
import { Refusal } from '../../src/errors/refusal';
import { draftPact } from '../../src/pact/draft-pact';
import { openPact } from '../../src/pact/open-pact';
import { Pact } from '../../src/pact/pact';
import { signPact } from '../../src/pact/sign-pact';
import { withdrawSignature } from '../../src/pact/withdraw-signature';
import { handVoting } from '../../src/poll/cast-by-hand';
import { changeBallot } from '../../src/poll/change-ballot';
import { conferencePolls } from '../../src/poll/conference-polls';
import { createSecondBallot } from '../../src/poll/create-second-ballot';
import { decideTie } from '../../src/poll/decide-tie';
import { editPoll, removePoll } from '../../src/poll/edit-poll';
import { Poll, PollKind, PollMethod, Secrecy } from '../../src/poll/poll';
import { recordConsensus } from '../../src/poll/record-consensus';
import { paperCounting } from '../../src/poll/record-paper-ballots';
import { retractConsensus } from '../../src/poll/retract-consensus';
import { schedulePoll } from '../../src/poll/schedule-poll';
import { closePoll, correctDecision, openPoll, recordPollResult, undoPollOpening, voidPoll } from './acts';
import { aDraftPoll, anOpenPoll, pollInput, vote } from './ballots';
import { servicesOf } from './context';
import { at, type Hall, opensYear } from './hall';

const idempotencyKey = null;
const words = (vi: string) => ({ vi, en: null });

/**
 * Does one act after another at a hall, picked by a seed: people come, go, are corrected and replaced; votes are made,
 * rewritten, opened, cast, closed, set aside; a pact is drafted, signed, withdrawn from. What is refused is passed over.
 */
export async function rehearse(
  hall: Hall,
  seed: number,
  steps: number,
  after: () => Promise<unknown>,
): Promise<number> {
  const random = chance(seed);
  const acts = actsOf(hall, random);
  let done = 0;
  for (let step = 0; step < steps; step += 1) {
    const act = at(acts, random.below(acts.length));
    try {
      await act(step);
      done += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      continue;
    }
    await after();
  }
  return done;
}

const simpleMajority = {
  ...{ electorate: Electorate.DELEGATES, quorumNumerator: 1, quorumDenominator: 2, base: RuleBase.ALL, seats: 2 },
  ...{ passNumerator: 1, passDenominator: 10, passStrict: false },
};

/** Everybody who may signs one pact, so that it is in force; then somebody stands in for the first. */
export async function signAndStandIn(hall: Hall, after: () => Promise<unknown>): Promise<void> {
  const { db, conference, secretary, chair } = hall;
  const conferenceId = conference.id;
  const articles = [{ heading: words('Điều 1'), text: words('Nội dung') }];
  const draft = { conferenceId, year: opensYear, title: words('Giao ước'), preamble: null, articles, targets: [] };
  const { subject: pactId } = await draftPact(db, secretary, { ...draft, idempotencyKey });
  await openPact(db, chair, { pactId, idempotencyKey });
  const { textHash } = await db.manager.findOneByOrFail(Pact, { id: pactId });
  for (const [n, { id: delegateId }] of hall.people.slice(0, hall.members.length).entries()) {
    if (n >= 6) await checkIn(db, secretary, { conferenceId, delegateId });
    await signPact(db, at(hall.delegates, n), { pactId, textHash: textHash ?? '', idempotencyKey });
    await after();
  }
  const member = { conferenceId, name: words('Người thay'), memberId: at(hall.members, 0).id };
  const { subject: standInId } = await addDelegate(db, secretary, member);
  await replaceDelegate(db, secretary, { delegateId: at(hall.people, 0).id, standInId, paper: 'Giấy số 1' });
  await after();
}

/**
 * What a random hall rarely comes to: a mistaken start of the agenda undone, a vote planned for an hour, a vote by hand, papers beside a secret vote, a consensus
 * taken back, a tie that leader and deputy decide, a proposal put right.
 */
export async function unusualActs(hall: Hall, after: () => Promise<unknown>): Promise<void> {
  const { db, conference, secretary, chair, people } = hall;
  const conferenceId = conference.id;
  const by = { reason: 'Máy hỏng', delegateId: at(people, 2).id };
  const proposed = { conferenceId, awardCode: 'CO_TD_CHINH_PHU', memberId: at(hall.members, 5).id };
  const { subject: proposalId } = await proposeAward(db, secretary, { ...proposed, reason: words('Thành tích') });
  await after();
  await correctProposal(db, secretary, { proposalId, grounds: words('Thành tích năm'), reason: 'Sai chính tả' });
  await after();
  const itemId = at(hall.agenda, 0).id;
  await startAgendaItem(db, secretary, { itemId });
  await after();
  await undoAgendaStart(db, secretary, { itemId });
  await after();
  const planned = await aDraftPoll(hall);
  await after();
  await schedulePoll(db, chair, { pollId: planned, opensAt: new Date(Date.now() + 3_600_000), minutes: 5 });
  await after();
  const agreed = await aDraftPoll(hall);
  await recordConsensus(db, chair, { pollId: agreed }, pollSubjects);
  await after();
  await retractConsensus(db, chair, { pollId: agreed, reason: 'Ghi nhầm' });
  await after();
  const named = await anOpenPoll(hall, { liveTally: true });
  await doAlone(db, secretary, handVoting, { pollId: named, choices: ['YES'], ...by });
  await after();
  const secret = await anOpenPoll(hall, { secrecy: Secrecy.UNLINKED, liveTally: false });
  await doAlone(db, secretary, handVoting, { pollId: secret, choices: null, ...by });
  for (const n of [0, 1, 3, 4]) await vote(hall, secret, n, ['YES']);
  const papers = { cast: 1, blank: 0, invalid: 0, votes: [{ code: 'NO', votes: 1 }] };
  await doAlone(db, secretary, paperCounting, { pollId: secret, ...papers });
  await after();
  await closePoll(db, chair, { pollId: secret, idempotencyKey });
  await after();
  const options = ['A', 'B'].map((code) => ({ code, label: words(code), memberId: null, proposalId: null }));
  const rule = { ...simpleMajority, seats: 1, tieOrder: [TieCriterion.VOTES, TieCriterion.LEADERS_DECIDE] };
  const tied = await anOpenPoll(hall, { kind: PollKind.CHOOSE, options, maxChoices: 1, rule });
  for (const [n, code] of ['A', 'B'].entries()) await vote(hall, tied, n, [code]);
  await closePoll(db, chair, { pollId: tied, idempotencyKey });
  await after();
  const [leaderDelegateId, deputyDelegateId] = [at(people, 0).id, at(people, 1).id];
  await decideTie(db, chair, { pollId: tied, winners: ['A'], leaderDelegateId, deputyDelegateId, reason: 'Dẫn đầu' });
  await after();
}

type Acts = readonly ((step: number) => Promise<unknown>)[];

function actsOf(hall: Hall, random: ReturnType<typeof chance>): Acts {
  return [...people(hall, random), ...agenda(hall, random), ...polls(hall, random), ...papers(hall, random)];
}

const nothing = new Refusal('NOT_FOUND');

function people({ db, conference, secretary, members }: Hall, random: ReturnType<typeof chance>): Acts {
  const conferenceId = conference.id;
  const one = async () => {
    const all = await db.manager.find(Delegate, { where: { conferenceId }, order: { ordinal: 'ASC' } });
    return at(all, random.below(all.length));
  };
  const comes = async () => checkIn(db, secretary, { conferenceId, delegateId: (await one()).id });
  return [
    ...[comes, comes, comes],
    async () => checkOut(db, secretary, { conferenceId, delegateId: (await one()).id }),
    (step) =>
      addDelegate(db, secretary, {
        conferenceId,
        name: words(`Đến muộn ${step}`),
        memberId: at(members, step % members.length).id,
      }),
    async (step) =>
      correctDelegate(
        db,
        secretary,
        { delegateId: (await one()).id, name: words(`Tên sửa ${step}`), posts: [{ title: words('Phó Giám đốc') }] },
        servicesOf(db).mandateUse,
      ),
    async () => withdrawDelegate(db, secretary, { delegateId: (await one()).id, reason: 'Ốm đột xuất' }),
    async (step) => {
      const [giver, standIn] = [await one(), await one()];
      return replaceDelegate(db, secretary, { delegateId: giver.id, standInId: standIn.id, paper: `Giấy số ${step}` });
    },
  ];
}

function agenda({ db, conference, secretary }: Hall, random: ReturnType<typeof chance>): Acts {
  const conferenceId = conference.id;
  const one = async () => {
    const all = await db.manager.find(AgendaItem, { where: { conferenceId }, order: { ordinal: 'ASC' } });
    const item = all[random.below(all.length)];
    if (!item) throw nothing;
    return item.id;
  };
  return [
    async () => startAgendaItem(db, secretary, { itemId: await one() }),
    async () => finishAgendaItem(db, secretary, { itemId: await one() }),
    async () => undoAgendaStart(db, secretary, { itemId: await one() }),
    (step) => addAgendaItem(db, secretary, { conferenceId, title: words(`Bổ sung ${step}`), place: 1 + (step % 4) }),
    async (step) => correctAgendaItem(db, secretary, { itemId: await one(), title: words(`Đổi tên ${step}`) }),
    async (step) => moveAgendaItem(db, secretary, { itemId: await one(), place: 1 + (step % 3) }),
    async () => removeAgendaItem(db, secretary, { itemId: await one() }, conferencePolls),
  ];
}

function polls(hall: Hall, random: ReturnType<typeof chance>): Acts {
  const { db, conference, chair, secretary } = hall;
  const one = async (state: string) => {
    const all = (
      await db.manager.find(Poll, { where: { conferenceId: conference.id }, order: { ordinal: 'ASC' } })
    ).filter((poll) => poll.state === state);
    const poll = all[random.below(all.length)];
    if (!poll) throw nothing;
    return poll;
  };
  const changes = async (step: number) => {
    const proposals = await db.manager.find(Proposal, {
      where: { conferenceId: conference.id },
      order: { ordinal: 'ASC' },
    });
    const about = proposals[random.below(proposals.length)];
    const secrecy = random.below(3) === 0 ? Secrecy.UNLINKED : Secrecy.NAMED;
    const isNamed = secrecy === Secrecy.NAMED;
    const weights = [{ memberId: at(hall.members, 0).id, weight: '2.5' }];
    const weighed =
      isNamed && random.below(3) === 0 ? { ...simpleMajority, weights, doubleMajority: random.below(2) === 0 } : null;
    const shared = {
      ...{ question: words(`Câu hỏi ${step}`), secrecy, rule: weighed },
      ...{ liveTally: isNamed && random.below(2) === 0, mayChange: isNamed && random.below(2) === 0 },
    };
    if (random.below(2) === 0)
      return { ...shared, proposalId: about?.id ?? null, subject: about ? 'BK_THU_TUONG' : null };
    const options = hall.members
      .slice(0, 3)
      .map(({ id, code }) => ({ code, label: words(code), memberId: id, proposalId: null }));
    return { ...shared, kind: PollKind.CHOOSE, options, maxChoices: 2 };
  };
  const ballot = async () => {
    const { id: pollId, kind } = await one('OPEN');
    const isChoice = kind === PollKind.CHOOSE;
    const choices = isChoice
      ? ['don-vi-1', 'don-vi-2'].slice(random.below(3))
      : [at(['YES', 'NO', 'ABSTAIN'], random.below(3))];
    return { pollId, choices, n: random.below(hall.people.length) };
  };
  const casts = async () => {
    const { pollId, choices, n } = await ballot();
    return vote(hall, pollId, n, choices);
  };
  const changesMind = async () => {
    const { pollId, choices, n } = await ballot();
    return changeBallot(servicesOf(db).ballotBox, at(hall.delegates, n), { pollId, choices });
  };
  return [
    async (step) => aDraftPoll(hall, await changes(step)),
    async (step) =>
      editPoll(
        db,
        secretary,
        { pollId: (await one('DRAFT')).id, ...pollInput(hall, await changes(step)) },
        pollSubjects,
      ),
    async () => removePoll(db, secretary, { pollId: (await one('DRAFT')).id }),
    async (step) =>
      openPoll(db, chair, { pollId: (await one('DRAFT')).id, minutes: step % 2 ? 5 : null, idempotencyKey }),
    async () => openPoll(db, chair, { pollId: (await one('DRAFT')).id, idempotencyKey }),
    ...Array.from({ length: 6 }, () => casts),
    async () => undoPollOpening(db, chair, { pollId: (await one('OPEN')).id, reason: 'Mở nhầm' }),
    ...[changesMind, changesMind],
    async () => createSecondBallot(db, secretary, { pollId: (await one('CLOSED')).id }),
    async () => closePoll(db, chair, { pollId: (await one('OPEN')).id, idempotencyKey }),
    async () =>
      voidPoll(db, chair, {
        pollId: (await one(at(['OPEN', 'CLOSED', 'DRAFT'], random.below(3)))).id,
        reason: 'Hỏi sai',
        idempotencyKey,
      }),
    async () => {
      const { id, kind } = await one('OPEN');
      const votes = kind === PollKind.CHOOSE ? [{ code: 'don-vi-1', votes: 5 }] : [{ code: 'YES', votes: 5 }];
      const counts = { method: PollMethod.PAPER, cast: 5, blank: 0, invalid: 0, note: null, idempotencyKey };
      return recordPollResult(db, secretary, { pollId: id, votes, ...counts });
    },
  ];
}

function papers(hall: Hall, random: ReturnType<typeof chance>): Acts {
  const { db, conference, chair, secretary, members } = hall;
  const pact = async () => {
    const found = await db.manager.findOneBy(Pact, { conferenceId: conference.id });
    if (!found) throw nothing;
    return found;
  };
  const proposal = async () => {
    const all = await db.manager.find(Proposal, { where: { conferenceId: conference.id }, order: { ordinal: 'ASC' } });
    const one = all[random.below(all.length)];
    if (!one) throw nothing;
    return one.id;
  };
  const text = (step: number) => ({
    title: words(`Giao ước ${step}`),
    preamble: null,
    articles: [{ heading: words('Điều 1'), text: words(`Nội dung ${step}`) }],
  });
  const signs = async () => {
    const { id, textHash } = await pact();
    return signPact(db, at(hall.delegates, random.below(hall.people.length)), {
      pactId: id,
      textHash: textHash ?? '',
      idempotencyKey,
    });
  };
  return [
    (step) =>
      draftPact(db, secretary, {
        conferenceId: conference.id,
        year: opensYear,
        ...text(step),
        targets: [],
        idempotencyKey,
      }),
    async () => openPact(db, chair, { pactId: (await pact()).id, idempotencyKey }),
    async () => openPact(db, chair, { pactId: (await pact()).id, idempotencyKey }),
    ...[signs, signs, signs, signs],
    async () =>
      withdrawSignature(db, at(hall.delegates, random.below(hall.people.length)), {
        pactId: (await pact()).id,
        reason: 'Sửa lỗi in',
        idempotencyKey,
      }),
    (step) =>
      proposeAward(db, secretary, {
        conferenceId: conference.id,
        awardCode: 'BK_THU_TUONG',
        memberId: at(members, step % members.length).id,
        reason: words(`Thành tích ${step}`),
      }),
    async () => recordDecision(db, secretary, { proposalId: await proposal(), step: DecisionStep.AGREED }),
    async () => withdrawProposal(db, secretary, { proposalId: await proposal(), reason: 'Đơn vị xin rút' }),
    async () => {
      const proposalId = await proposal();
      const [decision] = await db.manager.findBy(Decision, { proposalId });
      if (!decision) throw nothing;
      return correctDecision(db, secretary, { decisionId: decision.id, reason: 'Ghi nhầm' });
    },
  ];
}

import { type EntityManager, IsNull } from 'typeorm';
import { Award } from '../../award/award';
import { decisionsByProposal } from '../../award/loaders';
import { Proposal } from '../../award/proposal';
import { isUsual } from '../../bloc/pact-rule';
import { membersOfYear } from '../../bloc/read-members';
import { AgendaItem } from '../../conference/agenda-item';
import { type BlocPart, readBlocPart } from '../../conference/bloc-part';
import { Conference } from '../../conference/conference';
import { Delegate } from '../../conference/delegate';
import { membersAtClosing } from '../../conference/loaders';
import { Presence } from '../../conference/presence';
import { pactsByConference, partiesByPact, signaturesByPact } from '../../pact/loaders';
import { type Pact, PactState, termsOf } from '../../pact/pact';
import { optionsByPoll } from '../../poll/loaders';
import { Poll } from '../../poll/poll';
import { isPlain } from './polls';
import {
  type DelegateLine,
  type OpenBallots,
  type PactLine,
  type PollLine,
  type ProposalLine,
  type RecordState,
  stateVersion,
} from './state';

/**
 * The state of a conference as the tables hold it, which is that at the end of its log, where nothing else is being
 * written. Choices are in it as far as the log tells them, those of a secret poll never.
 */
export async function readState(tx: EntityManager, conferenceId: string): Promise<RecordState> {
  const conference = await tx.findOneByOrFail(Conference, { id: conferenceId });
  const agenda = await tx.find(AgendaItem, { where: { conferenceId }, order: { ordinal: 'ASC', code: 'ASC' } });
  const stays = await tx.findBy(Presence, { conferenceId, checkedOutAt: IsNull() });
  return plain({
    ...{ v: stateVersion, sequence: 0, at: null, state: conference.state, opens: conference.opensYear },
    bloc: await blocOf(tx, conference),
    attendanceAtClosing: conference.attendanceAtClosing,
    agenda: agenda.map(({ id, code, title, session, state }) => ({ id, code, title, session, state })),
    delegates: byId((await tx.findBy(Delegate, { conferenceId })).map(delegateOf)),
    present: Object.fromEntries(stays.map(({ delegateId }) => [delegateId, true as const])),
    polls: byId(await readPolls(tx, conferenceId)),
    pacts: byId(await readPacts(tx, conference)),
    proposals: byId(await readProposals(tx, conferenceId)),
  });
}

/** As it is stored: plain JSON. */
const plain = (state: object): RecordState => JSON.parse(JSON.stringify(state)) as RecordState;

const byId = <T extends { readonly id: string }>(rows: readonly T[]): Record<string, T> =>
  Object.fromEntries(rows.map((row) => [row.id, row]));

/** From the closing on what is kept of it. */
async function blocOf(tx: EntityManager, conference: Conference): Promise<BlocPart> {
  const part = await readBlocPart(tx, conference);
  const [kept = []] = await membersAtClosing.read(tx, [conference.id]);
  if (conference.attendanceAtClosing === null || kept.length === 0) return part;
  const idsOf = (how: 'voting' | 'signing') => kept.filter((each) => each[how]).map(({ memberId }) => memberId);
  return { ...part, voting: idsOf('voting'), signing: idsOf('signing') };
}

function delegateOf(delegate: Delegate): DelegateLine {
  const { id, code, ordinal, name, posts, memberId, mayVote, maySign, mandateId, proxyForId, proxyPaper } = delegate;
  return {
    ...{ id, code, ordinal, name, posts: posts.map(({ title }) => title), memberId, mayVote, maySign },
    ...{ mandate: mandateId, proxyFor: proxyForId, paper: proxyPaper },
    from: delegate.proxyFrom?.toISOString() ?? null,
    until: delegate.proxyUntil?.toISOString() ?? null,
    withdrawnAt: delegate.withdrawnAt?.toISOString() ?? null,
  };
}

async function readPolls(tx: EntityManager, conferenceId: string): Promise<readonly PollLine[]> {
  const polls = await tx.findBy(Poll, { conferenceId });
  const ids = polls.map(({ id }) => id);
  const options = await optionsByPoll.read(tx, ids);
  const ballots = new Map((await tx.query<VoteRow[]>(votes, [ids])).map((row) => [row.id, row]));
  return polls.map((poll, index): PollLine => {
    const { id, ordinal, subject, kind, maxChoices, secrecy, liveTally, state, question, rule, proposalId } = poll;
    const { electors = {}, voted = {}, onPaper = 0, byHand = 0 } = ballots.get(id) ?? {};
    const there = Object.entries(electors).filter(([elector, { present }]) => present || Object.hasOwn(voted, elector));
    const { mayChange, secondBallot, result } = poll;
    // Of one set aside while it was open, weights can only be added up from who has voted.
    const isOpen = state === 'OPEN' || (state === 'VOID' && !result && !isPlain(poll) && there.length > 0);
    return {
      ...{ id, ordinal, subject, kind, maxChoices, secrecy, liveTally, state, question, rule, proposalId },
      options: (options[index] ?? []).map(({ code, label, memberId, proposalId: about, goesFirst, score }) => {
        return { code, label, memberId, proposalId: about, goesFirst, score };
      }),
      ...{ mayChange, secondBallot, dueAt: poll.dueAt?.toISOString() ?? null, voidReason: poll.voidReason, result },
      ...{ tieDecision: poll.tieDecision, open: isOpen ? { electors, voted } : null },
      ...{ electors: Object.keys(electors).length, present: there.length, cast: Object.keys(voted).length },
      ...{ onPaper, byHand, paper: poll.paper && { cast: poll.paper.cast, invalid: poll.paper.invalid } },
    };
  });
}

interface VoteRow extends OpenBallots {
  readonly id: string;
  readonly onPaper: number;
  readonly byHand: number;
}

// Choices only where each entry of a ballot tells them.
const votes = `
  select p.id,
    (select count(*)::int from poll_roll r where r.poll_id = p.id and r.method = 'ON_PAPER') as "onPaper",
    (select count(*)::int from poll_roll r where r.poll_id = p.id and r.method = 'BY_HAND') as "byHand",
    coalesce((select json_object_agg(e.elector_id,
      json_build_object('present', e.present, 'memberId', e.member_id, 'weight', e.weight::text)) from poll_elector e where e.poll_id = p.id), '{}') as electors,
    coalesce((select json_object_agg(r.elector_id, b.choices) from poll_roll r
      left join named_ballot b on b.poll_id = r.poll_id and b.elector_id = r.elector_id
        and p.secrecy = 'NAMED' and p.live_tally
      where r.poll_id = p.id), '{}') as voted
  from poll p where p.id = any($1)
`;

async function readPacts(tx: EntityManager, conference: Conference): Promise<readonly PactLine[]> {
  const [pacts = []] = await pactsByConference.read(tx, [conference.id]);
  const ids = pacts.map(({ id }) => id);
  const signatures = await signaturesByPact.read(tx, ids);
  const lines: PactLine[] = [];
  for (const [index, pact] of pacts.entries()) {
    const standing = (signatures[index] ?? []).filter(({ withdrawnAt }) => withdrawnAt === null);
    const { id, year, title, state, textHash } = pact;
    lines.push({
      ...{ id, year, title, state, textHash, parties: await partiesOf(tx, conference, pact) },
      ...(state === PactState.DRAFT || isUsual(termsOf(pact)) ? {} : { rule: termsOf(pact) }),
      signatures: standing.map(({ memberId, delegateId, signerName, method, textHash: signed }) => {
        return { memberId, delegateId, signer: signerName?.vi ?? null, method, textHash: signed };
      }),
    });
  }
  return lines;
}

async function partiesOf(tx: EntityManager, { blocId }: Conference, { id, year, state }: Pact) {
  const [fixed = []] = state === PactState.DRAFT ? [] : await partiesByPact.read(tx, [id]);
  if (fixed.length > 0) return fixed.map(({ memberId }) => memberId);
  return (await membersOfYear(tx, blocId, year)).map((member) => member.id);
}

async function readProposals(tx: EntityManager, conferenceId: string): Promise<readonly ProposalLine[]> {
  const proposals = await tx.findBy(Proposal, { conferenceId });
  const steps = await decisionsByProposal.read(
    tx,
    proposals.map(({ id }) => id),
  );
  const codes = new Map((await tx.find(Award)).map((award) => [award.id, award.code]));
  return proposals.map(({ id, ordinal, awardId, memberId, year, reason }, index) => ({
    ...{ id, ordinal, award: codes.get(awardId) ?? awardId, memberId, year, reason },
    decisions: (steps[index] ?? []).map((decision) => {
      const { id: own, step, number, decidedOn, note, correctsId, reason: why } = decision;
      return { id: own, ordinal: decision.ordinal, step, number, decidedOn, note, correctsId, reason: why };
    }),
  }));
}

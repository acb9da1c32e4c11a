import { IsOptional, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { quorumNeeded } from '../bloc/quorum';
import { Conference } from '../conference/conference';
import { holdOpenConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { Elector } from './elector';
import { pollOpened } from './events';
import { lockPoll } from './lock-poll';
import { Poll, PollState } from './poll';
import { askRefusal, liveTallyRefusal, openRefusal, ruleFault, smallestElectorate } from './rules';
import type { HeldProposal, PollSubjects } from './subjects';

@InputType({ description: 'Which poll to open.' })
export class OpenPollInput {
  @Field(() => ID, { description: 'The poll.' })
  pollId: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Minutes after which the chair means to close it, 1 to 120: shown as a countdown. It closes nothing by itself.',
  })
  @IsOptional()
  @Min(1)
  @Max(120)
  minutes?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether counts run live while it is open; as the poll was made unless given. Never true of an UNLINKED poll: SECRET_COUNTS.',
  })
  liveTally?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Makes a retry safe: 8 to 100 characters, new for each request.',
  })
  idempotencyKey: string | null;
}

/**
 * Opens a poll for ballots and freezes who may cast one, and whether counts run live. Holds the award proposals it is about: of two polls about one
 * proposal only one can be open.
 * @throws Refusal NOT_FOUND, FORBIDDEN, CONFERENCE_NOT_OPEN, POLL_STATE, POLLS_OPEN, PROPOSAL_STATE,
 *   ELECTORATE_TOO_SMALL, NO_QUORUM, SECRET_COUNTS, BAD_USER_INPUT for a rule that asks for nothing
 */
export function openPoll(db: Database, viewer: Viewer, input: OpenPollInput, subjects: PollSubjects): Promise<Receipt> {
  const pollId = asId(input.pollId);
  const minutes = input.minutes ?? null;
  const live = input.liveTally ?? null;
  const ask = {
    act: 'openPoll',
    about: { pollId, ...(minutes ? { minutes } : {}), ...(live === null ? {} : { liveTally: live }) },
    idempotencyKey: input.idempotencyKey,
  };
  return act(db, viewer, ask, async (tx) => {
    const poll = await lockPoll(tx, pollId);
    requireAllowed(viewer, 'Mutation.openPoll', poll.conferenceId);
    const conference = await holdOpenConference(tx, poll.conferenceId);
    requireSilent(poll, live);
    requireAsking(poll);
    const proposals = await subjects.lock(tx, poll);
    const electors = await electorate(tx, poll, conference);
    const counted = { all: electors.length, present: electors.filter((elector) => elector.present).length };
    const refusal = openRefusal(poll, counted);
    if (refusal) {
      const quorum = quorumNeeded(poll.rule, counted.all);
      throw new Refusal(refusal, {
        state: poll.state,
        electors: counted.all,
        present: counted.present,
        quorum,
        smallestSecretElectorate: smallestElectorate(poll),
      });
    }
    requireUnsettled(poll, proposals);
    await tx.insert(Elector, electors);
    const [[{ dueAt, liveTally }]] = await tx.query<[[Pick<Poll, 'dueAt' | 'liveTally'>], number]>(
      `update poll set state = $2, opened_at = now.at, due_at = now.at + make_interval(mins => $3),
         live_tally = coalesce($4, live_tally)
       from (select clock_timestamp() as at) as now where id = $1
       returning due_at as "dueAt", live_tally as "liveTally"`,
      [poll.id, PollState.OPEN, minutes, live],
    );
    return pollOpened(poll, electors, { dueAt, liveTally });
  });
}

/** @throws Refusal SECRET_COUNTS */
function requireSilent({ secrecy }: Poll, liveTally: boolean | null): void {
  const refusal = liveTallyRefusal(secrecy, liveTally);
  if (refusal) throw new Refusal(refusal, { argument: 'liveTally' });
}

/** Drafts made before rules were checked may ask for nothing. @throws Refusal BAD_USER_INPUT */
function requireAsking({ state, rule }: Poll): void {
  const fault = state === PollState.DRAFT ? ruleFault(rule) : null;
  if (fault)
    throw new Refusal('BAD_USER_INPUT', { ...fault, cure: 'Set the poll aside and make it anew with a rule.' });
}

/** @throws Refusal POLLS_OPEN, PROPOSAL_STATE */
function requireUnsettled(poll: Poll, proposals: readonly HeldProposal[]): void {
  for (const proposal of proposals) {
    const refusal = askRefusal(poll, proposal);
    if (!refusal) continue;
    const { id: proposalId, steps, polls } = proposal;
    const inState = (wanted: PollState) => polls.filter(({ state }) => state === wanted).map(({ id }) => id);
    if (refusal === 'POLLS_OPEN') throw new Refusal(refusal, { proposalId, polls: inState(PollState.OPEN) });
    const step = steps.at(-1) ?? null;
    const cure = step
      ? 'It was settled without this poll: set the poll aside.'
      : 'Make it a further round: a new poll whose `previousId` is the last one counted.';
    throw new Refusal(refusal, { proposalId, step, counted: inState(PollState.CLOSED), cure });
  }
}

/**
 * The votes of a poll: one per member of the year being judged, present when one of its voting delegates is in the
 * hall, or one per voting delegate.
 */
async function electorate(tx: EntityManager, poll: Poll, conference: Conference): Promise<Elector[]> {
  const year = conference.closesYear ?? conference.opensYear;
  const statement = poll.rule.electorate === 'MEMBERS' ? memberElectors : delegateElectors;
  const rows = await tx.query<Omit<Elector, 'pollId'>[]>(statement, [conference.id, conference.blocId, year]);
  return rows.map((row) => ({ ...row, pollId: poll.id }));
}

const memberElectors = `
  select m.id as "electorId", m.id as "memberId", null as "delegateId",
    exists (
      select from delegate d join presence p on p.delegate_id = d.id and p.checked_out_at is null
      where d.conference_id = $1 and d.member_id = m.id and d.may_vote
    ) as present
  from member m
  where m.bloc_id = $2 and exists (
    select from membership s where s.member_id = m.id
      and coalesce(s.from_year, $3) <= $3 and coalesce(s.to_year, $3) >= $3
  )
  order by m.ordinal
`;

const delegateElectors = `
  select d.id as "electorId", d.member_id as "memberId", d.id as "delegateId",
    exists (select from presence p where p.delegate_id = d.id and p.checked_out_at is null) as present
  from delegate d join member m on m.id = d.member_id and m.bloc_id = $2
  where d.conference_id = $1 and d.may_vote and exists (
    select from membership s where s.member_id = m.id
      and coalesce(s.from_year, $3) <= $3 and coalesce(s.to_year, $3) >= $3
  )
  order by d.ordinal
`;

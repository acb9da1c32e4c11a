import { IsOptional, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { quorumNeeded } from '../bloc/quorum';
import { holdOpenConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { act, asked } from '../log/act';
import type { DomainEvent, Receipt } from '../log/append';
import { Elector } from './elector';
import { electorate, memberOfOption } from './electorate';
import { pollOpened } from './events';
import { freezeScores } from './freeze-scores';
import { lockPoll } from './lock-poll';
import { Option } from './option';
import { Poll, PollState, Secrecy } from './poll';
import { askRefusal, liveTallyRefusal, openRefusal, ruleFault, smallestElectorate } from './rules';
import { requireClosing } from './schedule-poll';
import type { BallotKeys } from './seal/ballot-keys';
import type { HeldProposal, PollSubjects } from './subjects';

@InputType({ description: 'Which poll to open.' })
export class OpenPollInput {
  @Field(() => ID, { description: 'The poll.' })
  pollId: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Minutes after which it is to close, 1 to 120: shown as a countdown; as planned unless given. It closes nothing by itself, unless `closesByItself`.',
  })
  @IsOptional()
  @Min(1)
  @Max(120)
  minutes?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the server closes it at the end of those minutes: from then on no ballot is taken. As planned unless given.',
  })
  closesByItself?: boolean | null;

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
 *   ELECTORATE_TOO_SMALL, NO_QUORUM, BARRED, SCORE_NOT_FINAL, SECRET_COUNTS, BALLOT_KEYS_UNAVAILABLE, BAD_USER_INPUT for a rule that asks for nothing
 */
export function openPoll(db: Database, viewer: Viewer, input: OpenPollInput, parts: OpeningParts): Promise<Receipt> {
  const pollId = asId(input.pollId);
  const minutes = input.minutes ?? null;
  const live = input.liveTally ?? null;
  const ask = {
    act: 'openPoll',
    about: {
      pollId,
      ...(minutes ? { minutes } : {}),
      ...(live === null ? {} : { liveTally: live }),
      ...(asked({ closesByItself: input.closesByItself }) as object),
    },
    idempotencyKey: input.idempotencyKey,
  };
  return act(db, viewer, ask, async (tx) => {
    const poll = await lockPoll(tx, pollId);
    requireAllowed(viewer, 'Mutation.openPoll', poll.conferenceId);
    return openNow(tx, poll, parts, { minutes, live, byItself: input.closesByItself ?? null });
  });
}

/** What opening asks of others. */
export interface OpeningParts {
  readonly subjects: PollSubjects;
  readonly keys: BallotKeys;
}

/** What the chair wishes as it is opened; null for as it was made or planned. */
interface Wish {
  readonly minutes: number | null;
  readonly live: boolean | null;
  readonly byItself: boolean | null;
}

const asPlanned: Wish = { minutes: null, live: null, byItself: null };

/**
 * Opens a poll that is locked.
 * @throws Refusal as `openPoll`, save FORBIDDEN
 */
export async function openNow(
  tx: EntityManager,
  poll: Poll,
  { subjects, keys }: OpeningParts,
  { live, ...wish }: Wish = asPlanned,
): Promise<DomainEvent> {
  const conference = await holdOpenConference(tx, poll.conferenceId);
  const minutes = wish.minutes ?? poll.minutes;
  const closesByItself = wish.byItself ?? (poll.closesByItself && minutes !== null);
  requireClosing({ minutes, closesByItself });
  requireSilent(poll, live);
  requireAsking(poll);
  const proposals = await subjects.lock(tx, poll);
  const options = await tx.findBy(Option, { pollId: poll.id });
  const members = await memberOfOption(tx, poll, options, subjects);
  await subjects.requireNotBarred(tx, poll.conferenceId, poll.subject, [...members.values()]);
  const electors = await electorate(tx, poll, conference, options, subjects);
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
  const scores = await freezeScores(tx, poll, conference, options, subjects);
  await tx.insert(Elector, electors);
  // Last, as it outlives a transaction that comes to nothing (poll/seal/ballot-keys).
  const ballotKey = poll.secrecy === Secrecy.UNLINKED ? await keys.make(poll.id) : null;
  const [[{ dueAt, liveTally }]] = await tx.query<[[Pick<Poll, 'dueAt' | 'liveTally'>], number]>(
    `update poll set state = $2, openings = openings + 1, opened_at = now.at, minutes = $3, due_at = now.at + make_interval(mins => $3),
         live_tally = coalesce($4, live_tally), closes_by_itself = $5, opens_at = null, not_opened = null,
         ballot_key = $6
       from (select clock_timestamp() as at) as now where id = $1
       returning due_at as "dueAt", live_tally as "liveTally"`,
    [poll.id, PollState.OPEN, minutes, live, closesByItself, ballotKey],
  );
  return pollOpened(poll, electors, { dueAt, liveTally, closesByItself, ballotKey, scores });
}

/** @throws Refusal SECRET_COUNTS */
function requireSilent({ secrecy }: Poll, liveTally: boolean | null): void {
  const refusal = liveTallyRefusal(secrecy, liveTally);
  if (refusal) throw new Refusal(refusal, { argument: 'liveTally' });
}

/** Drafts made before rules were checked may ask for nothing, or for more than all. @throws Refusal BAD_USER_INPUT */
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

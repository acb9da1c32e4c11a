import { randomUUID } from 'node:crypto';
import { ArrayMaxSize, ArrayMinSize } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { type EntityManager, In, IsNull } from 'typeorm';
import { Member } from '../bloc/member';
import { now } from '../clock';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { EachOnce } from '../graphql/types/each-once';
import { act } from '../log/act';
import type { DomainEvent, Receipt } from '../log/append';
import { Delegate, mostDelegates } from './delegate';
import { delegateCheckedIn } from './events';
import { lockConference } from './lock-conference';
import { overRefusal } from './rules';

@InputType({ description: 'Who come into the hall together.' })
export class CheckInDelegatesInput extends ActInput {
  @Field(() => ID, { description: 'The conference.' })
  conferenceId: string;

  @Field(() => [ID], { description: 'The delegates, each once, 1 to 1,000: all are checked in, or none.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(mostDelegates)
  @EachOnce()
  delegateIds: string[];
}

@InputType({ description: 'Whose delegates come into the hall.' })
export class CheckInAllInput extends ActInput {
  @Field(() => ID, { description: 'The conference.' })
  conferenceId: string;

  @Field(() => ID, { nullable: true, description: 'Only those of this member; all when left out.' })
  memberId?: string | null;
}

/** Where the first of many entries stands, and of whom all of them tell. */
export interface CheckedIn {
  readonly receipt: Receipt;
  /** Null for a retry. */
  readonly delegateIds: readonly string[] | null;
}

/**
 * Marks delegates as being in the hall, all of them or none; the log has an entry for each, in the order of the list.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE, DELEGATE_WITHDRAWN,
 *   ALREADY_PRESENT
 */
export function checkInDelegates(db: Database, viewer: Viewer, input: CheckInDelegatesInput): Promise<CheckedIn> {
  const about = { conferenceId: asId(input.conferenceId), delegateIds: input.delegateIds.map(asId).sort() };
  const ask = { act: 'checkInDelegates', about, idempotencyKey: input.idempotencyKey };
  return together(
    db,
    ask,
    async (tx) => {
      const conferenceId = await hold(tx, viewer, 'Mutation.checkInDelegates', about.conferenceId);
      const delegates = await tx.findBy(Delegate, { id: In(about.delegateIds), conferenceId });
      const known = new Set(delegates.map(({ id }) => id));
      const missing = about.delegateIds.filter((id) => !known.has(id));
      if (missing.length > 0) throw new Refusal('NOT_FOUND', { delegateIds: missing });
      const out = delegates.filter(({ withdrawnAt }) => withdrawnAt).map(({ id }) => id);
      if (out.length > 0) throw new Refusal('DELEGATE_WITHDRAWN', { delegateIds: out });
      const come = await bringIn(tx, delegates);
      const here = delegates.filter((delegate) => !come.includes(delegate)).map(({ id }) => id);
      if (here.length > 0) throw new Refusal('ALREADY_PRESENT', { delegateIds: here });
      return come;
    },
    viewer,
  );
}

/**
 * Marks every delegate of a conference, or of one member at it, as being in the hall who is not there yet.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE, ALREADY_PRESENT when nobody is missing
 */
export function checkInAll(db: Database, viewer: Viewer, input: CheckInAllInput): Promise<CheckedIn> {
  const { memberId } = input;
  const about = { conferenceId: asId(input.conferenceId), memberId: memberId == null ? null : asId(memberId) };
  const ask = { act: 'checkInAll', about, idempotencyKey: input.idempotencyKey };
  return together(
    db,
    ask,
    async (tx) => {
      const conferenceId = await hold(tx, viewer, 'Mutation.checkInAll', about.conferenceId);
      const of = about.memberId === null ? {} : { memberId: about.memberId };
      const delegates = await tx.findBy(Delegate, { ...of, conferenceId, withdrawnAt: IsNull() });
      if (delegates.length === 0) throw new Refusal('NOT_FOUND', about);
      const come = await bringIn(tx, delegates);
      if (come.length === 0) throw new Refusal('ALREADY_PRESENT', about);
      return come;
    },
    viewer,
  );
}

async function together(
  db: Database,
  ask: Parameters<typeof act>[2],
  work: (tx: EntityManager) => Promise<readonly Delegate[]>,
  viewer: Viewer,
): Promise<CheckedIn> {
  let delegateIds: CheckedIn['delegateIds'] = null;
  const receipt = await act(db, viewer, ask, async (tx) => {
    const come = await work(tx);
    delegateIds = come.map(({ id }) => id);
    return entriesOf(tx, come);
  });
  return { receipt, delegateIds };
}

async function hold(
  tx: EntityManager,
  viewer: Viewer,
  field: 'Mutation.checkInDelegates' | 'Mutation.checkInAll',
  id: string,
): Promise<string> {
  const conference = await lockConference(tx, id);
  requireAllowed(viewer, field, conference.id);
  const refusal = overRefusal(conference.state);
  if (refusal) throw new Refusal(refusal, { state: conference.state });
  return conference.id;
}

/** @returns those who were not there before, in the order of the list */
async function bringIn(tx: EntityManager, delegates: readonly Delegate[]): Promise<readonly Delegate[]> {
  // In one order everywhere, so that two who check the same people in wait for each other instead of deadlocking.
  const rows = [...delegates].sort((a, b) => (a.id < b.id ? -1 : 1));
  const begun = await tx.query<{ id: string }[]>(
    `insert into presence (id, conference_id, delegate_id, checked_in_at)
     select stay, conference_id, delegate_id, $4 from unnest($1::uuid[], $2::uuid[], $3::uuid[])
       as t (stay, conference_id, delegate_id)
     on conflict (delegate_id) where checked_out_at is null do nothing returning delegate_id as id`,
    [rows.map(() => randomUUID()), rows.map((row) => row.conferenceId), rows.map((row) => row.id), now()],
  );
  const come = new Set(begun.map(({ id }) => id));
  return delegates.filter(({ id }) => come.has(id)).sort((a, b) => a.ordinal - b.ordinal);
}

async function entriesOf(tx: EntityManager, come: readonly Delegate[]): Promise<readonly DomainEvent[]> {
  const ids = [...new Set(come.flatMap(({ memberId }) => memberId ?? []))];
  const members = new Map((await tx.findBy(Member, { id: In(ids) })).map((member) => [member.id, member]));
  return come.map((delegate) => delegateCheckedIn(delegate, members.get(delegate.memberId ?? '') ?? null));
}

import type { EntityManager } from 'typeorm';
import { bodyAt, bodyParts } from './body';
import { canonicalText, type Json, leafHash, sha256 } from './canonical';
import { keepCheckpoint } from './keep-checkpoint';
import type { EventKind } from './kinds';
import { localKinds } from './local-kinds';
import { notifyAfterCommit } from './notify/after-commit';
import type { Topic } from './topics';

/** Who did it, as the log names them. A viewer (graphql/authorize/viewer) is one. */
export interface Actor {
  /** Null for the operator at the command line. */
  readonly accountId: string | null;
  /** The session the act was asked with; null for the operator. It must still hold when the act is written. */
  readonly sessionId: string | null;
  /** The conferences its key is limited to, as whoever acts was let in; null for no limit. */
  readonly conferenceIds: readonly string[] | null;
  readonly name: string;
  readonly role: string;
}

/** What a room says has happened; it becomes an entry of the log in the same transaction as the change itself. */
export interface DomainEvent {
  /** Id of the log it belongs to: a conference's, a bloc's, or the system stream. */
  readonly stream: string;
  /** Past tense, such as `ballotCast`. */
  readonly kind: EventKind;
  /** Id of what it happened to. */
  readonly subject: string;
  readonly data: { readonly [key: string]: Json };
  readonly topics: readonly Topic[];
  /**
   * What the log has come to with it, where the log itself does not tell: kept as a checkpoint (log/checkpoint), and named by
   * its digest as `state` in the entry's data.
   */
  readonly checkpoint?: Json;
}

/** Proof of an acknowledged act: where it stands in the log. */
export interface Receipt {
  readonly stream: string;
  readonly sequence: number;
  readonly at: Date;
  readonly kind: string;
  readonly subject: string;
  /** Leaf hash of the entry (log/canonical). */
  readonly digest: string;
}

/** Marks a request so that sending it twice does it once. */
export interface Retry {
  readonly key: string;
  readonly fingerprint: Buffer;
}

/** One domain event, who caused it, and the request it answers. */
export interface AppendRequest {
  readonly actor: Actor;
  readonly domainEvent: DomainEvent;
  readonly retry?: Retry | undefined;
}

/**
 * Writes what one actor has done, to one log after another. One retry key stands for the whole act, so only its first
 * entry carries it. An act that writes to more than one log takes their heads in this order, or two acts could wait for
 * each other: the system stream, the log of a conference, the log of its bloc.
 * @see appendAll
 */
export async function append(
  tx: EntityManager,
  actor: Actor,
  domainEvents: readonly DomainEvent[],
  retry?: Retry,
): Promise<readonly Receipt[]> {
  const requests = domainEvents.map((domainEvent, index) => ({
    actor,
    domainEvent,
    retry: index === 0 ? retry : undefined,
  }));
  const receipts: Receipt[] = [];
  for (const stream of new Set(domainEvents.map((domainEvent) => domainEvent.stream))) {
    const ofStream = requests.filter(({ domainEvent }) => domainEvent.stream === stream);
    receipts.push(...(await appendAll(tx, ofStream)));
  }
  return receipts;
}

/**
 * Writes domain events of one log at its next positions, as the last statements of the transaction: the row lock on the
 * head is held until commit, so numbers have no gaps and follow the order of commits. Notified at commit by
 * NOTIFY, or right after it by the commit notifier (log/notify/after-commit).
 * Times come from the database's clock and never run backwards within a log.
 */
export async function appendAll(tx: EntityManager, requests: readonly AppendRequest[]): Promise<readonly Receipt[]> {
  const stream = requests[0]?.domainEvent.stream;
  if (stream === undefined || requests.some(({ domainEvent }) => domainEvent.stream !== stream)) {
    throw new Error(`append: ${requests.length} domain events of one log wanted`);
  }
  const [head] = await tx.query<LogHeadRow[]>(
    `with advanced as (${advanceHead('$2', '$3')}) select sequence, at from advanced`,
    [stream, requests.length, requests.filter(({ domainEvent }) => !localKinds.has(domainEvent.kind)).length],
  );
  if (!head) throw new Error(`append: log ${stream} has no head`);
  return writeEntries(tx, stream, head, requests);
}

/** A head after it has been advanced: the last position taken, and the time of the entries. */
export interface LogHeadRow {
  readonly sequence: string;
  readonly at: Date;
}

/**
 * SQL that takes the next positions of the log `$1`, for statements that write more than the log; `count` is SQL too, and
 * `wide`, of how many of them may change what is shown of other conferences and blocs.
 * The row lock is held until commit. As a part of a larger statement it must depend on the parts that lock before it.
 */
export const advanceHead = (count: string, wide: string): string => `
  update log_head
  set sequence = sequence + ${count}, wide = wide + ${wide}, at = greatest(at, date_trunc('milliseconds', clock_timestamp()))
  where stream = $1
  returning sequence, at
`;

/** Writes entries at the positions a head was advanced by: its sequence is that of the last one. */
async function writeEntries(
  tx: EntityManager,
  stream: string,
  head: LogHeadRow,
  requests: readonly AppendRequest[],
): Promise<readonly Receipt[]> {
  const first = Number(head.sequence) - requests.length + 1;
  const entries = requests.map(({ actor, domainEvent, retry }, index) => {
    const sequence = first + index;
    return {
      actor,
      domainEvent,
      retry,
      sequence,
      body: bodyAt(bodyParts(actor, told(domainEvent)), head.at, sequence),
    };
  });
  await tx.query(insertEntries, [
    stream,
    entries.map((entry) => entry.sequence),
    head.at,
    entries.map((entry) => entry.domainEvent.kind),
    entries.map((entry) => entry.actor.accountId),
    entries.map((entry) => entry.body),
    // unnest would flatten a list of lists, so topics travel as JSON.
    entries.map((entry) => JSON.stringify(entry.domainEvent.topics)),
    entries.map((entry) => entry.retry?.key ?? null),
    entries.map((entry) => entry.retry?.fingerprint ?? null),
    !notifyAfterCommit(tx, stream, Number(head.sequence)),
  ]);
  for (const { domainEvent, sequence } of entries)
    if (domainEvent.checkpoint !== undefined)
      await keepCheckpoint(tx, stream, sequence, canonicalText(domainEvent.checkpoint));
  return entries.map(({ domainEvent, sequence, body }) => ({
    stream,
    sequence,
    at: head.at,
    kind: domainEvent.kind,
    subject: domainEvent.subject,
    digest: leafHash(body),
  }));
}

/** An event that carries a checkpoint names it in what it tells. */
function told(domainEvent: DomainEvent): DomainEvent {
  const { checkpoint, data } = domainEvent;
  return checkpoint === undefined
    ? domainEvent
    : { ...domainEvent, data: { ...data, state: sha256(canonicalText(checkpoint)) } };
}

/** Starts an empty log, unless it is there. */
export async function startLog(tx: EntityManager, stream: string): Promise<void> {
  await tx.query(
    'insert into log_head (stream, sequence, at) values ($1, 0, clock_timestamp()) on conflict do nothing',
    [stream],
  );
}

/**
 * Takes the heads of logs before their entries are appended: for an act that answers with its entry in a log that is taken
 * after them (`append` has the order), and so tells that entry first.
 */
export async function holdHeads(tx: EntityManager, streams: readonly string[]): Promise<void> {
  await tx.query('select from log_head where stream = any($1::uuid[]) order by stream for update', [streams]);
}

const insertEntries = `
  with written as (
    insert into event (stream, sequence, at, kind, actor_id, body, topics, idempotency_key, fingerprint)
    select $1::uuid, e.sequence, $3::timestamptz, e.kind, e.actor_id, e.body,
      array(select jsonb_array_elements_text(e.topics::jsonb)), e.idempotency_key, e.fingerprint
    from unnest($2::bigint[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::bytea[])
      as e (sequence, kind, actor_id, body, topics, idempotency_key, fingerprint)
    returning sequence
  ), named as (
    update fact_version set stream = $1::uuid, sequence = (select min(sequence) from written), known_from = $3::timestamptz, written_by = null
    where written_by = pg_current_xact_id()::text
  )
  select case when $10::boolean then pg_notify('giaouoc_log', $1::text || ' ' || end_of_log) end
  from (select max(sequence) as end_of_log from written) as log
`;

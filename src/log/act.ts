import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database';
import { constraintOf } from '../database/faults';
import { inTransaction } from '../database/transaction';
import { Refusal } from '../errors/refusal';
import { type Actor, append, type DomainEvent, type Receipt, type Retry } from './append';
import { canonicalText, type Json, leafHash } from './canonical';
import { requireEntitled } from './entitled';

/** What every request to act carries beside its own arguments. */
export interface ActRequest {
  /** Name of the act and what was asked, for telling a retry from another request; never anything secret. */
  readonly act: string;
  readonly about: Json;
  readonly idempotencyKey?: string | null | undefined;
  /**
   * What is locked before the session of whoever acts is. For acts that lock what a revocation locks before it waits for
   * sessions: otherwise the two would wait for each other.
   */
  readonly first?: (tx: EntityManager) => Promise<unknown>;
}

/**
 * Does one act or nothing: a transaction that holds the session of the actor, in which `work` locks, asks who and by
 * what rule, and writes; what it returns is appended to the log, and then it commits. Nothing happens after the commit.
 * A request with an idempotency key that was done before gets the receipt it got then, and does nothing.
 * @returns the receipt of the first domain event
 * @throws Refusal UNAUTHENTICATED for a session that has ended meanwhile, IDEMPOTENCY_MISMATCH and whatever `work` refuses
 */
export async function act(
  db: Database,
  actor: Actor,
  ask: ActRequest,
  work: (tx: EntityManager) => Promise<DomainEvent | readonly DomainEvent[]>,
): Promise<Receipt> {
  const retry = retryOf(actor, ask);
  try {
    return await inTransaction(db, async (tx) => {
      await ask.first?.(tx);
      await requireEntitled(tx, actor);
      const before = retry && (await receiptOf(tx, actor, retry));
      if (before) return before;
      const happened = await work(tx);
      const [receipt] = await append(tx, actor, 'kind' in happened ? [happened] : happened, retry);
      if (!receipt) throw new Error(`${ask.act}: nothing happened`);
      return receipt;
    });
  } catch (error) {
    // Two copies of one request at once: the loser is refused by the winner's own write, and gets the winner's receipt.
    const lost =
      error instanceof Refusal ? error.code !== 'UNAUTHENTICATED' : constraintOf(error) === 'event_idempotency_key';
    const winner = retry && lost ? await receiptOf(db.manager, actor, retry) : undefined;
    if (winner) return winner;
    throw error;
  }
}

/**
 * A key as it is compared: in Unicode NFC, null for none.
 * @throws Refusal BAD_USER_INPUT for one of the wrong length, or with a character that cannot be seen at an end of it or
 * anywhere but for a plain space: two such keys look alike and are not
 */
export function keyOf(given: string | null | undefined): string | null {
  const key = given?.normalize('NFC') ?? null;
  if (key === null || (key.length >= 8 && key.length <= 100 && plainText.test(key))) return key;
  throw new Refusal('BAD_USER_INPUT', {
    argument: 'idempotencyKey',
    cure: 'Send 8 to 100 characters that can be seen, such as a random UUID.',
  });
}

/** Begins and ends with what can be seen, and has nothing else between but plain spaces. */
const plainText = /^[^\p{C}\p{Zl}\p{Zp}\p{Zs}]+(?: +[^\p{C}\p{Zl}\p{Zp}\p{Zs}]+)*$/u;

/** An input as it is fingerprinted: plain JSON, in which null is as good as left out. */
export function asked(input: object): Json {
  return JSON.parse(JSON.stringify(input, (_, value) => value ?? undefined));
}

/** @throws Refusal BAD_USER_INPUT for a key of the wrong length */
export function retryOf(actor: Actor, ask: ActRequest): Retry | undefined {
  const key = keyOf(ask.idempotencyKey);
  if (key === null || actor.accountId === null) return undefined;
  return {
    key,
    fingerprint: createHash('sha256')
      .update(canonicalText([ask.act, ask.about]))
      .digest(),
  };
}

/** The receipt a request got when it was first done, or undefined. @throws Refusal IDEMPOTENCY_MISMATCH */
async function receiptOf(tx: EntityManager, actor: Actor, retry: Retry): Promise<Receipt | undefined> {
  const [before] = await receiptsOf(tx, [{ actor, retry }]);
  if (before instanceof Refusal) throw before;
  return before;
}

/**
 * For each request, the receipt it got when it was first done, undefined when it was not, or the refusal
 * IDEMPOTENCY_MISMATCH. One statement, none when no request has a key.
 */
export async function receiptsOf(
  tx: EntityManager,
  requests: readonly { readonly actor: Actor; readonly retry?: Retry | undefined }[],
): Promise<readonly (Receipt | Refusal | undefined)[]> {
  const keyed = requests.filter(({ retry }) => retry);
  if (keyed.length === 0) return requests.map(() => undefined);
  const entries = await tx.query<StoredEntry[]>(
    `select stream, sequence, at, kind, body, fingerprint, actor_id as "actorId", idempotency_key as key
     from event where (actor_id, idempotency_key) in (select * from unnest($1::uuid[], $2::text[]))`,
    [keyed.map(({ actor }) => actor.accountId), keyed.map(({ retry }) => retry?.key)],
  );
  const byRequest = new Map(entries.map((entry) => [`${entry.actorId} ${entry.key}`, entry]));
  return requests.map(({ actor, retry }) => {
    const entry = retry && byRequest.get(`${actor.accountId} ${retry.key}`);
    if (!entry) return undefined;
    return entry.fingerprint.equals(retry.fingerprint) ? receiptFrom(entry) : new Refusal('IDEMPOTENCY_MISMATCH');
  });
}

interface StoredEntry {
  readonly stream: string;
  readonly sequence: string;
  readonly at: Date;
  readonly kind: string;
  readonly body: string;
  readonly fingerprint: Buffer;
  readonly actorId: string;
  readonly key: string;
}

function receiptFrom({ stream, sequence, at, kind, body }: StoredEntry): Receipt {
  const { subject } = JSON.parse(body) as { subject: string };
  return { stream, sequence: Number(sequence), at, kind, subject, digest: leafHash(body) };
}

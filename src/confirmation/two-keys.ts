import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { now } from '../clock';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import type { Field } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { act } from '../log/act';
import type { DomainEvent, Receipt } from '../log/append';
import type { Json } from '../log/canonical';
import { actAsked } from './events';
import { type Basis, PendingAct, type PendingActKind, PendingActState } from './pending-act';
import { requireSecondAccount } from './second-account';

/** What an act comes to as things stand, with everything it rests on locked until the transaction ends. */
interface Judged {
  readonly conferenceId: string;
  /** Id of what it is about. */
  readonly targetId: string;
  /** Id of the part it is about; the target as a whole unless given. */
  readonly partId?: string;
  readonly reason: string | null;
  /** False where one account may do it, such as setting aside a poll that was never opened. */
  readonly needsTwo: boolean;
  /** What must be the same when it is confirmed, such as the state of the poll. */
  readonly basis: Basis;
  /** Does it, in the same transaction. */
  perform(): Promise<DomainEvent | readonly DomainEvent[]>;
}

/** An act that one account asks for and another confirms. `Input` is plain JSON, as it is stored until then. */
export interface TwoKeyAct<Input extends object> {
  readonly kind: PendingActKind;
  /** Its mutation, by which it is asked for. */
  readonly field: Field & `Mutation.${string}`;
  /**
   * Locks, and judges; writes nothing.
   * @param field the right that the viewer must have: that of the act, or that of confirming
   * @throws Refusal whatever forbids the act
   */
  judge(tx: EntityManager, viewer: Viewer, field: Field, input: Input): Promise<Judged>;
  /** Done once it is committed and before it is acknowledged; also when it was only asked for. */
  after?(db: Database, input: Input): Promise<void>;
}

declare module '../graphql/context' {
  interface ContextServices {
    readonly twoKeyActs: TwoKeyActs;
  }
}

/** Every act that may need two accounts, by its kind. The rooms of the acts have them; app/services puts them together. */
export type TwoKeyActs = Readonly<Record<PendingActKind, TwoKeyAct<never>>>;

/**
 * Does an act at once where one account may, and otherwise writes down that it was asked for: then nothing is changed, and
 * the receipt is that of `actAsked`.
 * @throws Refusal NO_SECOND_ACCOUNT, ACT_WAITING, and whatever forbids the act now
 */
export async function doOrAsk<Input extends object>(
  db: Database,
  viewer: Viewer,
  twoKey: TwoKeyAct<Input>,
  input: Input,
  idempotencyKey: string | null | undefined,
): Promise<Receipt> {
  const name = twoKey.field.slice('Mutation.'.length);
  const receipt = await act(db, viewer, { act: name, about: input as Json, idempotencyKey }, async (tx) => {
    const judged = await twoKey.judge(tx, viewer, twoKey.field, input);
    return judged.needsTwo ? ask(tx, viewer, twoKey.kind, judged, input) : judged.perform();
  });
  await twoKey.after?.(db, input);
  return receipt;
}

/** Does an act by one account alone: where the server itself must, and in tests. */
export async function doAlone<Input extends object>(
  db: Database,
  viewer: Viewer,
  twoKey: TwoKeyAct<Input>,
  input: Input,
  idempotencyKey?: string | null,
): Promise<Receipt> {
  const name = twoKey.field.slice('Mutation.'.length);
  const receipt = await act(db, viewer, { act: name, about: input as Json, idempotencyKey }, async (tx) =>
    (await twoKey.judge(tx, viewer, twoKey.field, input)).perform(),
  );
  await twoKey.after?.(db, input);
  return receipt;
}

async function ask(
  tx: EntityManager,
  viewer: Viewer,
  kind: PendingActKind,
  judged: Judged,
  input: object,
): Promise<DomainEvent> {
  const { conferenceId, targetId, partId = targetId, reason, basis } = judged;
  if (viewer.accountId === null) throw new Error(`${kind}: asked for by nobody who has an account`);
  await requireSecondAccount(tx, viewer.accountId, conferenceId);
  const waiting = await tx.findOneBy(PendingAct, { kind, targetId, partId, state: PendingActState.WAITING });
  if (waiting) throw new Refusal('ACT_WAITING', { pendingActId: waiting.id, askedBy: waiting.askedBy });
  const pending: PendingAct = {
    ...{ id: randomUUID(), conferenceId, kind, targetId, partId, input, basis, reason, state: PendingActState.WAITING },
    ...{ askedById: viewer.accountId, askedBy: viewer.name, askedByRole: viewer.role, askedAt: now() },
    ...{ settledById: null, settledBy: null, settledByRole: null, settledAt: null },
  };
  await tx.insert(PendingAct, pending);
  return actAsked(pending);
}

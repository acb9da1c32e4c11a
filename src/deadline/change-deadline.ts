import { ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { holdBloc, requireAtBloc } from '../bloc/hold-role';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { type Field as AuthorityField, requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { CalendarDate } from '../graphql/types/scalars';
import { TextPairInput, textPair } from '../graphql/types/text-pair';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { DomainEvent, Receipt } from '../log/append';
import type { Json } from '../log/canonical';
import { Deadline } from './deadline';
import { deadlineChanged, deadlineWithdrawn } from './events';
import { requireSound } from './set-deadline';

@InputType({ description: 'Which deadline is another from now on, and why. What is left out stays.' })
export class ChangeDeadlineInput extends ActInput {
  @Field(() => ID, { description: 'The deadline, which stands.' })
  deadlineId: string;

  @Field(() => CalendarDate, { nullable: true, description: 'Day by which it should come.' })
  dueOn?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day on which it is not late.' })
  latestOn?: string | null;

  @Field(() => TextPairInput, { nullable: true, description: 'What it is called.' })
  @ValidateNested()
  title?: TextPairInput | null;

  @Field(() => String, { description: 'Why, 3 to 2,000 characters; everybody can read it.' })
  @Words(3, 2000)
  reason: string;
}

@InputType({ description: 'Which deadline is due no more, and why.' })
export class WithdrawDeadlineInput extends ActInput {
  @Field(() => ID, { description: 'The deadline, which stands.' })
  deadlineId: string;

  @Field(() => String, { description: 'Why, 3 to 2,000 characters; everybody can read it.' })
  @Words(3, 2000)
  reason: string;
}

/**
 * Changes the days or the title of a deadline that stands. Lateness is counted anew, also of what has come.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, DEADLINE_WITHDRAWN
 */
export function changeDeadline(db: Database, viewer: Viewer, input: ChangeDeadlineInput): Promise<Receipt> {
  const [deadlineId, reason] = [asId(input.deadlineId), words(input.reason)];
  const title = input.title ? { ...textPair(input.title) } : null;
  const { dueOn = null, latestOn = null } = input;
  const about = { deadlineId, dueOn, latestOn, title, reason };
  return actOnDeadline(db, viewer, { act: 'changeDeadline', deadlineId, about, input }, async (tx, before) => {
    const after: Deadline = {
      ...{ ...before, dueOn: dueOn ?? before.dueOn, latestOn: latestOn ?? before.latestOn },
      title: title ?? before.title,
    };
    requireSound(after);
    const isSameTitle =
      after.title?.vi === before.title?.vi && (after.title?.en ?? null) === (before.title?.en ?? null);
    if (after.dueOn === before.dueOn && after.latestOn === before.latestOn && isSameTitle)
      throw new Refusal('BAD_USER_INPUT', { argument: 'dueOn', cure: 'It says this already. Send what differs.' });
    await tx.update(Deadline, before.id, { dueOn: after.dueOn, latestOn: after.latestOn, title: after.title });
    return deadlineChanged(before, after, reason);
  });
}

/**
 * Withdraws a deadline: nobody owes it any more.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, DEADLINE_WITHDRAWN
 */
export function withdrawDeadline(db: Database, viewer: Viewer, input: WithdrawDeadlineInput): Promise<Receipt> {
  const [deadlineId, reason] = [asId(input.deadlineId), words(input.reason)];
  const asked = { act: 'withdrawDeadline', deadlineId, about: { deadlineId, reason }, input } as const;
  return actOnDeadline(db, viewer, asked, async (tx, deadline) => {
    await tx.update(Deadline, deadline.id, { withdrawnReason: reason });
    return deadlineWithdrawn(deadline, reason);
  });
}

interface Asked {
  readonly act: 'changeDeadline' | 'withdrawDeadline' | 'receiveReport';
  readonly deadlineId: string;
  readonly about: Json;
  readonly input: ActInput;
}

/** An act on a deadline that stands. @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, DEADLINE_WITHDRAWN */
export async function actOnDeadline(
  db: Database,
  viewer: Viewer,
  { act: name, deadlineId, about, input }: Asked,
  work: (tx: EntityManager, deadline: Deadline) => Promise<DomainEvent>,
): Promise<Receipt> {
  const field: AuthorityField = `Mutation.${name}`;
  requireField(viewer, field);
  // A deadline never changes its bloc.
  const { blocId } = found(await db.manager.findOneBy(Deadline, { id: deadlineId }));
  const ask = { act: name, about, idempotencyKey: input.idempotencyKey, first: holdBloc(blocId) };
  return act(db, viewer, ask, async (tx) => {
    await requireAtBloc(tx, viewer, field, blocId);
    const deadline = await tx.findOneByOrFail(Deadline, { id: deadlineId });
    if (deadline.withdrawnReason !== null) throw new Refusal('DEADLINE_WITHDRAWN', { deadlineId });
    return work(tx, deadline);
  });
}

import { randomUUID } from 'node:crypto';
import { ArrayMaxSize, ArrayNotEmpty, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { holdBloc, requireAtBloc } from '../bloc/hold-role';
import { membersOfYear, requireMembers } from '../bloc/read-members';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { EachOnce } from '../graphql/types/each-once';
import { CalendarDate } from '../graphql/types/scalars';
import { TextPairInput, textPair } from '../graphql/types/text-pair';
import { ResultPeriod } from '../indicator/result';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { Deadline, DeadlineKind } from './deadline';
import { deadlineSet } from './events';
import { type DeadlineTerms, deadlineFaults, periodOf } from './rules';

@InputType({ description: 'What is due in a year of a bloc, from whom, and by when.' })
export class SetDeadlineInput extends ActInput {
  @Field(() => ID, { description: 'The bloc.' })
  blocId: string;

  @Field(() => DeadlineKind, { description: 'What is due.' })
  kind: DeadlineKind;

  @Field(() => TextPairInput, { nullable: true, description: 'What it is called; needed of OTHER.' })
  @ValidateNested()
  title?: TextPairInput | null;

  @Field(() => Int, { description: 'Emulation year, 2000 to 2100.' })
  @Min(2000)
  @Max(2100)
  year: number;

  @Field(() => ResultPeriod, {
    nullable: true,
    description:
      'Of a QUARTER_REPORT: Q1 to Q4, or M9. Other reports have one of their own; what is no report has none.',
  })
  period?: ResultPeriod | null;

  @Field(() => CalendarDate, { description: 'Day by which it should come, within a year of the emulation year.' })
  dueOn: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'Last day on which it is not late, not before `dueOn`; `dueOn` itself unless given.',
  })
  latestOn?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The members it is due from, 1 to 200, each once; all that belong in the year unless given.',
  })
  @ArrayNotEmpty()
  @ArrayMaxSize(200)
  @EachOnce()
  memberIds?: string[] | null;
}

/**
 * Says what is due in a year, by the leader's office or an administrator. A report that came before counts for it too.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT with every fault
 */
export async function setDeadline(db: Database, viewer: Viewer, input: SetDeadlineInput): Promise<Receipt> {
  requireField(viewer, 'Mutation.setDeadline');
  const { kind, year, dueOn, idempotencyKey } = input;
  const blocId = asId(input.blocId);
  const terms = {
    ...{ kind, year, dueOn, latestOn: input.latestOn ?? null, period: periodOf(kind, input.period ?? null) },
    title: input.title ? { ...textPair(input.title) } : null,
    memberIds: input.memberIds?.map(asId) ?? null,
  };
  const about = { blocId, ...terms };
  return act(db, viewer, { act: 'setDeadline', about, idempotencyKey, first: holdBloc(blocId) }, async (tx) => {
    await requireAtBloc(tx, viewer, 'Mutation.setDeadline', blocId);
    requireSound(terms);
    if (terms.memberIds) await requireBelonging(tx, blocId, year, terms.memberIds);
    const deadline: Deadline = { id: randomUUID(), blocId, ...terms, withdrawnReason: null };
    await tx.insert(Deadline, deadline);
    return deadlineSet(deadline);
  });
}

/** @throws Refusal BAD_USER_INPUT with every fault in `faults` */
export function requireSound(terms: DeadlineTerms): void {
  const faults = deadlineFaults(terms);
  if (faults.length > 0) throw new Refusal('BAD_USER_INPUT', { ...faults[0], faults });
}

/** @throws Refusal NOT_FOUND for who is not of the bloc, BAD_USER_INPUT for who does not belong in the year */
async function requireBelonging(
  tx: EntityManager,
  blocId: string,
  year: number,
  memberIds: readonly string[],
): Promise<void> {
  await requireMembers(tx, blocId, memberIds, 'memberIds');
  const belonging = new Set((await membersOfYear(tx, blocId, year)).map(({ id }) => id));
  const others = memberIds.filter((id) => !belonging.has(id));
  const cure = `Name members that belong to the bloc in ${year}.`;
  if (others.length > 0) throw new Refusal('BAD_USER_INPUT', { argument: 'memberIds', cure, memberIds: others });
}

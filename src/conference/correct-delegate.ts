import { ArrayMaxSize, IsOptional, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { type EntityManager, Not } from 'typeorm';
import { Member } from '../bloc/member';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ListSize } from '../graphql/loading/list-size';
import { ActInput } from '../graphql/types/act-input';
import { TextPairInput, textPair } from '../graphql/types/text-pair';
import { Words, words } from '../graphql/types/words';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { memberOfBloc } from './add-delegate';
import { Conference } from './conference';
import { Delegate, mandateOf } from './delegate';
import { delegateCorrected } from './events';
import { holdDelegates } from './hold-delegates';
import type { MandateUse } from './polls';
import { PostInput, postsOf } from './post-input';
import { correctionFault, mandateRefusal } from './rules';

@InputType({ description: 'What is right of a delegate; what is left out stays.' })
export class CorrectDelegateInput extends ActInput {
  @Field(() => ID, { description: 'The delegate.' })
  delegateId: string;

  @Field(() => TextPairInput, { nullable: true, description: 'Name.' })
  @IsOptional()
  @ValidateNested()
  name?: TextPairInput | null;

  @ListSize(1)
  @Field(() => [PostInput], { nullable: true, description: 'Posts held, up to 10; all of them.' })
  @IsOptional()
  @ArrayMaxSize(10)
  @ValidateNested()
  posts?: PostInput[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The member they belong to; only while they have cast and signed nothing.',
  })
  memberId?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Whether they cast the member's vote; only while unused." })
  mayVote?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether they sign for the member; only while unused.' })
  maySign?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'True for one who will come after all; null otherwise.' })
  expected?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why, 3 to 2,000 characters, for everybody to read; needed where member or mandates change.',
  })
  @IsOptional()
  @Words(3, 2000)
  reason?: string | null;
}

/**
 * Puts right what the list says of a delegate, while the conference is planned or in session. What was cast and signed
 * stays, under the name it was signed with.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE, BAD_USER_INPUT, MANDATE_USED, MANDATE_HELD
 */
export function correctDelegate(
  db: Database,
  viewer: Viewer,
  input: CorrectDelegateInput,
  use: MandateUse,
): Promise<Receipt> {
  const delegateId = asId(input.delegateId);
  const reason = input.reason ? words(input.reason) : null;
  const given = rightOf(input);
  const about = asked({ delegateId, reason, ...given, expected: input.expected });
  return act(db, viewer, { act: 'correctDelegate', about, idempotencyKey: input.idempotencyKey }, async (tx) => {
    const [before] = await holdDelegates(tx, viewer, 'Mutation.correctDelegate', [delegateId] as const);
    const changes = { ...given, ...(input.expected ? { withdrawnAt: null } : {}) };
    const after = { ...before, ...changes };
    const { blocId } = await tx.findOneByOrFail(Conference, { id: before.conferenceId });
    const member = await memberOfBloc(tx, after.memberId, blocId);
    const fault = correctionFault(before, after, reason);
    if (fault) throw new Refusal('BAD_USER_INPUT', fault);
    const used = { vote: await use.votes(tx, before), sign: await use.signs(tx, before.id) };
    const refusal = mandateRefusal(before, after, used, await isHeld(tx, after));
    if (refusal) throw new Refusal(refusal, { delegateId });
    await tx.update(Delegate, delegateId, changes);
    const was = before.memberId === null ? null : await tx.findOneBy(Member, { id: before.memberId });
    return delegateCorrected([before, was], [after, member], reason);
  });
}

/** The fields that are given, as they are stored. */
function rightOf({ name, posts, memberId, mayVote, maySign }: CorrectDelegateInput): Partial<Delegate> {
  return {
    ...(name ? { name: { ...textPair(name) } } : {}),
    ...(posts ? { posts: postsOf(posts) } : {}),
    ...(memberId == null ? {} : { memberId: asId(memberId) }),
    ...(mayVote == null ? {} : { mayVote }),
    ...(maySign == null ? {} : { maySign }),
  };
}

/** Whether somebody else holds the mandate to vote that a delegate would have. */
function isHeld(tx: EntityManager, delegate: Delegate): Promise<boolean> {
  const [id, mandateId] = [Not(delegate.id), mandateOf(delegate)];
  return tx.existsBy(Delegate, { id, mandateId, mayVote: true });
}

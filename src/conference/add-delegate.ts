import { randomUUID } from 'node:crypto';
import { ArrayMaxSize, IsOptional, MaxLength, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { Member } from '../bloc/member';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ListSize } from '../graphql/loading/list-size';
import { ActInput } from '../graphql/types/act-input';
import { TextPairInput, textPair } from '../graphql/types/text-pair';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { codeOfName } from './code-of-name';
import { Delegate } from './delegate';
import { delegateAdded } from './events';
import { requireListOpen } from './hold-delegates';
import { takeConference } from './lock-conference';
import { MatchesCode, PostInput, postsOf } from './post-input';
import { newDelegateFault } from './rules';

@InputType({ description: 'Who is put on the list of delegates.' })
export class AddDelegateInput extends ActInput {
  @Field(() => ID, { description: 'The conference.' })
  conferenceId: string;

  @Field(() => TextPairInput, { description: 'Name.' })
  @ValidateNested()
  name: TextPairInput;

  @Field(() => String, {
    nullable: true,
    description: 'Code, unique within the conference, up to 100 characters; made from the name when left out.',
  })
  @IsOptional()
  @MaxLength(100)
  @MatchesCode()
  code?: string | null;

  @ListSize(1)
  @Field(() => [PostInput], { nullable: true, description: 'Posts held, up to 10.' })
  @IsOptional()
  @ArrayMaxSize(10)
  @ValidateNested()
  posts?: PostInput[] | null;

  @Field(() => ID, { nullable: true, description: 'The member the person belongs to; left out for a guest.' })
  memberId?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Whether they cast the member's vote; false when left out." })
  mayVote?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether they sign the pact for the member; false when left out.',
  })
  maySign?: boolean | null;
}

/**
 * Puts somebody at the end of the list of delegates, while the conference is planned or in session. A poll that is open
 * then keeps its electorate: the vote of a member they may cast, a mandate of their own counts from the next poll on.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE, BAD_USER_INPUT
 */
export function addDelegate(db: Database, viewer: Viewer, input: AddDelegateInput): Promise<Receipt> {
  const about = {
    conferenceId: asId(input.conferenceId),
    name: { ...textPair(input.name) },
    code: input.code ?? null,
    posts: postsOf(input.posts ?? []).map(({ title }) => ({ ...title })),
    memberId: input.memberId == null ? null : asId(input.memberId),
    mayVote: input.mayVote ?? false,
    maySign: input.maySign ?? false,
  };
  return act(db, viewer, { act: 'addDelegate', about, idempotencyKey: input.idempotencyKey }, async (tx) => {
    const conference = await takeConference(tx, about.conferenceId);
    requireListOpen(viewer, 'Mutation.addDelegate', conference);
    const listed = await tx.find(Delegate, {
      select: { id: true, code: true, ordinal: true },
      where: { conferenceId: conference.id },
    });
    const taken = new Set(listed.map(({ code }) => code));
    const fault = newDelegateFault(about, taken);
    if (fault) throw new Refusal('BAD_USER_INPUT', fault);
    const delegate: Delegate = {
      ...{ id: randomUUID(), conferenceId: conference.id, memberId: about.memberId },
      ...{ proxyForId: null, mandateId: null, proxyPaper: null, proxyFrom: null, proxyUntil: null },
      ...{ withdrawnAt: null, attended: null, name: about.name, posts: postsOf(input.posts ?? []) },
      code: about.code ?? codeOfName(about.name.vi, taken),
      ordinal: Math.max(0, ...listed.map(({ ordinal }) => ordinal)) + 1,
      ...{ mayVote: about.mayVote, maySign: about.maySign },
    };
    const member = await memberOfBloc(tx, about.memberId, conference.blocId);
    await tx.insert(Delegate, delegate);
    return delegateAdded(delegate, member);
  });
}

/** @throws Refusal NOT_FOUND */
export async function memberOfBloc(tx: EntityManager, id: string | null, blocId: string): Promise<Member | null> {
  return id === null ? null : found(await tx.findOneBy(Member, { id, blocId }));
}

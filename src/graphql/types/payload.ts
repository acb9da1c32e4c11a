import { type ClassType, Field, Mutation, ObjectType } from 'type-graphql';
import type { Receipt } from '../../log/append';
import { ReceiptType } from './receipt';

/**
 * What an act answers: that it is done, and in the classes made from this one, what it changed. Their fields are nullable
 * and read after the commit through `ctx.load`: an answer never loses the receipt because something cannot be read back.
 */
@ObjectType()
export abstract class Payload {
  @Field(() => ReceiptType, { description: 'Proof that it is done.' })
  receipt: Receipt;
}

/**
 * A mutation with a type of its own to answer with: `openPoll` answers `OpenPollPayload`, which has the fields of the class.
 */
export function Act(fields: ClassType<Payload>, description: string): MethodDecorator {
  return (target, key, descriptor) => {
    const name = String(key);

    @ObjectType(`${name[0]?.toUpperCase()}${name.slice(1)}Payload`, { description: `What \`${name}\` answers.` })
    class ActPayload extends fields {}

    Mutation(() => ActPayload, { description })(target, key, descriptor);
  };
}

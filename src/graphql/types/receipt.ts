import { Field, Int, ObjectType } from 'type-graphql';
import type { Receipt } from '../../log/append';
import { Instant } from './scalars';

@ObjectType('Receipt', {
  description:
    'Proof that something was done and is durable: its place in a log. The same request sent again under the same idempotency key gets the same receipt.',
})
export class ReceiptType implements Receipt {
  stream: string;

  @Field(() => Int, { description: 'Position in that log, from 1, without gaps.' })
  sequence: number;

  @Field(() => Instant, { description: "When, by the database's clock." })
  at: Date;

  @Field(() => String, { description: 'What happened, such as `ballotCast`.' })
  kind: string;

  subject: string;

  @Field(() => String, { description: 'SHA-256 leaf hash of the entry, 64 hexadecimal digits (RFC 9162 §2.1.1).' })
  digest: string;
}

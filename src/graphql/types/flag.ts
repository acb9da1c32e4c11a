import { Field, ObjectType } from 'type-graphql';
import { TextPair } from './text-pair';

@ObjectType({
  description:
    'A mark on a printed fact that looks wrong or is ambiguous. The fact stays as printed; nothing is repaired.',
})
export class Flag {
  @Field(() => String, { description: 'Kind of doubt, such as IMPLAUSIBLE_FIGURE or LIKELY_MISPRINT.' })
  code: string;

  @Field(() => String, { description: 'The doubtful words exactly as printed.' })
  raw: string;

  @Field(() => TextPair, { description: 'Why it is doubtful.' })
  reason: TextPair;

  @Field(() => String, { nullable: true, description: 'What was probably meant, where that is clear; never applied.' })
  suggestion: string | null;
}

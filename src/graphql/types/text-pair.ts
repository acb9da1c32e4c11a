import { Field, InputType, ObjectType } from 'type-graphql';
import { Words, words } from './words';

@ObjectType({ description: 'A text in Vietnamese with its English rendering beside it.' })
export class TextPair {
  @Field(() => String, {
    description: 'Vietnamese, in Unicode NFC; of a record, in the words of its source, shortened where they are long.',
  })
  vi: string;

  @Field(() => String, { nullable: true, description: 'English; null where nobody has translated it.' })
  en: string | null;
}

@InputType({ description: 'A text in Vietnamese, with English beside it where there is some.' })
export class TextPairInput {
  @Field(() => String, { description: 'Vietnamese, 1 to 20,000 characters.' })
  @Words(1, 20_000)
  vi: string;

  @Field(() => String, { nullable: true, description: 'English, up to 20,000 characters.' })
  @Words(1, 20_000)
  en: string | null;
}

/** Whether two texts say the same in both languages; no text says the same as no text. */
export function sameText(one: TextPair | null, other: TextPair | null): boolean {
  return one?.vi === other?.vi && (one?.en ?? null) === (other?.en ?? null);
}

/** The text as it is stored (graphql/types/words). */
export function textPair(input: { readonly vi: string; readonly en?: string | null }): TextPair {
  return { vi: words(input.vi), en: input.en ? words(input.en) : null };
}

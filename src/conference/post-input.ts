import { Matches, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { TextPairInput, textPair } from '../graphql/types/text-pair';
import type { Post } from './delegate';

/** Codes as the conference file has them. */
export const MatchesCode = () => Matches(/^[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$/);

@InputType({ description: 'An office a person holds (chức vụ).' })
export class PostInput {
  @Field(() => TextPairInput, { description: 'The post.' })
  @ValidateNested()
  title: TextPairInput;
}

/** Posts as they are stored. */
export const postsOf = (given: readonly PostInput[]): Post[] =>
  given.map(({ title }) => ({ title: { ...textPair(title) }, aliases: [], from: null, to: null }));

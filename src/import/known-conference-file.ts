import { Field, Int, ObjectType } from 'type-graphql';
import { ConferenceKind, ConferenceState } from '../conference/conference';
import { TextPair } from '../graphql/types/text-pair';

/** A conference as whoever prepares it at its bloc sees it: not the conference itself, which only its participants may read. */
@ObjectType({
  description:
    "A conference of a bloc as a conference file, for whoever prepares it: also of one that is not the caller's to see.",
})
export class ConferenceFileOfBloc {
  /** Of the conference. */
  id: string;

  @Field(() => String, { description: 'Short name of the conference; the key of its file.' })
  slug: string;

  @Field(() => TextPair, { description: 'Official name of the conference.' })
  name: TextPair;

  @Field(() => ConferenceKind, { description: 'Annual or mid-year.' })
  kind: ConferenceKind;

  @Field(() => ConferenceState, { description: 'Where it stands: a file changes a live one only while it is PLANNED.' })
  state: ConferenceState;

  @Field(() => Int, { nullable: true, description: 'Emulation year it closes.' })
  closesYear: number | null;

  @Field(() => Int, { nullable: true, description: 'Emulation year it opens.' })
  opensYear: number | null;
}

@ObjectType({ description: 'A member that may lead next, by rotation. A suggestion: nobody has settled it.' })
export class LeaderSuggestionOfYear {
  /** Id of the member. */
  memberId: string;

  @Field(() => Int, { description: 'Emulation year it would lead in.' })
  year: number;

  @Field(() => TextPair, { description: 'Why this one.' })
  reason: TextPair;
}

@ObjectType({ description: 'A draft of the conference a year later.' })
export class NextYearDraft {
  @Field(() => String, {
    description:
      'A conference file, JSON: of a live conference, with years, day and rules a year later, members, delegates, agenda and the articles of the pact kept, and without what happened.',
  })
  text: string;

  @Field(() => LeaderSuggestionOfYear, {
    nullable: true,
    description: 'Who may lead in the year it opens; null where it opens none.',
  })
  leader: LeaderSuggestionOfYear | null;
}

import { ArrayMaxSize, MaxLength } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { Words, words } from '../graphql/types/words';
import type { Entry } from './entry';
import type { Given, KeyFault } from './rules';

/** Leaves and extras of one act; more than any table of a file that a request can carry. */
export const mostEntries = 1000;
/** Times one extra can have figures for. */
const mostFigures = 1000;

@InputType({
  description:
    'What is entered for one leaf or extra. Which parts go with it follows from its kind (docs/score-table.md); all that is wrong is told at once.',
})
export class ScoreEntryInput {
  @Field(() => String, { description: 'Its key.' })
  @MaxLength(400)
  key: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: takes back what was entered; then nothing else is given.',
  })
  empty?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: the member was not given this to do; nothing else is given.',
  })
  notAssigned?: boolean | null;

  @Field(() => String, { nullable: true, description: 'The figure reached, a decimal with a point.' })
  @MaxLength(40)
  actual?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The member's own target, where the criterion has none for all.",
  })
  @MaxLength(40)
  target?: string | null;

  @Field(() => String, { nullable: true, description: 'The grade.' })
  @MaxLength(100)
  grade?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it was passed.' })
  passed?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Points, of ENTERED.' })
  @MaxLength(40)
  points?: string | null;

  @Field(() => Int, { nullable: true, description: 'How often it happened.' })
  times?: number | null;

  @Field(() => [String], { nullable: true, description: 'A figure for each time, of an extra with bands.' })
  @ArrayMaxSize(mostFigures)
  @MaxLength(40, { each: true })
  figures?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'The evidence, such as numbers of papers; of a review why. 1 to 2,000 characters.',
  })
  @Words(1, 2000)
  note?: string | null;
}

/** What is entered at one key, with what was written to it. */
export interface GivenEntry extends Given {
  readonly note: string | null;
}

/** What an input says, and what contradicts itself in it. */
export function givenEntries(inputs: readonly ScoreEntryInput[]): {
  readonly given: readonly GivenEntry[];
  readonly faults: readonly KeyFault[];
} {
  const read = inputs.map((input) => {
    const entry = entryOf(input);
    const isEmpty = input.empty === true;
    const fault: KeyFault | null =
      isEmpty && Object.keys(entry).length > 0 ? { key: input.key, part: 'empty', cure: 'Leave out all else.' } : null;
    return { key: input.key, entry: isEmpty ? null : entry, note: input.note ? words(input.note) : null, fault };
  });
  return {
    given: read.map(({ key, entry, note }) => ({ key, entry, note })),
    faults: read.flatMap(({ fault }) => fault ?? []),
  };
}

function entryOf({ notAssigned, actual, target, grade, passed, points, times, figures }: ScoreEntryInput): Entry {
  return {
    ...(notAssigned ? { notAssigned } : {}),
    ...(actual == null ? {} : { actual }),
    ...(target == null ? {} : { target }),
    ...(grade == null ? {} : { grade }),
    ...(passed == null ? {} : { passed }),
    ...(points == null ? {} : { points }),
    ...(times == null ? {} : { times }),
    ...(figures == null ? {} : { figures }),
  };
}

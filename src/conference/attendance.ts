import { Field, Int, ObjectType } from 'type-graphql';
import { Electorate } from '../bloc/rule';

/** Attendance as a conference keeps it and as the log tells it. */
export type AttendanceCounts = Omit<Attendance, 'conferenceId' | 'readAt'>;

/** Who is in the hall, in numbers; the numbers are for all to see, the names are not. */
@ObjectType({ description: 'Who is in the hall at this moment, in numbers.' })
export class Attendance {
  conferenceId: string;

  /** Position of the log it is of, where that is not the one of the answer. */
  readAt?: number;

  @Field(() => Int, { description: 'Delegates in the hall, guests too.' })
  present: number;

  @Field(() => Int, { description: 'Delegates on the list, guests too.' })
  delegates: number;

  @Field(() => Int, { description: 'Members of the year being judged that a delegate in the hall can vote for.' })
  membersPresent: number;

  @Field(() => Int, { description: 'Members of the year being judged.' })
  members: number;

  @Field(() => Electorate, { description: 'What the quorum counts: member units, or delegates with a vote.' })
  electorate: Electorate;

  @Field(() => Int, {
    description: "How many of them must be present: the bloc's rule of the year for resolutions, or two thirds.",
  })
  quorum: number;

  @Field(() => Boolean, { description: 'True when so many are, and there is anyone to count.' })
  quorate: boolean;
}

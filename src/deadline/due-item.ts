import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDate } from '../graphql/types/scalars';

export enum ReceivedBy {
  REPORT = 'REPORT',
  HAND = 'HAND',
}
registerEnumType(ReceivedBy, {
  name: 'ReceivedBy',
  description: 'How it is known that something due came.',
  valuesConfig: {
    REPORT: { description: 'The member reported its results here; the log of the bloc has the time.' },
    HAND: { description: "The leader's office recorded the day on which it came on paper." },
  },
});

@ObjectType({ description: 'What one member owes by one deadline, and whether it came.' })
export class DueItem {
  deadlineId: string;
  memberId: string;
  /** Last day on which it is not late, `yyyy-mm-dd`. */
  lastDay: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'Day on which it first came, by the calendar of Vietnam; null while it has not.',
  })
  receivedOn: string | null;

  @Field(() => ReceivedBy, { nullable: true, description: 'How that is known; null while it has not come.' })
  receivedBy: ReceivedBy | null;
}

@ObjectType({ description: 'What a late report costs, by how late it is.' })
export class LatenessBand {
  @Field(() => Int, { description: 'From so many days on.' })
  fromDays: number;

  @Field(() => Int, { nullable: true, description: 'Fewer than so many days; null for no end.' })
  belowDays: number | null;

  @Field(() => Int, {
    description:
      "Points off, negative: by the draft guidance of one province of 2021. A bloc's own score table may differ.",
  })
  points: number;
}

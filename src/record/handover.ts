import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: "What the leader's office that leaves still has open, before it hands over." })
export class Handover {
  /** Id of the bloc. */
  blocId: string;

  @Field(() => Int, { description: 'Emulation year that ends.' })
  year: number;

  @Field(() => Int, { description: 'Reports of members that wait to be confirmed or returned, of any year.' })
  waitingReports: number;

  @Field(() => Int, { description: 'What members still owe by deadlines of the year, each member and deadline once.' })
  owed: number;

  @Field(() => Boolean, {
    description: 'Whether the bloc scores the year by a table, and the scores are not final yet.',
  })
  scoresOpen: boolean;

  @Field(() => Int, { description: 'Pacts of the year and of the next one that are not in force, of no rehearsal.' })
  openPacts: number;
}

import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Delegate } from '../conference/delegate';
import { InstantColumn } from '../database/columns';
import { ListSize } from '../graphql/loading/list-size';
import { Instant } from '../graphql/types/scalars';
import { NamedBallot } from './named-ballot';

/** Written once, never changed. */
@Entity({ name: 'named_ballot_change' })
@ObjectType({ description: 'That a vote was changed before closing, in a NAMED poll.' })
@ForeignKey(() => NamedBallot, ['pollId', 'electorId'], ['pollId', 'electorId'])
export class BallotChange {
  @PrimaryColumn('uuid')
  pollId: string;

  @PrimaryColumn('uuid')
  electorId: string;

  @PrimaryColumn('bigint')
  @Field(() => Int, { description: 'Place of its entry in the log of the conference.' })
  sequence: number;

  @Column('uuid')
  @ForeignKey(() => Delegate)
  delegateId: string;

  @Column('text', { array: true })
  @ListSize(1)
  @Field(() => [String], { description: 'Codes of the options chosen before; empty for a blank ballot.' })
  former: string[];

  @Column('text', { array: true })
  @ListSize(1)
  @Field(() => [String], { description: 'Codes of the options chosen from then on; empty for a blank ballot.' })
  choices: string[];

  @InstantColumn()
  @Field(() => Instant, { description: "When, by the database's clock." })
  at: Date;
}

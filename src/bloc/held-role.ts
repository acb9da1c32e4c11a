import { Field, ID, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, WordColumn } from '../database/columns';
import { BlocRole } from '../graphql/authorize/viewer';
import { Instant } from '../graphql/types/scalars';
import { Bloc } from './bloc';
import { LeadershipTerm } from './leadership-term';
import { Member } from './member';

/**
 * A role at a bloc, held by one account from `validFrom` until just before `validUntil`. Ending one moves its end to that
 * moment and deletes nothing. A leader's office holds its role only while its leadership term stands.
 */
@Entity()
@ObjectType({ description: 'A role somebody holds at a bloc for a time.' })
@Index(['blocId'])
@Index(['accountId'])
@Check('held_role_role_check', `role in ('OFFICER', 'LEADER_OFFICE', 'COUNCIL_OFFICE')`)
@Check(
  'held_role_of_check',
  `(role = 'COUNCIL_OFFICE') = (member_id is null) and (role = 'LEADER_OFFICE') = (term_id is not null)`,
)
@Check('held_role_span_check', 'valid_until >= valid_from')
export class HeldRole {
  @IdColumn()
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Column('uuid')
  @ForeignKey(() => Bloc)
  blocId: string;

  /** Named by its table: accounts are of a room above this one. */
  @Column('uuid')
  @ForeignKey('Account')
  accountId: string;

  @WordColumn()
  @Field(() => BlocRole, { description: 'What its holder may do at the bloc.' })
  role: BlocRole;

  /** The member whose officer or office it is; null for the council's office. */
  @Column('uuid', { nullable: true })
  @ForeignKey(() => Member)
  memberId: string | null;

  /** The term by which a leader's office has it. */
  @Column('uuid', { nullable: true })
  @ForeignKey(() => LeadershipTerm)
  termId: string | null;

  @InstantColumn()
  @Field(() => Instant, { name: 'from', description: 'From when on it is held.' })
  validFrom: Date;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, {
    name: 'until',
    nullable: true,
    description: 'When it ends, or ended: at that moment it is held no more. Null while no end is known.',
  })
  validUntil: Date | null;
}

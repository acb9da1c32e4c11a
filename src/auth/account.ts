import { Field, ID, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey } from 'typeorm';
import { Conference } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import { IdColumn, InstantColumn, WordColumn } from '../database/columns';
import { Role } from '../graphql/authorize/viewer';
import { ListSize } from '../graphql/loading/list-size';
import { Instant } from '../graphql/types/scalars';
import { Scope } from './scope';

/** Someone, or an app, that may sign in: one role, at one conference unless an administrator, staff of blocs or an app. */
@Entity()
@ObjectType({ description: 'Someone, or an app, that may sign in.' })
@Check('account_role_check', `role in ('ADMINISTRATOR', 'CHAIR', 'SECRETARY', 'DELEGATE', 'OBSERVER', 'STAFF', 'APP')`)
@Check(
  'account_scope_check',
  `(role in ('ADMINISTRATOR', 'STAFF', 'APP') or conference_id is not null) and (role = 'DELEGATE') <= (delegate_id is not null)`,
)
export class Account {
  @IdColumn()
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @WordColumn()
  @Field(() => Role, { description: 'What it may do.' })
  role: Role;

  @Column('text')
  @Field(() => String, { description: 'Name shown to others and written into the log.' })
  name: string;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Conference)
  conferenceId: string | null;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Delegate)
  delegateId: string | null;

  /** What an APP may do beyond reading what is public; empty for people. */
  @Column('text', { array: true, default: [] })
  @ListSize(1)
  @Field(() => [Scope], { description: 'Scopes of a client app; empty for people.' })
  scopes: string[];

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was shut out; null while it may sign in.' })
  revokedAt: Date | null;
}

import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { IdColumn, InstantColumn } from '../../database/columns';
import { Account } from '../account';

/** Whom an OpenID provider knows, and the account that is theirs here. */
@Entity()
@ObjectType({ description: 'Whom an OpenID provider knows, and the account that is theirs here.' })
@Unique(['issuer', 'subject'])
@Index(['accountId'])
export class Identity {
  @IdColumn()
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Column('uuid')
  @ForeignKey(() => Account)
  accountId: string;

  @Column('text')
  @Field(() => String, { description: 'The provider, as it names itself (`iss`).' })
  issuer: string;

  @Column('text')
  @Field(() => String, { description: 'Whom it knows, in its own words (`sub`); never an e-mail address or a name.' })
  subject: string;

  /** The session it was linked in; null for those of before this was kept. */
  @Column('uuid', { nullable: true })
  @ForeignKey('Session')
  givenIn: string | null;

  @InstantColumn({ nullable: true })
  givenAt: Date | null;
}

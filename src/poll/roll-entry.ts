import { registerEnumType } from 'type-graphql';
import { Check, Column, Entity, type EntityManager, ForeignKey, PrimaryColumn } from 'typeorm';
import { Delegate } from '../conference/delegate';
import { WordColumn } from '../database/columns';
import { Elector } from './elector';

export enum CastMethod {
  SESSION = 'SESSION',
  BY_HAND = 'BY_HAND',
  ON_PAPER = 'ON_PAPER',
}
registerEnumType(CastMethod, {
  name: 'CastMethod',
  description: 'How one vote was cast.',
  valuesConfig: {
    SESSION: { description: 'By its delegate, on a device.' },
    BY_HAND: { description: 'By the desk, for a delegate without a device: `castByHand` in a NAMED poll.' },
    ON_PAPER: { description: 'On paper, counted apart: `castByHand` in an UNLINKED poll.' },
  },
});

/** Who has voted, without what. The primary key decides a race: one ballot per elector. */
@Entity({ name: 'poll_roll' })
@ForeignKey(() => Elector, ['pollId', 'electorId'], ['pollId', 'electorId'])
@Check('poll_roll_method_check', `method in ('SESSION', 'BY_HAND', 'ON_PAPER')`)
export class RollEntry {
  @PrimaryColumn('uuid')
  pollId: string;

  @PrimaryColumn('uuid')
  electorId: string;

  @Column('uuid')
  @ForeignKey(() => Delegate)
  delegateId: string;

  @WordColumn({ default: CastMethod.SESSION })
  method: CastMethod;
}

/** How many electors of a poll vote on paper. */
export function onPaper(tx: EntityManager, pollId: string): Promise<number> {
  return tx.countBy(RollEntry, { pollId, method: CastMethod.ON_PAPER });
}

import { IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { Database } from '../database/database';
import { readDatabaseNow } from '../database/database-now';
import { Refusal } from '../errors/refusal';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Instant } from '../graphql/types/scalars';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { ownerOf } from './delegate';
import { holdDelegates } from './hold-delegates';
import { moveMandates } from './move-mandates';
import { authorisationFault, replaceRefusal } from './rules';

@InputType({ description: 'Who stands in for whom, and by what paper (ủy quyền).' })
export class ReplaceDelegateInput extends ActInput {
  @Field(() => ID, { description: 'The delegate who gives the mandates up.' })
  delegateId: string;

  @Field(() => ID, { description: 'The delegate of the same member who has them from now on.' })
  standInId: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Number and date of the paper of authorisation, up to 200 characters; left out only when the mandates go back to the delegate whose they are (`Delegate.holdsMandatesOf`).',
  })
  @IsOptional()
  @Words(1, 200)
  paper?: string | null;

  @Field(() => Instant, { nullable: true, description: 'From when the paper holds, not after now; now when left out.' })
  from?: Date | null;

  @Field(() => Instant, {
    nullable: true,
    description:
      'Until when it holds, by the clock of the database: then the mandates go back by themselves to the delegate whose they are. Null for no end. Of one who stands in already, no longer than the paper of that holds.',
  })
  until?: Date | null;
}

/**
 * Moves the mandates of one delegate to another of the same member, who stands in from the commit on; back to the one
 * whose they are in the same way, without a paper. In open polls the vote is the same one: cast before, it stays cast and is not cast
 * again. Waits for ballots and signatures under way.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE, BAD_USER_INPUT, NO_MANDATE, MANDATE_HELD,
 *   DELEGATE_WITHDRAWN
 */
export function replaceDelegate(db: Database, viewer: Viewer, input: ReplaceDelegateInput): Promise<Receipt> {
  const about = {
    delegateId: asId(input.delegateId),
    standInId: asId(input.standInId),
    paper: input.paper ? words(input.paper) : null,
    from: input.from?.toISOString() ?? null,
    until: input.until?.toISOString() ?? null,
  };
  return act(db, viewer, { act: 'replaceDelegate', about, idempotencyKey: input.idempotencyKey }, async (tx) => {
    const ids = [about.delegateId, about.standInId] as const;
    const [giver, standIn] = await holdDelegates(tx, viewer, 'Mutation.replaceDelegate', ids);
    const refusal = replaceRefusal(giver, standIn);
    if (refusal) throw new Refusal(refusal, { delegateId: giver.id, standInId: standIn.id });
    const back = ownerOf(giver) === standIn.id;
    const now = await readDatabaseNow(tx);
    const from = input.from ?? now;
    const until = back ? null : earlier(input.until ?? null, giver.proxyUntil);
    const fault = authorisationFault({ giver, standIn, back, paper: about.paper, from, until }, now);
    if (fault) throw new Refusal('BAD_USER_INPUT', fault);
    return moveMandates(tx, giver, standIn, back ? null : { paper: about.paper, from, until });
  });
}

/** The earlier of two ends, each null for none. */
const earlier = (a: Date | null, b: Date | null): Date | null => (a && b ? (a < b ? a : b) : (a ?? b));

import { randomUUID } from 'node:crypto';
import { IsOptional, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { Member } from '../bloc/member';
import { lockConference, takeConference } from '../conference/lock-conference';
import { toldToBloc } from '../conference/told-to-bloc';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { CalendarDate } from '../graphql/types/scalars';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { Award } from './award';
import { barEnded, memberBarred } from './bar-events';
import { MemberBar } from './member-bar';

@InputType({ description: 'Whom to bar from awards, by what document, and for how long.' })
export class BarMemberInput extends ActInput {
  @Field(() => ID, {
    description: 'Conference it is entered at; it holds at all of the bloc, that of a rehearsal there only.',
  })
  conferenceId: string;

  @Field(() => ID, { description: 'The member, of the same bloc.' })
  memberId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the one award it is barred from; every award unless given.',
  })
  @IsOptional()
  @Length(1, 60)
  awardCode?: string | null;

  @Field(() => String, { description: 'Number of the document, 1 to 200 characters, public.' })
  @Words(1, 200)
  document: string;

  @Field(() => String, { nullable: true, description: 'What it is about, 3 to 2,000 characters, public.' })
  @Words(3, 2000)
  reason?: string | null;

  @Field(() => CalendarDate, { description: 'First day.' })
  from: string;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day; until it is ended unless given.' })
  until?: string | null;
}

@InputType({ description: 'Which bar to end, and when.' })
export class EndBarInput extends ActInput {
  @Field(() => ID, { description: 'The bar.' })
  barId: string;

  @Field(() => CalendarDate, { description: 'Its last day: not before its first.' })
  until: string;

  @Field(() => String, { description: 'Why, 3 to 2,000 characters, public.' })
  @Words(3, 2000)
  reason: string;
}

/**
 * Enters that a member may not be proposed for an award for a time. While it stands, by the calendar of Vietnam, the
 * award is not proposed for it, agreed for it or put to the vote.
 * @throws Refusal NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
 */
export function barMember(db: Database, viewer: Viewer, input: BarMemberInput): Promise<Receipt> {
  const [conferenceId, memberId] = [asId(input.conferenceId), asId(input.memberId)];
  const document = words(input.document);
  const reason = input.reason ? words(input.reason) : null;
  const { from, until = null, awardCode = null } = input;
  const about = { conferenceId, memberId, awardCode, document, reason, from, until };
  return act(db, viewer, { act: 'barMember', about, idempotencyKey: input.idempotencyKey }, async (tx) => {
    // Against votes that are being opened here.
    const conference = await takeConference(tx, conferenceId);
    requireAllowed(viewer, 'Mutation.barMember', conference.id);
    const member = found(await tx.findOneBy(Member, { id: memberId, blocId: conference.blocId }));
    const award = await awardOf(tx, awardCode);
    requireSpan(from, until);
    const bar: MemberBar = {
      ...{ id: randomUUID(), conferenceId, memberId, awardId: award?.id ?? null, document, reason },
      ...{ fromDay: from, untilDay: until, endReason: null },
    };
    await tx.insert(MemberBar, bar);
    return toldToBloc(tx, conference, memberBarred(bar, member, award));
  });
}

/**
 * Ends a bar on a day of the past or the future.
 * @throws Refusal NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
 */
export function endBar(db: Database, viewer: Viewer, input: EndBarInput): Promise<Receipt> {
  const barId = asId(input.barId);
  const [reason, { until }] = [words(input.reason), input];
  const ask = { act: 'endBar', about: { barId, until, reason }, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, ask, async (tx) => {
    const bar = found(await tx.findOne(MemberBar, { where: { id: barId }, lock: { mode: 'pessimistic_write' } }));
    requireAllowed(viewer, 'Mutation.endBar', bar.conferenceId);
    requireSpan(bar.fromDay, until);
    await tx.update(MemberBar, bar.id, { untilDay: until, endReason: reason });
    const member = found(await tx.findOneBy(Member, { id: bar.memberId }));
    const conference = await lockConference(tx, bar.conferenceId);
    return toldToBloc(tx, conference, barEnded({ ...bar, untilDay: until, endReason: reason }, member, bar.untilDay));
  });
}

async function awardOf(tx: EntityManager, code: string | null): Promise<Award | null> {
  if (code === null) return null;
  const award = await tx.findOneBy(Award, { code });
  if (!award) throw badInput('awardCode', 'Take a code from the query `awards`.');
  return award;
}

/** @throws Refusal BAD_USER_INPUT */
function requireSpan(from: string, until: string | null): void {
  if (until !== null && until < from) throw badInput('until', `Not before ${from}, its first day.`);
}

function badInput(argument: string, cure: string): Refusal {
  return new Refusal('BAD_USER_INPUT', { argument, cure });
}

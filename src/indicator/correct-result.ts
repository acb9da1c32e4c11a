import { ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { holdBloc, requireAtBloc } from '../bloc/hold-role';
import { Member } from '../bloc/member';
import { type Conference, ConferenceNature, ConferenceState } from '../conference/conference';
import { lockConference } from '../conference/lock-conference';
import { toldToBloc } from '../conference/told-to-bloc';
import { PendingActKind } from '../confirmation/pending-act';
import { doOrAsk, type TwoKeyAct } from '../confirmation/two-keys';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { sameText, type TextPair, TextPairInput, textPair } from '../graphql/types/text-pair';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { DomainEvent, Receipt } from '../log/append';
import type { Json } from '../log/canonical';
import { resultCorrected } from './events';
import { doubtsOf, figureOf } from './figure';
import { Indicator } from './indicator';
import { Result, ResultKind } from './result';

@InputType({ description: 'Which reported result was wrong, and what is right. What is left out stays.' })
export class CorrectResultInput extends ActInput {
  @Field(() => ID, { description: 'The result; what it said stays, as a version.' })
  resultId: string;

  @Field(() => String, { description: 'The right figure as it is printed, such as `834.875,801`; or the right words.' })
  @Words(1, 2000)
  raw: string;

  @Field(() => String, { nullable: true, description: 'Unit as printed; of a figure.' })
  @Words(1, 100)
  unit?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'True: the figure has no unit but a percent sign printed behind it; not together with `unit`.',
  })
  withoutUnit?: boolean | null;

  @Field(() => TextPairInput, { nullable: true, description: 'The wording around a figure; a statement in short.' })
  @ValidateNested()
  text?: TextPairInput | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'True: there is no wording around the figure; not together with `text`.',
  })
  withoutText?: boolean | null;

  @Field(() => String, { description: 'What was wrong, 3 to 2,000 characters; everybody can read it.' })
  @Words(3, 2000)
  reason: string;
}

/** The same, as it is stored while it waits for a second account. */
export interface ResultCorrection {
  readonly resultId: string;
  readonly raw: string;
  readonly unit: string | null;
  readonly text: TextPair | null;
  /** Left out by those that were asked for before there were such. */
  readonly withoutUnit?: boolean;
  readonly withoutText?: boolean;
  readonly reason: string;
}

/**
 * Putting a right figure in the place of a wrong one. What it said is kept as a version, and a closed conference goes on
 * showing it as it held at its closing. One account does it while the conference lasts, two once it is closed.
 */
export const resultCorrection: TwoKeyAct<ResultCorrection> = {
  kind: PendingActKind.CORRECT_RESULT,
  field: 'Mutation.correctResult',
  async judge(tx, viewer, field, correction) {
    const { resultId, reason } = correction;
    const { conferenceId } = found(await tx.findOneBy(Result, { id: resultId }));
    const conference = await lockConference(tx, found(conferenceId));
    requireAllowed(viewer, field, conference.id);
    const before = await holdResult(tx, resultId);
    const after = corrected(before, correction);
    return {
      ...{ conferenceId: conference.id, targetId: resultId, reason },
      needsTwo: conference.state === ConferenceState.CLOSED,
      basis: { raw: before.raw, unit: before.unit, text: before.text?.vi ?? null },
      async perform() {
        const happened = await write(tx, { before, after, reason, isRehearsal: isRehearsal(conference) });
        return toldToBloc(tx, conference, happened);
      },
    };
  },
};

interface Written {
  readonly before: Result;
  readonly after: Partial<Result>;
  readonly reason: string;
  readonly isRehearsal: boolean;
}

async function write(tx: EntityManager, { before, after, ...more }: Written): Promise<DomainEvent> {
  await tx.update(Result, before.id, after);
  return resultCorrected({
    ...{ before, after: { ...before, ...after }, ...more },
    indicator: await tx.findOneByOrFail(Indicator, { id: before.indicatorId }),
    member: before.memberId === null ? null : await tx.findOneBy(Member, { id: before.memberId }),
  });
}

const isRehearsal = ({ nature }: Conference): boolean => nature === ConferenceNature.REHEARSAL;

/** Held until the transaction ends, so that two corrections come one after the other. @throws Refusal NOT_FOUND */
const holdResult = async (tx: EntityManager, id: string): Promise<Result> =>
  found(await tx.findOne(Result, { where: { id }, lock: { mode: 'pessimistic_write' } }));

/** What it says then; doubts were about the figure that was printed before. @throws Refusal BAD_USER_INPUT for what it says already */
function corrected(before: Result, { raw, text, ...given }: ResultCorrection) {
  const isFigure = before.kind === ResultKind.FIGURE;
  const wording = given.withoutText ? null : before.text;
  const worded = text ?? (isFigure ? wording : { vi: raw, en: null });
  const unit = given.withoutUnit ? null : (given.unit ?? before.unit);
  const after = {
    raw,
    text: worded && { ...worded },
    ...(isFigure ? { ...figureOf(raw, unit), flags: [...doubtsOf(raw)] } : { value: null, unit: null, flags: [] }),
  };
  if (raw === before.raw && after.unit === before.unit && sameText(after.text, before.text))
    throw new Refusal('BAD_USER_INPUT', { argument: 'raw', cure: 'It says this already. Send what differs.' });
  return after;
}

/** @throws Refusal NOT_FOUND, BAD_USER_INPUT */
export function asResultCorrection({
  resultId,
  raw,
  unit,
  text,
  reason,
  ...more
}: CorrectResultInput): ResultCorrection {
  const [withoutUnit, withoutText] = [more.withoutUnit ?? false, more.withoutText ?? false];
  if (withoutUnit && unit) throw new Refusal('BAD_USER_INPUT', { argument: 'unit', cure: eitherOr('withoutUnit') });
  if (withoutText && text) throw new Refusal('BAD_USER_INPUT', { argument: 'text', cure: eitherOr('withoutText') });
  return {
    ...{ resultId: asId(resultId), raw: words(raw), unit: unit ? words(unit) : null },
    ...{ text: text ? { ...textPair(text) } : null, withoutUnit, withoutText, reason: words(reason) },
  };
}

const eitherOr = (flag: string): string => `Give it, or \`${flag}\`, not both.`;

/**
 * Corrects a result, or asks for it where its conference is closed. One that a member reported is of no conference: the
 * leader's office of its bloc, which confirmed it alone, or an administrator corrects it alone.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, NO_SECOND_ACCOUNT, ACT_WAITING
 */
export async function correctResultOrAsk(db: Database, viewer: Viewer, input: CorrectResultInput): Promise<Receipt> {
  const correction = asResultCorrection(input);
  // A result never changes its bloc, and never gets or loses its conference.
  const result = await db.manager.findOneBy(Result, { id: correction.resultId });
  if (result?.conferenceId === null)
    return correctReported(db, viewer, result.blocId, correction, input.idempotencyKey);
  return doOrAsk(db, viewer, resultCorrection, correction, input.idempotencyKey);
}

function correctReported(
  db: Database,
  viewer: Viewer,
  blocId: string,
  correction: ResultCorrection,
  idempotencyKey: string | null | undefined,
): Promise<Receipt> {
  const about = correction as object as Json;
  const ask = { act: 'correctResult', about, idempotencyKey, first: holdBloc(blocId) };
  return act(db, viewer, ask, async (tx) => {
    await requireAtBloc(tx, viewer, 'Mutation.correctResult', blocId);
    const { resultId, reason } = correction;
    const before = await holdResult(tx, resultId);
    return write(tx, { before, after: corrected(before, correction), reason, isRehearsal: false });
  });
}

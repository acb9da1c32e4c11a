import { Max, Min } from 'class-validator';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { type EntityManager, Not } from 'typeorm';
import { giveBadge } from '../auth/issue-badge';
import { Conference, ConferenceState } from '../conference/conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { type Rehearsal, writeRehearsal } from './clone-conference';
import type { Rehearsals } from './rehearsals';

@InputType({ description: 'What to rehearse, and how.' })
export class StartRehearsalInput extends ActInput {
  @Field(() => ID, { description: 'The conference; of a rehearsal, the conference it rehearses is taken.' })
  conferenceId: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'True: demo delegates play it to the end; false: it is only prepared, for people to practise.',
  })
  play: boolean;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 20,
    description: 'Demo delegates, at least one per member, up to 500.',
  })
  @Min(1)
  @Max(500)
  delegates: number;

  @Field(() => Float, {
    nullable: true,
    defaultValue: 1,
    description: '1 as people act, 2 twice as fast; 0 without a pause.',
  })
  @Min(0)
  @Max(1000)
  speed: number;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Whether the flags are voted UNLINKED.' })
  secret: boolean;
}

/** A rehearsal that has begun, or stands ready. */
export interface StartedRehearsal extends Rehearsal {
  readonly receipt: Receipt;
  /** One-time code of a badge of its chair; null for a retry, since it is not kept. */
  readonly chairCode: string | null;
}

/** Badge of the chair: a day. */
const ttlMinutes = 1440;

/** With it all is adopted and one flag has just the four votes of five it needs. */
const usualSeed = 13;

/**
 * Makes a rehearsal of a conference and, unless told not to, has demo delegates play it from check-in to closing. The
 * conference itself is not touched.
 * @throws Refusal NOT_FOUND, FORBIDDEN, REHEARSAL_RUNNING, TOO_MANY_REHEARSALS
 */
export async function startRehearsal(
  db: Database,
  rehearsals: Rehearsals,
  viewer: Viewer,
  input: StartRehearsalInput,
): Promise<StartedRehearsal> {
  const { play, delegates, speed, secret, idempotencyKey } = input;
  const asked = found(await db.manager.findOneBy(Conference, { id: asId(input.conferenceId) }));
  requireAllowed(viewer, 'Mutation.startRehearsal', asked.id);
  const original = asked.rehearsesId ? found(await db.manager.findOneBy(Conference, { id: asked.rehearsesId })) : asked;
  const about = { conferenceId: asked.id, play, delegates, speed: String(speed), secret };
  let rehearsal: Rehearsal | undefined;
  const receipt = await act(db, viewer, { act: 'startRehearsal', about, idempotencyKey }, async (tx) => {
    if (play) rehearsals.requireFree();
    await requireFew(tx, original.id);
    const written = await writeRehearsal(tx, { slug: original.slug, delegates });
    rehearsal = written.rehearsal;
    return written.happened;
  });
  if (!rehearsal) {
    const { id, slug } = found(await db.manager.findOneBy(Conference, { id: receipt.stream }));
    return { id, slug, receipt, chairCode: null };
  }
  const holder = { role: Role.CHAIR, conferenceId: rehearsal.id, delegateId: null };
  const { code } = await giveBadge(db, viewer, holder, ttlMinutes);
  if (play) rehearsals.play(rehearsal, { by: viewer, speed, secret, seed: usualSeed });
  return { ...rehearsal, receipt, chairCode: code };
}

/** Rehearsals of one conference that may stand at once, whoever makes them. */
const mostRehearsals = 10;

/** Holds the conference, so that two at once are counted. @throws Refusal TOO_MANY_REHEARSALS */
async function requireFew(tx: EntityManager, conferenceId: string): Promise<void> {
  await tx.findOne(Conference, { where: { id: conferenceId }, lock: { mode: 'for_no_key_update' } });
  const standing = await tx.countBy(Conference, { rehearsesId: conferenceId, state: Not(ConferenceState.CLOSED) });
  if (standing >= mostRehearsals) throw new Refusal('TOO_MANY_REHEARSALS', { standing, most: mostRehearsals });
}

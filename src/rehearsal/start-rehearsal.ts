import { Max, Min } from 'class-validator';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { issueBadge } from '../auth/issue-badge';
import { Conference } from '../conference/conference';
import type { Database } from '../database/database';
import { requireAllowed } from '../graphql/authorize/authority';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { cloneConference } from './clone-conference';
import type { Rehearsals } from './rehearsals';

@InputType({ description: 'What to rehearse, and how.' })
export class StartRehearsalInput {
  @Field(() => ID, { description: 'The conference; of a rehearsal, the conference it rehearses is taken.' })
  conferenceId: string;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'True: demo delegates play it to the end; false: it is only prepared, for people to practise.',
  })
  play: boolean;

  @Field(() => Int, { defaultValue: 20, description: 'Demo delegates, at least one per member, up to 500.' })
  @Min(1)
  @Max(500)
  delegates: number;

  @Field(() => Float, { defaultValue: 1, description: '1 as people act, 2 twice as fast; 0 without a pause.' })
  @Min(0)
  @Max(1000)
  speed: number;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether the flags are voted UNLINKED.' })
  secret: boolean;
}

@ObjectType({ description: 'A rehearsal that has begun, or stands ready.' })
export class StartRehearsalPayload {
  @Field(() => ID, { description: 'The conference that rehearses.' })
  conferenceId: string;

  @Field(() => String, { description: 'Its slug.' })
  slug: string;

  @Field(() => String, {
    description: 'One-time code of a badge of its chair, good for a day. It is not kept and not shown again.',
  })
  chairCode: string;
}

/** Badge of the chair: a day. */
const ttlMinutes = 1440;

/** With it all is adopted and one flag has just the four votes of five it needs. */
const usualSeed = 13;

/**
 * Makes a rehearsal of a conference and, unless told not to, has demo delegates play it from check-in to closing. The
 * conference itself is not touched. There is no key against doing it twice: the code is shown once.
 * @throws Refusal NOT_FOUND, FORBIDDEN, REHEARSAL_RUNNING
 */
export async function startRehearsal(
  db: Database,
  rehearsals: Rehearsals,
  viewer: Viewer,
  input: StartRehearsalInput,
): Promise<StartRehearsalPayload> {
  const { play, delegates, speed, secret } = input;
  const asked = found(await db.manager.findOneBy(Conference, { id: asId(input.conferenceId) }));
  requireAllowed(viewer, 'Mutation.startRehearsal', asked.id);
  if (play) rehearsals.requireFree();
  const original = asked.rehearsesId ? found(await db.manager.findOneBy(Conference, { id: asked.rehearsesId })) : asked;
  const rehearsal = await cloneConference(db, { slug: original.slug, delegates, by: viewer });
  // A chair makes no chair elsewhere; of its own rehearsal it does, under its own name.
  const maker: Viewer = { ...viewer, role: Role.ADMINISTRATOR, conferenceId: null };
  const badge = { role: Role.CHAIR, conferenceId: rehearsal.id, delegateId: null, name: null, ttlMinutes };
  const { code } = await issueBadge(db, maker, badge);
  if (play) rehearsals.play(rehearsal, { speed, secret, seed: usualSeed });
  return { conferenceId: rehearsal.id, slug: rehearsal.slug, chairCode: code };
}

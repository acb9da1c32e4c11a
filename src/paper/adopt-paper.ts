import { randomUUID } from 'node:crypto';
import { IsOptional, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { now } from '../clock';
import { takeConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { CalendarDate } from '../graphql/types/scalars';
import { Words, words } from '../graphql/types/words';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { sha256 } from '../log/canonical';
import { AdoptedPaper, hashForm, PaperKind } from './adopted-paper';
import { paperAdopted } from './events';
import { adoptFault, adoptRefusal } from './rules';
import { standingPaper } from './standing-paper';

/** Longest paper that is adopted, in characters; an act takes no more than its request may have. */
const longest = 40_000;

@InputType({ description: 'A paper that is adopted as it reads.' })
export class AdoptPaperInput extends ActInput {
  @Field(() => ID, { description: 'The conference.' })
  conferenceId: string;

  @Field(() => PaperKind, { description: 'Which paper.' })
  kind: PaperKind;

  @Field(() => String, { description: `What it says, as a JSON object, up to ${longest} characters.` })
  @MaxLength(longest)
  content: string;

  @Field(() => String, { description: 'SHA-256 that is printed on it, 64 hexadecimal digits.' })
  @Matches(hashForm)
  digest: string;

  @Field(() => String, { nullable: true, description: 'Number the office gave it, up to 100 characters.' })
  @IsOptional()
  @Words(1, 100)
  number?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Date it bears.' })
  @IsOptional()
  datedOn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it takes the place of the one adopted before, 3 to 2,000 characters; asked for only then.',
  })
  @IsOptional()
  @Words(3, 2000)
  reason?: string | null;
}

/**
 * Keeps a paper as it was adopted, with its hash in the log: it reads so from then on. One adopted before stays, and this
 * one stands in its place.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE, BAD_USER_INPUT
 */
export function adoptPaper(db: Database, viewer: Viewer, input: AdoptPaperInput): Promise<Receipt> {
  const { idempotencyKey, content, ...rest } = input;
  const contentHash = sha256(content);
  const about = asked({ ...rest, contentHash });
  return act(db, viewer, { act: 'adoptPaper', about, idempotencyKey }, async (tx) => {
    const conference = await takeConference(tx, asId(input.conferenceId));
    requireAllowed(viewer, 'Mutation.adoptPaper', conference.id);
    const refusal = adoptRefusal(conference.state);
    if (refusal) throw new Refusal(refusal, { state: conference.state });
    const before = await standingPaper(tx, conference.id, input.kind);
    const reason = before && input.reason ? words(input.reason) : null;
    const fault = adoptFault(content, reason, before !== null);
    if (fault) throw new Refusal('BAD_USER_INPUT', fault);
    const paper: AdoptedPaper = {
      ...{ id: randomUUID(), conferenceId: conference.id, kind: input.kind, ordinal: (before?.ordinal ?? 0) + 1 },
      ...{ number: input.number ? words(input.number) : null, datedOn: input.datedOn ?? null },
      ...{ content, contentHash, digest: input.digest, reason, adoptedAt: now(), scanHash: null },
    };
    await tx.insert(AdoptedPaper, paper);
    return paperAdopted(paper);
  });
}

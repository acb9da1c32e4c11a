import { Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { takeConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { AdoptedPaper, hashForm, PaperKind } from './adopted-paper';
import { paperSigned } from './events';
import { standingPaper } from './standing-paper';

@InputType({ description: 'The file that shows signature and stamp of an adopted paper.' })
export class RecordSignedPaperInput extends ActInput {
  @Field(() => ID, { description: 'The conference.' })
  conferenceId: string;

  @Field(() => PaperKind, { description: 'Which paper.' })
  kind: PaperKind;

  @Field(() => String, { description: 'SHA-256 that is printed on the paper that was signed, 64 hexadecimal digits.' })
  @Matches(hashForm)
  digest: string;

  @Field(() => String, { description: 'SHA-256 of the bytes of the scan or of the signed PDF, 64 hexadecimal digits.' })
  @Matches(hashForm)
  scanHash: string;
}

/**
 * Ties the file with signature and stamp to the paper that was adopted: both hashes stand in the log. The file itself stays
 * with the office. A second one takes the place of the first; the log keeps both.
 * @throws Refusal NOT_FOUND where no paper of this digest stands, UNAUTHENTICATED, FORBIDDEN
 */
export function recordSignedPaper(db: Database, viewer: Viewer, input: RecordSignedPaperInput): Promise<Receipt> {
  const { idempotencyKey, ...about } = input;
  return act(db, viewer, { act: 'recordSignedPaper', about: asked(about), idempotencyKey }, async (tx) => {
    const conference = await takeConference(tx, asId(input.conferenceId));
    requireAllowed(viewer, 'Mutation.recordSignedPaper', conference.id);
    const paper = await standingPaper(tx, conference.id, input.kind);
    if (paper?.digest !== input.digest) throw new Refusal('NOT_FOUND', { kind: input.kind, digest: input.digest });
    await tx.update(AdoptedPaper, paper.id, { scanHash: input.scanHash });
    return paperSigned({ ...paper, scanHash: input.scanHash });
  });
}

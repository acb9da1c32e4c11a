import { Ctx, Field, ObjectType } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { blocById } from '../bloc/loaders';
import { Conference } from '../conference/conference';
import { seenConference } from '../conference/visible';
import type { Context } from '../graphql/context';
import { ReceiptType } from '../graphql/types/receipt';
import type { Receipt } from '../log/append';
import { ImportReportType } from './import-report';

@ObjectType({ description: 'What `importConference` answers.' })
export class ImportConferencePayload {
  @Field(() => ReceiptType, {
    nullable: true,
    description: 'Proof of what was written; null for a dry run and for a file that brings nothing new.',
  })
  receipt: Receipt | null;

  @Field(() => ImportReportType, { description: 'What was done with each thing of the file, or would be.' })
  report: ImportReportType;

  /** Null only after a dry run of a bloc that is not there yet. */
  blocId: string | null;

  @Field(() => Bloc, { nullable: true, description: 'The bloc as it stands now; null where it is not there yet.' })
  async bloc(@Ctx() ctx: Context): Promise<Bloc | null> {
    return this.blocId === null ? null : ctx.load(blocById, this.blocId);
  }

  /** Null for a file of a bloc alone, and after a dry run of a conference that is not there yet. */
  conferenceId: string | null;

  @Field(() => Conference, {
    nullable: true,
    description:
      "The conference as it stands now; null for a file of a bloc alone, and where it is not there yet, or not the caller's to see.",
  })
  async conference(@Ctx() ctx: Context): Promise<Conference | null> {
    return this.conferenceId === null ? null : seenConference(ctx, this.conferenceId);
  }
}

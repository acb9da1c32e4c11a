import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Allowed } from '../graphql/authorize/allowed';
import type { Context } from '../graphql/context';
import { importConference } from './import-conference';
import { ImportConferenceInput, importReport } from './import-report';
import { ImportConferencePayload } from './payload';

@Resolver()
export class ImportResolver {
  @Allowed('Mutation.importConference')
  @Mutation(() => ImportConferencePayload, {
    description:
      'Brings a conference file, or a file of a bloc alone, in: all of it or nothing. The same file again changes nothing. FILE_INVALID lists every problem with path, line, value and cure.',
  })
  async importConference(
    @Arg('input', () => ImportConferenceInput, { description: 'The file.' }) input: ImportConferenceInput,
    @Ctx() ctx: Context,
  ): Promise<Omit<ImportConferencePayload, 'bloc' | 'conference'>> {
    const report = await importConference(ctx.db, ctx.viewer, input);
    const { receipt, blocId, conferenceId } = report;
    return { receipt, blocId, conferenceId, report: importReport(report) };
  }
}

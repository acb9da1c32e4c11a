import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Allowed } from '../graphql/authorize/allowed';
import type { Context } from '../graphql/context';
import { importConference } from './import-conference';
import { ImportConferenceInput, ImportReportType, importReport } from './import-report';

@Resolver()
export class ImportResolver {
  @Allowed('Mutation.importConference')
  @Mutation(() => ImportReportType, {
    description:
      'Brings a conference file in, all of it or nothing. The same file again changes nothing. FILE_INVALID lists every problem with path, line, value and cure.',
  })
  async importConference(
    @Arg('input', () => ImportConferenceInput, { description: 'The file.' }) input: ImportConferenceInput,
    @Ctx() ctx: Context,
  ): Promise<ImportReportType> {
    return importReport(await importConference(ctx.db, ctx.viewer, input));
  }
}

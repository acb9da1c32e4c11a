import { Ctx, Field, ObjectType } from 'type-graphql';
import type { Context } from '../graphql/context';
import { Payload } from '../graphql/types/payload';
import { reportById } from './loaders';
import { ResultReport } from './result-report';

@ObjectType()
export class ReportPayload extends Payload {
  @Field(() => ResultReport, { nullable: true, description: 'The report as it stands now.' })
  report(@Ctx() ctx: Context): Promise<ResultReport | null> {
    return ctx.load(reportById, this.receipt.subject);
  }
}

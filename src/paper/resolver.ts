import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Conference } from '../conference/conference';
import { ConferencePayload } from '../conference/payload';
import { Allowed } from '../graphql/authorize/allowed';
import type { Context } from '../graphql/context';
import { ListSize } from '../graphql/loading/list-size';
import { Act, type Payload } from '../graphql/types/payload';
import { AdoptPaperInput, adoptPaper } from './adopt-paper';
import { AdoptedPaper } from './adopted-paper';
import { standingPapersByConference } from './loaders';
import { RecordSignedPaperInput, recordSignedPaper } from './record-signed-paper';

const what = 'What is asked.';

@Resolver(() => Conference)
export class ConferencePapersResolver {
  @FieldResolver(() => [AdoptedPaper], {
    description: 'Papers that were adopted, of each kind the one that stands; those before it are in the log.',
  })
  @ListSize(4)
  adoptedPapers(@Root() { id }: Conference, @Ctx() ctx: Context): Promise<readonly AdoptedPaper[]> {
    return ctx.load(standingPapersByConference, id);
  }
}

@Resolver()
export class PaperActResolver {
  @Allowed('Mutation.adoptPaper')
  @Act(ConferencePayload, 'Adopts a paper as it reads, with its hash in the log; in session or after the closing.')
  async adoptPaper(
    @Arg('input', () => AdoptPaperInput, { description: what }) input: AdoptPaperInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await adoptPaper(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.recordSignedPaper')
  @Act(ConferencePayload, 'Ties a scan or a signed PDF to the paper that was adopted, by their hashes.')
  async recordSignedPaper(
    @Arg('input', () => RecordSignedPaperInput, { description: what }) input: RecordSignedPaperInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await recordSignedPaper(ctx.db, ctx.viewer, input) };
  }
}

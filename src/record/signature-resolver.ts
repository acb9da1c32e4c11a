import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type Context, found } from '../graphql/context';
import { pactById, signaturesByPact } from '../pact/loaders';
import { Signature, SignatureMethod } from '../pact/signature';
import { LogEntry } from './log-entry';
import { signingsByConference } from './signing-entries';

@Resolver(() => Signature)
export class SignatureEntryResolver {
  @FieldResolver(() => LogEntry, {
    nullable: true,
    description:
      'The entry of the log that tells of it; null for one that a source reports. `digest` proves that the log still holds it.',
  })
  async entry(@Root() { id, method, pactId, memberId }: Signature, @Ctx() ctx: Context): Promise<LogEntry | null> {
    if (method === SignatureMethod.RECORDED) return null;
    const { conferenceId } = found(await ctx.load(pactById, pactId));
    const [given, signings] = await Promise.all([
      ctx.load(signaturesByPact, pactId),
      ctx.load(signingsByConference, conferenceId),
    ]);
    // A party that withdrew may have signed again: its signatures and their entries come in one order.
    const isTheirs = (each: { readonly memberId: string }) => each.memberId === memberId;
    const place = given
      .filter((each) => isTheirs(each) && each.method !== SignatureMethod.RECORDED)
      .findIndex((each) => each.id === id);
    return signings.filter((each) => isTheirs(each) && each.pactId === pactId)[place]?.entry ?? null;
  }
}

import { Field, Int, ObjectType } from 'type-graphql';
import { memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { type PactTerms, signaturesNeeded } from '../bloc/pact-rule';
import { loadMembersOfYear } from '../bloc/read-members';
import { loadPactTerms } from '../bloc/read-pact-rule';
import { now } from '../clock';
import { ConferenceState } from '../conference/conference';
import { conferenceById, delegateById, presentByDelegate } from '../conference/loaders';
import { paperHolds } from '../conference/paper-holds';
import { type Context, found } from '../graphql/context';
import { ListSize } from '../graphql/loading/list-size';
import { TextPair } from '../graphql/types/text-pair';
import { partiesByPact, signaturesByPact } from './loaders';
import { type Pact, PactState, termsOf } from './pact';
import { Signature } from './signature';

@ObjectType({ description: 'One party of a pact and its standing signature.' })
class SignatureSlot {
  @Field(() => Member, { description: 'The party.' })
  member: Member;

  @Field(() => TextPair, {
    description: 'Its official name when the text was opened for signature; of a draft, today.',
  })
  officialName: TextPair;

  @Field(() => TextPair, { description: 'Its short name then.' })
  shortName: TextPair;

  @Field(() => Signature, { nullable: true, description: 'Its signature; null while it has not signed.' })
  signature: Signature | null;
}

@ObjectType({ description: 'The signature wall of a pact.' })
export class SignatureBoard {
  conferenceId: string;

  @Field(() => Int, { description: 'Parties that have signed.' })
  signed: number;

  @Field(() => Int, { description: 'Parties there are.' })
  parties: number;

  @Field(() => Int, { description: 'Signatures it needs to come into force.' })
  needed: number;

  @Field(() => Int, { description: 'Signatures still missing for that; 0 once it has them.' })
  missing: number;

  @ListSize(20)
  @Field(() => [SignatureSlot], { description: 'Every party in the order of the bloc.' })
  slots: SignatureSlot[];
}

type SlotParty = Omit<SignatureSlot, 'signature'>;

/** The parties that were fixed with the text, or, of a draft, those it would have now. */
async function partiesOf(ctx: Context, pact: Pact): Promise<readonly SlotParty[]> {
  const fixed = await ctx.load(partiesByPact, pact.id);
  if (fixed.length > 0)
    return Promise.all(
      fixed.map(async ({ memberId, officialName, shortName }) => {
        return { member: found(await ctx.load(memberById, memberId)), officialName, shortName };
      }),
    );
  const conference = found(await ctx.load(conferenceById, pact.conferenceId));
  const members = await loadMembersOfYear(ctx, conference.blocId, pact.year);
  return members.map((member) => ({ member, officialName: member.officialName, shortName: member.shortName }));
}

/** The terms fixed with the text; of a draft those it would get now. */
export async function loadTerms(ctx: Context, pact: Pact): Promise<PactTerms> {
  if (pact.state !== PactState.DRAFT) return termsOf(pact);
  const { blocId } = found(await ctx.load(conferenceById, pact.conferenceId));
  return loadPactTerms(ctx, blocId, pact.year);
}

/** Who has signed and who has not. */
export async function boardOf(ctx: Context, pact: Pact): Promise<SignatureBoard> {
  const [parties, signatures, terms] = await Promise.all([
    partiesOf(ctx, pact),
    ctx.load(signaturesByPact, pact.id),
    loadTerms(ctx, pact),
  ]);
  const standing = new Map(signatures.filter((each) => !each.withdrawnAt).map((each) => [each.memberId, each]));
  const slots = parties.map((party) => ({ ...party, signature: standing.get(party.member.id) ?? null }));
  const signed = slots.filter((slot) => slot.signature).length;
  const needed = signaturesNeeded(terms, slots.length);
  const counts = { signed, parties: slots.length, needed, missing: Math.max(0, needed - signed) };
  return { conferenceId: pact.conferenceId, ...counts, slots };
}

/** Whether `signPact` would take the viewer's signature now: it asks the same, in a transaction. */
export async function maySignNow(ctx: Context, pact: Pact): Promise<boolean> {
  const { delegateId } = ctx.viewer;
  if (delegateId === null || pact.state === PactState.DRAFT) return false;
  const [delegate, conference, present] = await Promise.all([
    ctx.load(delegateById, delegateId),
    ctx.load(conferenceById, pact.conferenceId),
    ctx.load(presentByDelegate, delegateId),
  ]);
  if (!delegate?.maySign || !paperHolds(delegate, now()) || delegate.conferenceId !== pact.conferenceId) return false;
  if (!present || conference?.state !== ConferenceState.OPEN) return false;
  return (await boardOf(ctx, pact)).slots.some(
    ({ member, signature }) => member.id === delegate.memberId && !signature,
  );
}

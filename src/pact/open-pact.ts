import { Field, ID, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { Bloc } from '../bloc/bloc';
import { Member } from '../bloc/member';
import { type PactTerms, signaturesNeeded } from '../bloc/pact-rule';
import { membersOfYear } from '../bloc/read-members';
import { pactTerms } from '../bloc/read-pact-rule';
import type { Conference } from '../conference/conference';
import { holdOpenConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { Indicator } from '../indicator/indicator';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { sha256 } from '../log/canonical';
import { Article } from './article';
import { canonicalPact } from './canonical-pact';
import { pactOpened } from './events';
import { keepParties } from './keep-parties';
import { lockPact } from './lock-pact';
import { type Pact, PactState } from './pact';
import { Target } from './target';

@InputType({ description: 'Which pact to open for signature.' })
export class OpenPactInput {
  @Field(() => ID, { description: 'The pact.' })
  pactId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Makes a retry safe: 8 to 100 characters, new for each request.',
  })
  idempotencyKey: string | null;
}

/**
 * Makes the canonical text of a draft, hashes it, fixes its parties and rule and opens it for signature. The text stays from here
 * on, unless all who signed withdraw and it is drafted anew; each text that was opened is kept as a version.
 * @throws Refusal NOT_FOUND, FORBIDDEN, CONFERENCE_NOT_OPEN, PACT_NOT_DRAFT, PACT_EMPTY, PACT_NEEDS_MORE
 */
export function openPact(db: Database, viewer: Viewer, input: OpenPactInput): Promise<Receipt> {
  const pactId = asId(input.pactId);
  return act(db, viewer, { act: 'openPact', about: { pactId }, idempotencyKey: input.idempotencyKey }, async (tx) => {
    const pact = await lockPact(tx, pactId);
    requireAllowed(viewer, 'Mutation.openPact', pact.conferenceId);
    const conference = await holdOpenConference(tx, pact.conferenceId);
    if (pact.state !== PactState.DRAFT) throw new Refusal('PACT_NOT_DRAFT', { state: pact.state });
    const parties = await membersOfYear(tx, conference.blocId, pact.year);
    const terms = await pactTerms(tx, conference.blocId, pact.year);
    const text = await textOf(tx, pact, conference, { parties, terms });
    const textHash = sha256(text);
    await tx.query(
      `update pact set state = 'OPEN', canonical_text = $2, text_hash = $3, needs_signatures = $4, in_force_from = $5
       where id = $1`,
      [pact.id, text, textHash, terms.signatures, terms.from],
    );
    await keepParties(tx, pact, parties);
    await keepVersion(tx, pact, text, textHash);
    return pactOpened(pact, { text, textHash, parties: parties.map((party) => party.id), terms });
  });
}

async function keepVersion(tx: EntityManager, pact: Pact, text: string, textHash: string): Promise<void> {
  await tx.query(
    `insert into pact_version (pact_id, number, canonical_text, text_hash, opened_at)
     select $1, 1 + count(*), $2, $3, clock_timestamp() from pact_version where pact_id = $1`,
    [pact.id, text, textHash],
  );
}

async function textOf(
  tx: EntityManager,
  pact: Pact,
  conference: Conference,
  { parties, terms }: { readonly parties: readonly Member[]; readonly terms: PactTerms },
): Promise<string> {
  const articles = await tx.find(Article, { where: { pactId: pact.id }, order: { ordinal: 'ASC' } });
  if (articles.length === 0 || parties.length === 0)
    throw new Refusal('PACT_EMPTY', { articles: articles.length, parties: parties.length });
  if (signaturesNeeded(terms, parties.length) > parties.length)
    throw new Refusal('PACT_NEEDS_MORE', { signatures: terms.signatures, parties: parties.length });
  const targets = await tx.find(Target, { where: { pactId: pact.id }, order: { ordinal: 'ASC' } });
  const bloc = await tx.findOneByOrFail(Bloc, { id: conference.blocId });
  const members = new Map((await tx.findBy(Member, { blocId: bloc.id })).map((member) => [member.id, member]));
  const indicators = new Map(
    (await tx.findBy(Indicator, { blocId: bloc.id })).map((indicator) => [indicator.id, indicator]),
  );
  return canonicalPact({
    bloc: bloc.name.vi,
    conference: conference.name.vi,
    pact,
    terms,
    parties: parties.map((party) => ({ code: party.code, name: party.officialName.vi })),
    articles,
    targets: targets.map((target) => ({
      ...target,
      member: (target.memberId && members.get(target.memberId)?.code) ?? null,
      indicator: indicators.get(target.indicatorId)?.code ?? target.indicatorId,
    })),
  });
}

import { Field, ID, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { Bloc } from '../bloc/bloc';
import { Member } from '../bloc/member';
import { membersOfYear } from '../bloc/read-members';
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
 * Makes the canonical text of a draft, hashes it and opens it for signature. The text does not change from here on.
 * @throws Refusal NOT_FOUND, FORBIDDEN, CONFERENCE_NOT_OPEN, PACT_NOT_DRAFT, PACT_EMPTY
 */
export function openPact(db: Database, viewer: Viewer, input: OpenPactInput): Promise<Receipt> {
  const pactId = asId(input.pactId);
  return act(db, viewer, { act: 'openPact', about: { pactId }, idempotencyKey: input.idempotencyKey }, async (tx) => {
    const pact = await lockPact(tx, pactId);
    requireAllowed(viewer, 'Mutation.openPact', pact.conferenceId);
    const conference = await holdOpenConference(tx, pact.conferenceId);
    if (pact.state !== PactState.DRAFT) throw new Refusal('PACT_NOT_DRAFT', { state: pact.state });
    const parties = await membersOfYear(tx, conference.blocId, pact.year);
    const text = await textOf(tx, pact, conference, parties);
    const textHash = sha256(text);
    await tx.query('update pact set state = $2, canonical_text = $3, text_hash = $4 where id = $1', [
      pact.id,
      PactState.OPEN,
      text,
      textHash,
    ]);
    return pactOpened(
      pact,
      text,
      textHash,
      parties.map((party) => party.id),
    );
  });
}

async function textOf(
  tx: EntityManager,
  pact: Pact,
  conference: Conference,
  parties: readonly Member[],
): Promise<string> {
  const articles = await tx.find(Article, { where: { pactId: pact.id }, order: { ordinal: 'ASC' } });
  if (articles.length === 0 || parties.length === 0)
    throw new Refusal('PACT_EMPTY', { articles: articles.length, parties: parties.length });
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
    parties: parties.map((party) => ({ code: party.code, name: party.officialName.vi })),
    articles,
    targets: targets.map((target) => ({
      ...target,
      member: (target.memberId && members.get(target.memberId)?.code) ?? null,
      indicator: indicators.get(target.indicatorId)?.code ?? target.indicatorId,
    })),
  });
}

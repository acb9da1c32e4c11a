import { randomUUID } from 'node:crypto';
import { ArrayMaxSize, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { type EntityManager, In, IsNull } from 'typeorm';
import { membersOfYear, requireMembers } from '../bloc/read-members';
import { type Conference, ConferenceState } from '../conference/conference';
import { lockConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, asIdOrNone, found } from '../graphql/context';
import { TextPairInput, textPair } from '../graphql/types/text-pair';
import { Words, words } from '../graphql/types/words';
import { Indicator } from '../indicator/indicator';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { Article } from './article';
import { pactDrafted } from './events';
import { lockPact } from './lock-pact';
import { Pact, PactState } from './pact';
import { Party } from './party';
import { readTarget } from './read-target';
import { draftRefusal } from './rules';
import { Signature } from './signature';
import { Target } from './target';

@InputType({ description: 'One article of a draft.' })
export class ArticleInput {
  @Field(() => TextPairInput, { description: 'Heading.' })
  @ValidateNested()
  heading: TextPairInput;

  @Field(() => TextPairInput, { description: 'Text.' })
  @ValidateNested()
  text: TextPairInput;
}

@InputType({ description: 'One measurable target of a draft.' })
export class TargetInput {
  @Field(() => ID, { description: 'What is measured.' })
  indicatorId: string;

  @Field(() => ID, { nullable: true, description: 'Whom it binds; the whole bloc unless given.' })
  memberId: string | null;

  @Field(() => String, {
    description:
      'The figure in Vietnamese form, such as `7,5` or `834.875,801`; refused where it can be read in two ways, such as `2.005` or `2,005`, or in none.',
  })
  @Words(1, 60)
  raw: string;

  @Field(() => String, { nullable: true, description: 'Its unit.' })
  @Words(0, 60)
  unit: string | null;
}

@InputType({ description: 'A pact to write or to rewrite.' })
export class DraftPactInput {
  @Field(() => ID, { description: 'The conference that will sign it.' })
  conferenceId: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Emulation year it binds: the one the conference opens, and that unless given. To be given only where it opens none.',
  })
  @Min(1945)
  @Max(2200)
  year: number | null;

  @Field(() => TextPairInput, { description: 'Title.' })
  @ValidateNested()
  title: TextPairInput;

  @Field(() => TextPairInput, { nullable: true, description: 'Opening words.' })
  @ValidateNested()
  preamble: TextPairInput | null;

  @Field(() => [ArticleInput], { description: 'All articles, in order; they replace those of an earlier draft.' })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  articles: ArticleInput[];

  @Field(() => [TargetInput], {
    nullable: true,
    defaultValue: [],
    description: 'All targets, in order; they replace those of an earlier draft.',
  })
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  targets: TargetInput[];

  @Field(() => String, {
    nullable: true,
    description: 'Makes a retry safe: 8 to 100 characters, new for each request.',
  })
  idempotencyKey: string | null;
}

/**
 * Writes the draft of a pact, or rewrites it whole as long as no signature stands under it.
 * @throws Refusal NOT_FOUND, FORBIDDEN, CONFERENCE_NOT_OPEN when it is over, PACT_NOT_DRAFT, BAD_USER_INPUT
 */
export function draftPact(db: Database, viewer: Viewer, input: DraftPactInput): Promise<Receipt> {
  const { idempotencyKey, ...about } = input;
  const ask = { act: 'draftPact', about: asked(about), idempotencyKey };
  return act(db, viewer, ask, async (tx) => {
    const conference = await lockConference(tx, input.conferenceId);
    requireAllowed(viewer, 'Mutation.draftPact', conference.id);
    if (conference.state === ConferenceState.CLOSED)
      throw new Refusal('CONFERENCE_NOT_OPEN', { state: conference.state });
    const year = yearOf(conference, input.year);
    const pact = await draftOf(tx, conference.id, year, input);
    await tx.delete(Article, { pactId: pact.id });
    await tx.delete(Target, { pactId: pact.id });
    await tx.insert(Article, articlesOf(pact, input));
    await tx.insert(Target, await targetsOf(tx, pact, conference.blocId, input));
    const parties = (await membersOfYear(tx, conference.blocId, year)).map(({ id }) => id);
    return pactDrafted(pact, { articles: input.articles.length, targets: input.targets.length, parties });
  });
}

/** @throws Refusal BAD_USER_INPUT for another year than the conference opens */
function yearOf({ opensYear }: Conference, given: number | null | undefined): number {
  const year = given ?? opensYear;
  if (year === null)
    throw new Refusal('BAD_USER_INPUT', { argument: 'year', cure: 'The conference opens no year: name one.' });
  if (opensYear !== null && year !== opensYear)
    throw new Refusal('BAD_USER_INPUT', {
      argument: 'year',
      cure: `Give the year the conference opens: ${opensYear}.`,
    });
  return year;
}

async function draftOf(tx: EntityManager, conferenceId: string, year: number, input: DraftPactInput): Promise<Pact> {
  const words = { title: textPair(input.title), preamble: input.preamble ? textPair(input.preamble) : null };
  // The unique key of conference and year decides which of two first drafts is the first; the other rewrites it.
  const fresh = { id: randomUUID(), conferenceId, year, ...words, state: PactState.DRAFT };
  await tx.createQueryBuilder().insert().into(Pact).values(fresh).orIgnore().updateEntity(false).execute();
  const { id } = await tx.findOneByOrFail(Pact, { conferenceId, year });
  const pact = await lockPact(tx, id);
  const standing = await tx.countBy(Signature, { pactId: id, withdrawnAt: IsNull() });
  const refusal = draftRefusal(pact.state, standing);
  if (refusal) throw new Refusal(refusal, { state: pact.state, signed: standing });
  // Opened and signed by nobody, or by nobody any more: the text goes back to a draft and has to be opened again.
  const draft = {
    ...{ ...words, state: PactState.DRAFT, canonicalText: null, textHash: null, frozenAt: null },
    ...{ needsSignatures: null, inForceFrom: null },
  };
  await tx.update(Pact, { id }, draft);
  await tx.delete(Party, { pactId: id });
  return Object.assign(pact, draft);
}

function articlesOf(pact: Pact, input: DraftPactInput): Article[] {
  return input.articles.map(({ heading, text }, index) => ({
    id: randomUUID(),
    pactId: pact.id,
    ordinal: index + 1,
    heading: textPair(heading),
    text: textPair(text),
  }));
}

/** @throws Refusal NOT_FOUND for an indicator or member of another bloc, BAD_USER_INPUT for a figure of several meanings */
async function targetsOf(tx: EntityManager, pact: Pact, blocId: string, input: DraftPactInput): Promise<Target[]> {
  const indicators = new Set(
    (await tx.findBy(Indicator, { blocId, id: In(input.targets.map((t) => asId(t.indicatorId))) })).map((i) => i.id),
  );
  const named = input.targets.map((target) => asIdOrNone(target.memberId)).filter((id) => id !== null);
  await requireMembers(tx, blocId, named, 'targets.memberId');
  return input.targets.map((target, index) => {
    const indicatorId = found(indicators.has(asId(target.indicatorId)) ? asId(target.indicatorId) : null);
    const memberId = asIdOrNone(target.memberId);
    const raw = words(target.raw);
    const figure = readTarget(raw);
    if (figure.value === null) {
      throw new Refusal('BAD_USER_INPUT', {
        argument: `targets.${index}.raw`,
        value: raw,
        problem: `The figure is ${figure.kind.toLowerCase()}.`,
        cure: 'Mark decimals with a comma, group thousands or not: "2005", "2.005,0", "6,5".',
      });
    }
    return {
      id: randomUUID(),
      pactId: pact.id,
      indicatorId,
      memberId,
      ordinal: index + 1,
      raw,
      value: figure.value,
      unit: words(target.unit ?? '') || (figure.percent ? '%' : null),
    };
  });
}

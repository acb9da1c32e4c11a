import { randomUUID } from 'node:crypto';
import { ArrayMaxSize, IsOptional, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { type EntityManager, In } from 'typeorm';
import { Member } from '../bloc/member';
import { Electorate, leastFloor, type Rule, RuleBase, usualFloor } from '../bloc/rule';
import { VotingRule } from '../bloc/voting-rule';
import { AgendaItem } from '../conference/agenda-item';
import { Conference, ConferenceState } from '../conference/conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { TextPairInput, textPair } from '../graphql/types/text-pair';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { pollCreated } from './events';
import { Option } from './option';
import { Poll, PollKind, PollState, Secrecy } from './poll';
import { readSubject } from './read-subject';
import { defaultRule, liveTallyRefusal, ruleFault } from './rules';
import type { PollSubjects } from './subjects';

@InputType({ description: 'A rule for one poll, in place of the one of the year.' })
export class RuleInput implements Omit<Rule, 'floor'> {
  @Field(() => Electorate, { description: 'Who holds a vote.' })
  electorate: Electorate;

  @Field(() => Int, { description: 'Quorum: numerator of the share that must be present, at most the denominator.' })
  @Min(1)
  @Max(1_000_000)
  quorumNumerator: number;

  @Field(() => Int, { description: 'Quorum: denominator.' })
  @Min(1)
  @Max(1_000_000)
  quorumDenominator: number;

  @Field(() => Int, { description: 'Passing: numerator of the share of the base, at most the denominator.' })
  @Min(1)
  @Max(1_000_000)
  passNumerator: number;

  @Field(() => Int, { description: 'Passing: denominator.' })
  @Min(1)
  @Max(1_000_000)
  passDenominator: number;

  @Field(() => Boolean, { description: 'True: more than the share is needed.' })
  passStrict: boolean;

  @Field(() => RuleBase, { description: 'What the share is of.' })
  base: RuleBase;

  @Field(() => Int, { nullable: true, description: 'How many may win at most, in a poll to choose.' })
  @Min(1)
  @Max(100)
  seats: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Fewest ballots an UNLINKED poll counts, 3 or more; 5 unless given.',
  })
  @IsOptional()
  @Min(leastFloor)
  @Max(1_000_000)
  floor?: number | null;
}

@InputType({ description: 'One thing to choose, in a poll of kind CHOOSE.' })
export class OptionInput {
  @Field(() => String, { description: 'Code to put on ballots: 1 to 40 letters, digits, `-` or `_`.' })
  @Matches(/^[A-Za-z0-9_-]{1,40}$/)
  code: string;

  @Field(() => TextPairInput, { description: 'What the ballot says.' })
  @ValidateNested()
  label: TextPairInput;

  @Field(() => ID, { nullable: true, description: 'The member it stands for.' })
  memberId: string | null;

  @Field(() => ID, { nullable: true, description: 'What is chosen with it, such as an award proposal.' })
  subjectId: string | null;
}

@InputType({ description: 'A question to put to the vote.' })
export class CreatePollInput {
  @Field(() => ID, { description: 'Conference it is put to.' })
  conferenceId: string;

  @Field(() => TextPairInput, { description: 'The question.' })
  @ValidateNested()
  question: TextPairInput;

  @Field(() => PollKind, { defaultValue: PollKind.YES_NO_ABSTAIN, description: 'What a ballot looks like.' })
  kind: PollKind;

  @Field(() => Secrecy, { defaultValue: Secrecy.NAMED, description: 'Who can learn how somebody voted.' })
  secrecy: Secrecy;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether counts run live; by default they do in NAMED polls, and in UNLINKED ones they never may: SECRET_COUNTS. `openPoll` may choose otherwise.',
  })
  liveTally: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      'RESOLUTION, LEADERSHIP or the code of an award; it picks the rule of the year. Unless given, the award of the proposals it is about, or RESOLUTION.',
  })
  @Length(1, 60)
  subject: string | null;

  @Field(() => ID, { nullable: true, description: 'What a yes/no question is about, such as an award proposal.' })
  subjectId: string | null;

  @Field(() => ID, { nullable: true, description: 'Agenda item it belongs to.' })
  agendaItemId: string | null;

  @Field(() => [OptionInput], {
    nullable: true,
    description: 'What there is to choose, 2 to 100; only in polls of kind CHOOSE.',
  })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  options: OptionInput[] | null;

  @Field(() => Int, { nullable: true, description: 'How many one ballot may choose at most; 1 unless given.' })
  @Min(1)
  @Max(100)
  maxChoices: number | null;

  @Field(() => RuleInput, {
    nullable: true,
    description: "A rule of its own; the bloc's rule of the year otherwise, or the default.",
  })
  @ValidateNested()
  rule: RuleInput | null;

  @Field(() => ID, { nullable: true, description: 'The poll this is a further round of.' })
  previousId: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Makes a retry safe: 8 to 100 characters, new for each request.',
  })
  idempotencyKey: string | null;
}

const yesNoAbstain: readonly Pick<Option, 'code' | 'label'>[] = [
  { code: 'YES', label: { vi: 'Tán thành', en: 'In favour' } },
  { code: 'NO', label: { vi: 'Không tán thành', en: 'Against' } },
  { code: 'ABSTAIN', label: { vi: 'Không có ý kiến', en: 'Abstain' } },
];

/**
 * Prepares a question as a DRAFT: nobody may vote yet. The rule is copied now, from the input, the year or the default.
 * @throws Refusal NOT_FOUND, FORBIDDEN, CONFERENCE_NOT_OPEN, SECRET_COUNTS, BAD_USER_INPUT
 */
export function createPoll(
  db: Database,
  viewer: Viewer,
  input: CreatePollInput,
  subjects: PollSubjects,
): Promise<Receipt> {
  const { idempotencyKey, ...about } = input;
  return act(db, viewer, { act: 'createPoll', about: plain(about), idempotencyKey }, async (tx) => {
    // Locked against others, so that two polls do not get one number.
    const conference = found(
      await tx.findOne(Conference, {
        where: { id: asId(input.conferenceId) },
        lock: { mode: 'for_no_key_update' },
      }),
    );
    requireAllowed(viewer, 'Mutation.createPoll', conference.id);
    if (conference.state === ConferenceState.CLOSED)
      throw new Refusal('CONFERENCE_NOT_OPEN', { state: conference.state });
    const refusal = liveTallyRefusal(input.secrecy, input.liveTally);
    if (refusal) throw new Refusal(refusal, { argument: 'liveTally' });
    await requireLinks(tx, subjects, conference, input);
    const subject = await readSubject(tx, subjects, conference, input.subject ?? null, subjectsOf(input));
    const poll = await draftOf(tx, conference, subject, input);
    const options = optionsOf(poll, input);
    await tx.insert(Poll, poll);
    await tx.insert(Option, options);
    return pollCreated(poll, options);
  });
}

async function draftOf(
  tx: EntityManager,
  conference: Conference,
  subject: string,
  input: CreatePollInput,
): Promise<Poll> {
  const year = conference.closesYear ?? conference.opensYear;
  const settled =
    year === null ? null : await tx.findOne(VotingRule, { where: { blocId: conference.blocId, year, subject } });
  const last = await tx.maximum(Poll, 'ordinal', { conferenceId: conference.id });
  const own = input.rule && { ...input.rule, floor: input.rule.floor ?? usualFloor };
  const rule = own ?? settled?.rule ?? defaultRule(subject);
  const fault = ruleFault(rule);
  if (fault) throw new Refusal('BAD_USER_INPUT', { ...fault });
  return tx.create(Poll, {
    id: randomUUID(),
    conferenceId: conference.id,
    agendaItemId: input.agendaItemId ?? null,
    subjectId: input.subjectId === null || input.subjectId === undefined ? null : asId(input.subjectId),
    previousId: input.previousId ?? null,
    ordinal: (last ?? 0) + 1,
    subject,
    question: textPair(input.question),
    kind: input.kind,
    maxChoices: input.kind === PollKind.CHOOSE ? (input.maxChoices ?? 1) : 1,
    secrecy: input.secrecy,
    liveTally: input.liveTally ?? input.secrecy === Secrecy.NAMED,
    rule: { ...rule, seats: rule.seats ?? null },
    state: PollState.DRAFT,
    openedAt: null,
    dueAt: null,
    closedAt: null,
    voidReason: null,
    result: null,
  });
}

function optionsOf(poll: Poll, input: CreatePollInput): Option[] {
  if (poll.kind === PollKind.YES_NO_ABSTAIN) {
    if (input.options?.length)
      throw new Refusal('BAD_USER_INPUT', { argument: 'options', cure: 'Leave them out in a yes/no poll.' });
    return yesNoAbstain.map((option, index) => ({
      ...option,
      pollId: poll.id,
      ordinal: index + 1,
      memberId: null,
      subjectId: null,
    }));
  }
  const given = input.options ?? [];
  if (given.length < 2 || new Set(given.map((option) => option.code)).size !== given.length) {
    throw new Refusal('BAD_USER_INPUT', {
      argument: 'options',
      cure: 'Give at least two, each with a code of its own.',
    });
  }
  if (poll.maxChoices > given.length)
    throw new Refusal('BAD_USER_INPUT', { argument: 'maxChoices', cure: `At most ${given.length}.` });
  return given.map(({ code, label, memberId, subjectId }, index) => ({
    pollId: poll.id,
    code,
    ordinal: index + 1,
    label: textPair(label),
    memberId: memberId ?? null,
    subjectId: subjectId === null || subjectId === undefined ? null : asId(subjectId),
  }));
}

/** Ids of what the question or its options name. */
function subjectsOf(input: CreatePollInput): readonly string[] {
  const options = (input.options ?? []).map((option) => option.subjectId);
  return [input.subjectId, ...options].flatMap((id) => (id ? [asId(id)] : []));
}

/** Refuses links that lead out of the conference or its bloc. */
async function requireLinks(
  tx: EntityManager,
  subjects: PollSubjects,
  conference: Conference,
  input: CreatePollInput,
): Promise<void> {
  if (await subjects.isElsewhere(tx, conference.id, subjectsOf(input)))
    throw new Refusal('NOT_FOUND', { argument: 'subjectId' });
  const members = [
    ...new Set((input.options ?? []).flatMap((option) => (option.memberId ? [asId(option.memberId)] : []))),
  ];
  const known = members.length && (await tx.countBy(Member, { id: In(members), blocId: conference.blocId }));
  if (known !== members.length) throw new Refusal('NOT_FOUND', { argument: 'options.memberId' });
  if (input.agendaItemId)
    found(await tx.findOneBy(AgendaItem, { id: asId(input.agendaItemId), conferenceId: conference.id }));
  if (input.previousId) found(await tx.findOneBy(Poll, { id: asId(input.previousId), conferenceId: conference.id }));
}

/** The input as plain JSON, for the fingerprint of a retry. */
function plain(about: object): Record<string, never> {
  return JSON.parse(JSON.stringify(about));
}

import type { PollRows } from './poll-rows';
import { type Measured, whole } from './rank-options';

/** A measure counted again: for the rule, and as the result tells it. */
interface Again extends Measured {
  readonly told: object;
}

/** A whole number of 10^-18 as a decimal. */
function told(units: bigint): string {
  const [before, after] = [units / 10n ** 18n, units % 10n ** 18n];
  return after === 0n ? `${before}` : `${before}.${after.toString().padStart(18, '0')}`.replace(/0+$/, '');
}

/**
 * The votes of a named poll by weight, and by the members behind its delegates, one ballot after another. Null where the
 * rule does not ask. Shares no code with poll/weigh.
 */
export function weighAgain(poll: PollRows): { readonly weights: Again | null; readonly members: Again | null } {
  return {
    weights: poll.rule.memberWeights && poll.result?.weights ? byWeight(poll) : null,
    members: poll.rule.doubleMajority && poll.result?.members ? byMember(poll) : null,
  };
}

function byWeight(poll: PollRows): Again {
  const weightOf = new Map(poll.electors.map(({ electorId, weight }) => [electorId, whole(weight)]));
  const voted = new Set(poll.roll.map(({ electorId }) => electorId));
  const there = poll.electors.filter(({ electorId, present }) => present || voted.has(electorId));
  const votes = new Map(poll.options.map((code) => [code, 0n]));
  const sums = { electors: 0n, present: 0n, cast: 0n, blank: 0n };
  for (const weight of weightOf.values()) sums.electors += weight;
  for (const { weight } of there) sums.present += whole(weight);
  for (const { electorId, choices } of poll.named) {
    const weight = weightOf.get(electorId) ?? 0n;
    sums.cast += weight;
    if (choices.length === 0) sums.blank += weight;
    for (const code of choices) votes.set(code, (votes.get(code) ?? 0n) + weight);
  }
  const texts = Object.fromEntries(Object.entries(sums).map(([key, units]) => [key, told(units)]));
  const list = Object.fromEntries([...votes].map(([code, units]) => [code, told(units)]));
  return { base: baseOf(poll, sums, votes), votes, told: { ...texts, votes: list } };
}

function byMember(poll: PollRows): Again {
  const memberOf = new Map(poll.electors.map(({ electorId, memberId }) => [electorId, memberId]));
  const voted = new Set(poll.roll.map(({ electorId }) => electorId));
  const there = poll.electors.filter(({ electorId, present }) => present || voted.has(electorId));
  const ballots = new Map<string | null, (readonly string[])[]>();
  for (const { electorId, choices } of poll.named) {
    const member = memberOf.get(electorId) ?? null;
    ballots.set(member, [...(ballots.get(member) ?? []), choices]);
  }
  const votes = new Map(poll.options.map((code) => [code, 0n]));
  let blank = 0n;
  for (const own of ballots.values()) {
    if (own.filter((choices) => choices.length === 0).length > own.length / 2) blank += 1n;
    for (const code of poll.options)
      if (own.filter((choices) => choices.includes(code)).length > own.length / 2)
        votes.set(code, (votes.get(code) ?? 0n) + 1n);
  }
  const sums = {
    electors: BigInt(new Set(memberOf.values()).size),
    present: BigInt(new Set(there.map(({ memberId }) => memberId)).size),
    cast: BigInt(ballots.size),
    blank,
  };
  const counts = Object.fromEntries(Object.entries(sums).map(([key, count]) => [key, Number(count)]));
  const list = Object.fromEntries([...votes].map(([code, count]) => [code, Number(count)]));
  return { base: baseOf(poll, sums, votes), votes, told: { ...counts, votes: list } };
}

function baseOf(
  { kind, rule }: PollRows,
  { electors, present, cast, blank }: Readonly<Record<'electors' | 'present' | 'cast' | 'blank', bigint>>,
  votes: ReadonlyMap<string, bigint>,
): bigint {
  const chosen = kind === 'CHOOSE' ? cast - blank : (votes.get('YES') ?? 0n) + (votes.get('NO') ?? 0n);
  return { ALL: electors, PRESENT: present, CAST: cast, YES_NO: chosen }[rule.base];
}

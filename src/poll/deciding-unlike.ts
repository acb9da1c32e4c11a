import { decimalOf, unitsOf } from '../decimal';
import { decide, type Ranked, rankAmongEqual } from './decide';
import {
  choiceDecided,
  type Decided,
  type Deciding,
  leastOf,
  meetsShare,
  outruns,
  questionDecided,
  seatsOf,
  untold,
} from './deciding-alike';
import { memberShares } from './member-shares';
import { type Counts, votesFor } from './rules';
import { byMember, type Vote } from './weigh';

/** A vote still to come, with its weight in whole units. */
interface Missing extends Vote {
  readonly units: bigint;
}

/** What is known of whether an option has a seat whatever the rest do. */
type Safety = 'SAFE' | 'OPEN' | 'UNKNOWN';

/** A poll whose votes are not alike, while some are still to come. */
class Unlike {
  /** Lightest first: those do the least for what they choose. */
  private readonly missing: readonly Missing[];
  private readonly codes: readonly string[];
  private readonly shares: ReturnType<typeof memberShares> | null;

  constructor(
    private readonly poll: Decided,
    private readonly counts: Counts,
    private readonly votes: readonly Vote[],
    private readonly options: readonly Ranked[],
  ) {
    this.codes = Object.keys(counts.votes);
    this.missing = votes
      .filter(({ choices }) => choices === null)
      .map((vote) => ({ ...vote, units: unitsOf(vote.weight) }))
      .sort((a, b) => (a.units < b.units ? -1 : a.units > b.units ? 1 : 0));
    this.shares = counts.members ? memberShares(poll, votes) : null;
  }

  /** A vote in favour never harms, by weight, by heads or by members: so the worst is that the heaviest are against. */
  question(): Deciding {
    const left = this.missing.length;
    const favour = leastOf(left, (yes) => this.passes(yes, 'least'));
    const against = leastOf(left, (no) => !this.passes(left - no, 'most'));
    return questionDecided(favour, against);
  }

  /** Whether a question passes when so many of those left are in favour and the rest against. @param by those who do least, or most, for it */
  private passes(yes: number, by: 'least' | 'most'): boolean {
    if (this.shares) return meetsShare(this.poll, this.counts, 'YES', yes) && this.shares.passes('YES', yes, by);
    const from = by === 'least' ? 0 : this.missing.length - yes;
    const end = this.completed((_, place) => [place >= from && place < from + yes ? 'YES' : 'NO']);
    return decide(this.poll, end, this.options).outcome === 'PASSED';
  }

  choice(): Deciding {
    if (this.missing.length === 0) return this.ended();
    // A member whose delegates left it blank comes into this base by a vote for anybody: that may even harm.
    if (this.shares && this.poll.rule.base === 'YES_NO') return untold;
    const lines = this.codes.map((code) => this.line(code));
    const deciding = choiceDecided(lines);
    return { ...deciding, told: lines.every(({ told }) => told) };
  }

  /** All have voted. */
  private ended(): Deciding {
    const { outcome, winners } = decide(this.poll, this.counts, this.options);
    const lines = this.codes.map((code) => {
      const won = winners.includes(code);
      return { code, won, toWin: won ? 0 : null };
    });
    return { ...choiceDecided(lines), decided: outcome };
  }

  private line(code: string) {
    const left = this.missing.length;
    const alone = this.completed(() => [code]);
    const canWin = decide(this.poll, alone, this.options).winners.includes(code);
    if (!canWin) return { code, toWin: null, won: false, told: true };
    const least = leastOf(left, (more) => this.safety(code, more) === 'SAFE');
    // Exact where one ballot fewer is known not to be enough.
    const below = least === null ? left : least - 1;
    const told = below < 0 || this.safety(code, below) === 'OPEN';
    const won = least === 0 ? true : null;
    return { code, toWin: told ? least : null, won, told };
  }

  /** Whether an option has a seat once so many further ballots chose it, whatever else is on them and on the rest. */
  private safety(code: string, more: number): Safety {
    const { poll, shares } = this;
    if (shares) {
      if (!meetsShare(poll, this.counts, code, more) || !shares.passes(code, more, 'least')) return 'OPEN';
      if (outruns(poll, this.counts, rankAmongEqual(poll, this.options), code, more)) return 'SAFE';
    } else if (this.outweighs(code, more)) return 'SAFE';
    const against = decide(poll, this.against(code, more), this.options);
    return against.winners.includes(code) ? 'UNKNOWN' : 'OPEN';
  }

  /**
   * The same by weight, for certain: as if the rivals could share out the weight of the rest to the last unit. With the
   * share, which is asked with everybody voting and the lightest for it.
   */
  private outweighs(code: string, more: number): boolean {
    const { poll, missing } = this;
    const lightest = sumOf(missing.slice(0, more));
    const all = sumOf(missing);
    const own = this.weightOf(code) + lightest;
    const others = this.codes.filter((other) => other !== code);
    if (!poll.secondBallot) {
      const rest = others[0] ?? code;
      const end = this.completed((_, place) => [place < more ? code : rest]);
      const only = { ...poll, rule: { ...poll.rule, seats: this.codes.length } };
      if (!decide(only, end, this.options).winners.includes(code)) return false;
    }
    const rank = rankAmongEqual(poll, this.options);
    const each = poll.maxChoices > 1 ? all : all - lightest;
    const lacking = others
      .map((other) => own + (rank(code, other) > 0 ? 1n : 0n) - this.weightOf(other))
      .map((lacks) => (lacks > 0n ? lacks : 0n))
      .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    let places = all * BigInt(poll.maxChoices) - lightest;
    let level = 0;
    for (const lacks of lacking) {
      if (lacks > each || lacks > places) break;
      places -= lacks;
      level += 1;
    }
    return level < seatsOf(poll);
  }

  /** An end that is hard on an option: the lightest choose it, and what is left goes to those that lack least to come up. */
  private against(code: string, more: number): Counts {
    const { poll, missing } = this;
    const own = this.weightOf(code) + sumOf(missing.slice(0, more));
    const rivals = this.codes
      .filter((other) => other !== code)
      .map((other) => ({ other, lacks: own + 1n - this.weightOf(other) }))
      .sort((a, b) => (a.lacks < b.lacks ? -1 : a.lacks > b.lacks ? 1 : 0))
      .slice(0, seatsOf(poll));
    const filled = new Map<number, string[]>();
    // Heaviest first, each to those that lack most by then.
    for (let place = missing.length - 1; place >= 0; place -= 1) {
      const chosen = place < more ? [code] : [];
      const next = rivals.toSorted((a, b) => (a.lacks > b.lacks ? -1 : 1)).slice(0, poll.maxChoices - chosen.length);
      for (const rival of next) rival.lacks -= missing[place]?.units ?? 0n;
      filled.set(place, [...chosen, ...next.map(({ other }) => other)]);
    }
    return this.completed((_, place) => filled.get(place) ?? []);
  }

  private weightOf(code: string): bigint {
    const { weights, votes } = this.counts;
    if (!weights) return BigInt(votesFor(votes, code)) * unitsOf('1');
    return unitsOf(Object.hasOwn(weights.votes, code) ? (weights.votes[code] ?? '0') : '0');
  }

  /** The counts once all who are left have voted so. */
  private completed(choose: (vote: Missing, place: number) => readonly string[]): Counts {
    const { counts, missing, codes } = this;
    const cast = missing.map((vote, place) => ({ ...vote, present: true, choices: choose(vote, place) }));
    const of = (code: string) => cast.filter(({ choices }) => choices.includes(code));
    const blank = cast.filter(({ choices }) => choices.length === 0);
    const absent = missing.filter(({ present }) => !present);
    const { weights, members } = counts;
    const more = (sum: string, votes: readonly Missing[]) => decimalOf(unitsOf(sum) + sumOf(votes));
    return {
      electors: counts.electors,
      present: counts.present + absent.length,
      cast: counts.cast + cast.length,
      blank: counts.blank + blank.length,
      votes: Object.fromEntries(codes.map((code) => [code, votesFor(counts.votes, code) + of(code).length])),
      ...(weights && {
        weights: {
          electors: weights.electors,
          present: more(weights.present, absent),
          cast: more(weights.cast, cast),
          blank: more(weights.blank, blank),
          votes: Object.fromEntries(codes.map((code) => [code, decimalOf(this.weightOf(code) + sumOf(of(code)))])),
        },
      }),
      ...(members && { members: byMember([...this.votes.filter(({ choices }) => choices !== null), ...cast], codes) }),
    };
  }
}

const sumOf = (votes: readonly Missing[]): bigint => votes.reduce((all, { units }) => all + units, 0n);

/**
 * What would decide a poll whose votes are not alike. All of a question; of a poll to choose what is certain: how votes of
 * different weight fill several seats, and which of several would have the members behind them, is not worked out.
 */
export function decidingOfUnlike(poll: Decided, counts: Counts, options: readonly Ranked[]): Deciding {
  if (!counts.ballots) return untold;
  const unlike = new Unlike(poll, counts, counts.ballots, options);
  return poll.kind === 'YES_NO_ABSTAIN' ? unlike.question() : unlike.choice();
}

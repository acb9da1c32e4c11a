import type { Format } from '../../words/use-format';
import type { Say } from '../../words/use-words';
import type { DeskPoll } from '../conference';
import { tieOf } from './tie';
import type { pollsWords } from './words';

/** What a vote asks, as its result names it: without the question mark. */
const asked = (text: string): string => text.trim().replace(/\s*\?$/u, '');

/** Two decimals, as an office writes shares: 66,67%. */
const shareOf = (votes: number, of: number, format: Format): string =>
  `${format.number(of === 0 ? 0 : Math.round((votes * 10_000) / of) / 100)}%`;

/** What the passing share of a counted vote is a share of. */
function baseOf({ kind, rule: { base } }: DeskPoll, tally: DeskPoll['tally']): number {
  switch (base) {
    case 'ALL':
      return tally.electors;
    case 'PRESENT':
      return tally.present;
    case 'CAST':
      return tally.cast;
    case 'YES_NO':
      return kind === 'YES_NO_ABSTAIN'
        ? votesFor(tally, 'YES') + votesFor(tally, 'NO')
        : tally.cast - (tally.blank ?? 0) - (tally.invalid ?? 0);
  }
}

const votesFor = ({ options }: DeskPoll['tally'], code: string): number =>
  options.find(({ option }) => option.code === code)?.votes ?? 0;

type Teller = (say: Say<typeof pollsWords.vi>, format: Format, tally: DeskPoll['tally']) => string | null;

/** What the votes weigh, option by option; null where they have no weight. */
const weightsText: Teller = (say, format, { weights, options }) => {
  const list = options.map(({ option, weight }) => `${format.text(option.label)} ${format.number(weight ?? 0)}`);
  return weights ? say('readWeights', { list: list.join(', '), all: format.number(weights.electors) }) : null;
};

/** For how many members each option is; null where only one majority is asked for. */
const membersText: Teller = (say, format, { members, options }) => {
  const list = options.map(({ option, members: own }) => `${format.text(option.label)} ${format.number(own ?? 0)}`);
  return members ? say('readMembers', { list: list.join(', '), all: format.number(members.electors) }) : null;
};

/** The result of a counted vote as the chair reads it aloud; null where nothing is decided yet. */
export function resultText(
  say: Say<typeof pollsWords.vi>,
  format: Format,
  poll: DeskPoll,
  tally: DeskPoll['tally'],
): string | null {
  const { outcome } = tally;
  if (poll.state !== 'CLOSED' || outcome === null) return null;
  const question = asked(format.text(poll.question));
  if (outcome === 'TOO_FEW') return say('readTooFew', { question, cast: tally.cast, floor: tally.floor ?? 0 });
  if (poll.method === 'CONSENSUS') {
    const agreed = tally.options.filter((option) => option.won).map(({ option }) => format.text(option.label));
    return agreed.length > 0
      ? say('readAgreedOn', { names: agreed.join(', '), question })
      : say('readAgreed', { question });
  }
  const of = baseOf(poll, tally);
  const who = say(`of_${poll.rule.base}_${poll.rule.electorate}`);
  const counted = (votes: number) => ({ votes, of, who, share: shareOf(votes, of, format) });
  const beside = [weightsText(say, format, tally), membersText(say, format, tally)];
  if (poll.kind === 'YES_NO_ABSTAIN') {
    const others = (['NO', 'ABSTAIN'] as const)
      .map((code) => ({ code, votes: votesFor(tally, code) }))
      .filter(({ votes }) => votes > 0)
      .map(({ code, votes }) => say(`others_${code}`, { votes }));
    return [
      [say('readYes', counted(votesFor(tally, 'YES'))), ...others].join('; '),
      ...beside.filter(Boolean),
      say(outcome === 'PASSED' ? 'readPassed' : 'readRejected', { question }),
    ].join('. ');
  }
  const names = (options: DeskPoll['tally']['options']) =>
    options.map(({ option }) => format.text(option.label)).join(', ');
  const won = tally.options.filter((option) => option.won);
  const decision = tally.tie?.decision ?? null;
  const tie = tieOf(tally);
  const ranked = tally.options.toSorted((a, b) => (b.votes ?? 0) - (a.votes ?? 0));
  const list = ranked.map(({ option, votes }) =>
    say('readOption', { option: format.text(option.label), ...counted(votes ?? 0) }),
  );
  return [
    `${say('readChoose', { question })}: ${list.join('; ')}`,
    ...beside,
    won.length > 0 && say('readWon', { names: names(won) }),
    tie &&
      say('readTie', {
        names: names(tie.options),
        votes: format.number(tie.votes),
        seats: tie.seats,
      }),
    tie && say(`tieNext_${tally.tie?.next ?? 'NONE'}` as 'tieNext_NONE'),
    decision &&
      say('readDecision', {
        names: names(tally.options.filter(({ option }) => decision.winners.some(({ code }) => code === option.code))),
        reason: decision.reason,
      }),
    won.length === 0 && !tie && say('readNone'),
  ]
    .filter(Boolean)
    .join('. ')
    .concat('.');
}

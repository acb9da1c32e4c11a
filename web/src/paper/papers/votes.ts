import type { RecordedPoll } from '../read-record';
import { decimal, share, whole } from '../vietnamese';

type Option = RecordedPoll['tally']['options'][number];

/** How the votes were taken. */
const methods: Readonly<Record<RecordedPoll['method'], string>> = {
  ELECTRONIC: 'biểu quyết điện tử',
  PAPER: 'phiếu giấy',
  ROLL_CALL: 'gọi tên từng đơn vị',
  SHOW_OF_HANDS: 'giơ tay',
  CONSENSUS: 'nhất trí, không kiểm phiếu',
};

/** How a poll was held: `bỏ phiếu kín, biểu quyết điện tử`. */
export const wayOf = ({ secrecy, method }: RecordedPoll): string =>
  method === 'CONSENSUS'
    ? methods.CONSENSUS
    : `${secrecy === 'NAMED' ? 'biểu quyết ghi danh' : 'bỏ phiếu kín'}, ${methods[method]}`;

/** What shares of a poll are shares of: as its rule says. */
function baseOf({ rule, tally }: RecordedPoll): number {
  if (rule.base === 'ALL') return tally.electors;
  if (rule.base === 'PRESENT') return tally.present;
  if (rule.base === 'CAST') return tally.cast;
  const ofYesAndNo = tally.options.filter(({ option }) => option.code !== 'ABSTAIN');
  return ofYesAndNo.reduce((sum, { votes }) => sum + (votes ?? 0), 0);
}

const baseWords = {
  ALL: { MEMBERS: 'tổng số đơn vị', DELEGATES: 'tổng số đại biểu' },
  PRESENT: { MEMBERS: 'số đơn vị có mặt', DELEGATES: 'số đại biểu có mặt' },
  CAST: { MEMBERS: 'số phiếu đã bỏ', DELEGATES: 'số phiếu đã bỏ' },
  YES_NO: { MEMBERS: 'số phiếu tán thành và không tán thành', DELEGATES: 'số phiếu tán thành và không tán thành' },
} as const;

/** What a share is a share of, in words. */
export const baseText = ({ rule }: RecordedPoll): string => baseWords[rule.base][rule.electorate];

/** Whether there are counts to write down: none of a consensus, and none that nobody may see. */
export const isCounted = ({ method, tally }: RecordedPoll): boolean => method !== 'CONSENSUS' && tally.shown;

/** The votes of an option, weights beside heads where they decide: `4`, or `4 (trọng số 1,5)`. */
export function votesText({ votes, weight }: Option): string {
  const heads = votes == null ? '–' : whole(votes);
  return weight == null ? heads : `${heads} (trọng số ${decimal(weight)})`;
}

/** The share of an option; none where weights decide, since then heads are no measure. */
export const shareText = (poll: RecordedPoll, { votes }: Option): string =>
  poll.rule.weights || votes == null ? '–' : share(votes, baseOf(poll));

/** What came of a poll, in a sentence without its end. */
export function outcomeText(poll: RecordedPoll): string {
  if (poll.state === 'VOID') return `đã hủy${poll.voidReason ? `, lý do: ${poll.voidReason}` : ''}`;
  if (poll.method === 'CONSENSUS') return 'hội nghị nhất trí thông qua';
  const { outcome, options } = poll.tally;
  if (outcome === 'TOO_FEW') return 'không đủ phiếu để kiểm; không công bố và không quyết định';
  if (outcome === 'TIED') return 'số phiếu bằng nhau, chưa quyết định được';
  if (poll.kind !== 'CHOOSE') return outcome === 'PASSED' ? 'thông qua' : 'không thông qua';
  const chosen = options.filter(({ won }) => won).map(({ option }) => option.label.vi);
  return chosen.length > 0 ? `được chọn: ${chosen.join('; ')}` : 'không phương án nào đủ phiếu';
}

/** A share of the rule as people say it: `trên 1/2`, `từ 2/3 trở lên`. */
export function thresholdText({ rule }: RecordedPoll): string {
  const fraction = `${rule.passNumerator}/${rule.passDenominator}`;
  return rule.passStrict ? `trên ${fraction}` : `từ ${fraction} trở lên`;
}

/** Polls that are over, in their order. */
export const finished = (polls: readonly RecordedPoll[]): readonly RecordedPoll[] =>
  polls.filter(({ state }) => state === 'CLOSED' || state === 'VOID');

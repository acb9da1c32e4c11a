import type { Format } from '../../words/use-format';
import type { Say } from '../../words/use-words';
import type { DeskPendingAct } from '../conference';
import type { confirmationWords } from './words';

type SayConfirmation = Say<(typeof confirmationWords)['vi']>;

/** What an act would do, as a title, and everything it would write, line by line. */
export interface What {
  readonly title: string;
  readonly lines: readonly string[];
}

export function whatOf(act: DeskPendingAct, say: SayConfirmation, format: Format): What {
  const { kind, poll, counts, handVote, paperSignature, reason } = act;
  const isNote = kind === 'RECORD_RESULT' || kind === 'SIGN_ON_PAPER';
  return {
    title: say(kind, { ordinal: poll?.ordinal ?? '' }),
    lines: [
      ...(poll ? [format.text(poll.question)] : []),
      ...(handVote ? voteOf(handVote, say, format) : []),
      ...(counts ? countsOf(counts, say, format) : []),
      ...(paperSignature ? signatureOf(paperSignature, say, format) : []),
      ...correctionOf(act, say, format),
      ...figureOf(act, say, format),
      ...(reason === null ? [] : [say(isNote ? 'note' : 'reason', { reason })]),
    ],
  };
}

function signatureOf(
  { delegate, scanHash }: NonNullable<DeskPendingAct['paperSignature']>,
  say: SayConfirmation,
  format: Format,
): readonly string[] {
  const names = [delegate?.name, delegate?.member?.shortName].flatMap((text) => (text ? [format.text(text)] : []));
  return [say('voter', { name: names.join(', ') }), say('scan', { hash: scanHash })];
}

function correctionOf(
  { proposal, correction }: DeskPendingAct,
  say: SayConfirmation,
  format: Format,
): readonly string[] {
  if (!proposal || !correction) return [];
  const { step, number } = correction;
  const award = format.text(proposal.award.name);
  const what = step === 'RETRACTED' || step === 'WITHDRAWN' ? 'toNothing' : (`to${step}` as const);
  return [
    say('proposal', { award, member: format.text(proposal.member.shortName) }),
    say(what, { number: number ?? '' }).trim(),
  ];
}

function figureOf(
  { result, resultCorrection }: DeskPendingAct,
  say: SayConfirmation,
  format: Format,
): readonly string[] {
  if (!result || !resultCorrection) return [];
  const { indicator, member, year, raw, unit } = result;
  const names = [indicator.name, member?.shortName].flatMap((text) => (text ? [format.text(text)] : []));
  const figure = (...parts: readonly (string | null)[]) => parts.filter(Boolean).join(' ');
  return [
    say('figureOf', { name: names.join(', '), year }),
    say('figureBefore', { figure: figure(raw, unit) }),
    say('figureAfter', {
      figure: figure(resultCorrection.raw, resultCorrection.withoutUnit ? null : (resultCorrection.unit ?? unit)),
    }),
  ];
}

function voteOf(
  { delegate, choices }: NonNullable<DeskPendingAct['handVote']>,
  say: SayConfirmation,
  format: Format,
): readonly string[] {
  const names = [delegate?.name, delegate?.member?.shortName].flatMap((text) => (text ? [format.text(text)] : []));
  const chosen = choices?.map(({ label }) => format.text(label)).join(', ');
  return [
    say('voter', { name: names.join(', ') }),
    chosen === undefined ? say('onPaper') : chosen === '' ? say('choosesNothing') : say('chooses', { choices: chosen }),
  ];
}

function countsOf(
  { cast, votes, blank, invalid }: NonNullable<DeskPendingAct['counts']>,
  say: SayConfirmation,
  format: Format,
): readonly string[] {
  return [
    say('collected', { cast }),
    ...votes.map((each) => say('votes', { option: format.text(each.option.label), votes: each.votes })),
    ...(blank ? [say('blank', { votes: blank })] : []),
    ...(invalid ? [say('invalid', { votes: invalid })] : []),
  ];
}

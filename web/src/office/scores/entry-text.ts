import type { Format } from '../../words/use-format';
import type { Say } from '../../words/use-words';
import type { EnteredScoreFragment } from './scores.documents';
import { isExtra, type Line } from './table-tree';
import type { scoreWords } from './words';

export type SayScores = Say<(typeof scoreWords)['vi']>;

/** What was entered, in words: `kết quả 100 %, chỉ tiêu 90 %`. Points are told beside it. */
export function entryText(
  say: SayScores,
  format: Format,
  line: Line,
  entry: EnteredScoreFragment | null | undefined,
): string {
  if (!entry || entry.empty) return say('nothingEntered');
  if (entry.notAssigned) return say('notAssigned');
  const unit = line.unit ? ` ${format.text(line.unit)}` : '';
  const { actual, target, grade, passed, times, figures } = entry;
  if (passed != null) return say(passed ? 'passed' : 'failed');
  if (grade != null) return say('graded', { grade });
  if (times != null)
    return isExtra(line) && line.mostTimes === 1 ? say(times > 0 ? 'happened' : 'didNot') : say('times', { times });
  if (figures.length > 0) return figures.map((figure) => format.number(figure)).join('; ');
  if (actual == null) return '';
  const reached = say('reached', { figure: `${format.number(actual)}${unit}` });
  const plan = target ?? line.target;
  return plan == null ? reached : `${reached}, ${say('planned', { figure: `${format.number(plan)}${unit}` })}`;
}

/** What is to be typed for a line: `Điểm từ 0 đến 10`. */
export function askedText(say: SayScores, format: Format, line: Line): string {
  const unit = line.unit ? format.text(line.unit) : '';
  switch (line.kind) {
    case 'SHARE_OF_PLAN':
    case 'PLAN_AND_LEAD':
      return line.target == null
        ? say('askFigureAndTarget', { unit })
        : say('askFigure', { unit, target: format.number(line.target) });
    case 'GRADE':
      return say('askGrade', {
        grades: line.grades.map(({ grade, points }) => `${grade} ${format.number(points)}`).join(', '),
      });
    case 'PASS_FAIL':
      return say('askPass', { max: format.number(line.max ?? '0') });
    case 'PER_OCCURRENCE':
      return say('askTimes', { each: format.number(line.each ?? '0') });
    case 'BONUS':
    case 'PENALTY':
      if (line.each == null) return say('askFigures');
      return line.mostTimes === 1
        ? say('askHappened', { each: format.number(line.each) })
        : say('askTimes', { each: format.number(line.each) });
    default:
      return say('askPoints', { max: format.number(line.max ?? '0') });
  }
}

/** Code and title of a line; bonuses and penalties are known by their titles. */
export function nameOf(format: Format, line: Line): string {
  const { code, title } = line;
  if (!title) return code;
  return isExtra(line) ? format.text(title) : `${code} ${format.text(title)}`;
}

import type { Format } from '../../words/use-format';
import type { DraftFault } from './entry-draft';
import type { SayScores } from './entry-text';
import type { Line } from './table-tree';

/** What is wrong with what was typed, and what would do. */
export function faultText(say: SayScores, format: Format, line: Line, decimals: number, fault: DraftFault): string {
  switch (fault) {
    case 'faultRange':
      return say(fault, {
        least: line.least == null ? '…' : format.number(line.least),
        most: line.most == null ? '…' : format.number(line.most),
        unit: line.unit ? format.text(line.unit) : '',
      });
    case 'faultPoints':
      return say(fault, { max: format.number(line.max ?? '0') });
    case 'faultPlaces':
      return say(fault, { places: decimals });
    case 'faultGrade':
      return say(fault, { grades: line.grades.map(({ grade }) => grade).join(', ') });
    default:
      return say(fault);
  }
}

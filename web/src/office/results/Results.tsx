import type { OfficeProps } from '../office-props';
import { OwnResults } from './OwnResults';
import { ResultsOfAll } from './ResultsOfAll';

/** Reports of results: an officer enters those of the own member, the offices see those of all. */
export function Results(props: OfficeProps) {
  const { role, member } = props.seat;
  return role === 'OFFICER' && member ? <OwnResults {...props} member={member} /> : <ResultsOfAll {...props} />;
}

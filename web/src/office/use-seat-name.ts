import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import type { OfficeBloc, Seat, SeatRole } from './seat';
import { officeWords } from './words';

interface Named {
  readonly bloc: Pick<OfficeBloc, 'kind'>;
  readonly role: SeatRole;
  readonly member: Seat['member'];
}

/** As what somebody works at a bloc, in words: a role and whose it is. */
export function useSeatName(): (seat: Named) => string {
  const say = useWords(officeWords);
  const format = useFormat();
  return ({ bloc, role, member }) => {
    const name = role === 'LEADER_OFFICE' ? say(`LEADER_OFFICE_${bloc.kind}`) : say(role);
    return member ? say('roleOf', { role: name, member: format.text(member.shortName) }) : name;
  };
}

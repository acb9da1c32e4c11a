import { act } from '../log/act';
import { ActClock, type ActClockParts, clock, NotDue } from '../log/act-clock';
import { ConferenceState } from './conference';
import { lockDelegates } from './hold-delegates';
import { lockConference } from './lock-conference';
import { moveMandates } from './move-mandates';

/** A stand-in whose paper has run out. */
interface Due {
  readonly standInId: string;
  readonly giverId: string;
  readonly conferenceId: string;
}

/**
 * Gives mandates back when the paper ends by which somebody stood in, so that the delegate whose they are has them again
 * and quorum and electorate count them there; also where a stand-in had passed them on, since of the paper of that
 * stand-in nothing is known any more. Until the entry stands nobody may use them (conference/paper-holds). They stay with
 * the stand-in, unused, where the delegate whose they are has another mandate by then: the desk moves one of the two.
 */
export class PaperClock extends ActClock {
  constructor(private readonly parts: ActClockParts) {
    super(parts);
  }

  protected async doDue(): Promise<void> {
    const all = await this.parts.db.reads.query<Due[]>(due(''));
    for (const each of all) await this.once(() => this.giveBack(each));
  }

  private giveBack({ standInId, giverId, conferenceId }: Due): Promise<unknown> {
    const about = { delegateId: standInId, standInId: giverId };
    return act(this.parts.db, clock, { act: 'replaceDelegate', about }, async (tx) => {
      const { state } = await lockConference(tx, conferenceId);
      const [standIn, giver] = await lockDelegates(tx, conferenceId, [standInId, giverId] as const);
      const [still] = await tx.query<Due[]>(due('and d.id = $1'), [standInId]);
      if (state === ConferenceState.CLOSED || still?.giverId !== giverId) throw new NotDue();
      return moveMandates(tx, standIn, giver, null);
    });
  }
}

// The time of the statement, which an index can be asked for; that of the clock it cannot.
const due = (which: string): string => `
  select d.id as "standInId", g.id as "giverId", d.conference_id as "conferenceId"
  from delegate d join delegate g on g.id = coalesce(d.mandate_id, d.proxy_for_id) join conference c on c.id = d.conference_id
  where d.proxy_until <= statement_timestamp() and (d.may_vote or d.may_sign) and not (g.may_vote or g.may_sign)
    and c.state <> 'CLOSED' ${which}
`;

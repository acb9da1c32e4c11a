import type { EntityManager } from 'typeorm';
import { Refusal } from '../errors/refusal';

/** A bar that stands in the way today, as refusals tell it. */
interface StandingBar {
  readonly barId: string;
  readonly memberId: string;
  readonly document: string;
  /** `yyyy-mm-dd` */
  readonly from: string;
  /** Null until it is ended. */
  readonly until: string | null;
}

/**
 * The bars that stand today, by the calendar of Vietnam, between these members and an award at a conference.
 * @param awardCode of an award of the catalogue; anything else is barred to nobody
 */
function standingBars(
  reader: EntityManager,
  conferenceId: string,
  awardCode: string,
  memberIds: readonly string[],
): Promise<readonly StandingBar[]> {
  return reader.query<StandingBar[]>(
    `select b.id as "barId", b.member_id as "memberId", b.document, b.from_day::text as "from", b.until_day::text as until
     from member_bar b join conference c on c.id = b.conference_id
       join award a on a.code = $2 and a.id = coalesce(b.award_id, a.id)
     where b.member_id = any($3) and (c.nature <> 'REHEARSAL' or c.id = $1)
       and (now() at time zone 'Asia/Ho_Chi_Minh')::date between b.from_day and coalesce(b.until_day, 'infinity')
     order by b.from_day, b.id`,
    [conferenceId, awardCode, memberIds],
  );
}

/** @throws Refusal BARRED, with the first bar that stands */
export async function requireNotBarred(
  reader: EntityManager,
  conferenceId: string,
  awardCode: string,
  memberIds: readonly string[],
): Promise<void> {
  const [bar] = await standingBars(reader, conferenceId, awardCode, memberIds);
  if (bar) throw new Refusal('BARRED', { ...bar });
}

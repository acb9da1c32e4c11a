import { randomUUID } from 'node:crypto';
import { Electorate } from '../../../src/bloc/rule';
import type { Database } from '../../../src/database/database';
import { bodyParts, bodySql } from '../../../src/log/body';
import { draftPact } from '../../../src/pact/draft-pact';
import { openPact } from '../../../src/pact/open-pact';
import { ballotCast } from '../../../src/poll/events';
import { Outcome, type Poll, PollState, Secrecy } from '../../../src/poll/poll';
import { defaultRule } from '../../../src/poll/rules';
import { anOpenPoll } from '../../support/ballots';
import { aHall, type Hall } from '../../support/hall';
import { tokensOf } from '../../support/nodes';
import { aPoll } from '../../support/poll';

export interface HallSize {
  /** Delegates with a vote, each of a member of their own; all are signed in and in the hall. */
  readonly electors: number;
  /** Polls, the open one included. */
  readonly polls: number;
}

/** A conference in session in which lists are long, and one poll is open. */
export interface LargeHall {
  readonly hall: Hall;
  readonly slug: string;
  readonly conferenceId: string;
  readonly blocSlug: string;
  /** The open poll: NAMED, counts run live. */
  readonly pollId: string;
  readonly pactId: string;
  /** A session of each elector, in their order. */
  readonly tokens: readonly string[];
  readonly chairToken: string;
  /** Takes all ballots of the open poll back, so that everybody can vote again; the log keeps them. */
  emptyBallotBox(): Promise<void>;
}

/**
 * Writes it set by set, in a few seconds. Every poll but the open one is closed, with a full roll and a ballot of
 * everybody: two NAMED, one UNLINKED, and so on. As many award proposals as polls twice over, three results of each
 * member, a pact signed by every second member, and a log with an entry for each ballot.
 */
export async function aLargeHall(db: Database, size: HallSize): Promise<LargeHall> {
  const hall = await aHall(db, { members: size.electors, guests: 5, agendaItems: 12 });
  const conferenceId = hall.conference.id;
  const closed = await closedPolls(hall, size.polls - 1);
  await proposals(hall, size.polls * 2);
  await results(hall);
  await longLog(hall, closed[0] as Poll);
  const rule = { ...defaultRule(false), electorate: Electorate.DELEGATES };
  const pollId = await anOpenPoll(hall, { rule, liveTally: true });
  const pactId = await aPact(hall);
  const [chairToken, ...tokens] = await tokensOf(db, [hall.chair, ...hall.delegates.slice(0, size.electors)]);
  await db.query('vacuum analyze');
  return {
    hall,
    slug: hall.conference.slug,
    conferenceId,
    blocSlug: hall.bloc.slug,
    pollId,
    pactId,
    tokens,
    chairToken: chairToken as string,
    async emptyBallotBox() {
      await db.query('delete from named_ballot where poll_id = $1', [pollId]);
      await db.query('delete from poll_roll where poll_id = $1', [pollId]);
    },
  };
}

async function closedPolls(hall: Hall, count: number): Promise<readonly Poll[]> {
  const { db } = hall;
  const electors = hall.members.length;
  const polls: Poll[] = [];
  for (let ordinal = 1; ordinal <= count; ordinal += 1) {
    const votes = { YES: Math.ceil((electors * 2) / 3), NO: Math.floor(electors / 3), ABSTAIN: 0 };
    const result = { votes, cast: electors, blank: 0, outcome: Outcome.PASSED };
    polls.push(await aPoll(db, { conferenceId: hall.conference.id, ordinal, state: PollState.CLOSED, result }));
  }
  const ids = polls.map(({ id }) => id);
  const unlinked = ids.filter((_, index) => index % 3 === 2);
  await db.query('update poll set secrecy = $2, live_tally = false where id = any($1)', [unlinked, Secrecy.UNLINKED]);
  await db.query('update poll set electorate = $2, opened_at = clock_timestamp() where id = any($1)', [
    ids,
    Electorate.DELEGATES,
  ]);
  await db.query(
    `insert into poll_option (poll_id, code, ordinal, label)
     select p.id, o.code, o.ordinal, jsonb_build_object('vi', o.vi, 'en', null) from poll p
     cross join (values ('YES', 1, 'Tán thành'), ('NO', 2, 'Không tán thành'), ('ABSTAIN', 3, 'Không có ý kiến'))
       as o (code, ordinal, vi)
     where p.id = any($1)`,
    [ids],
  );
  await db.query(
    `insert into poll_elector (poll_id, elector_id, member_id, delegate_id, present)
     select p.id, d.id, d.member_id, d.id, true from poll p
     join delegate d on d.conference_id = p.conference_id and d.may_vote where p.id = any($1)`,
    [ids],
  );
  await db.query(
    `insert into poll_roll (poll_id, elector_id, delegate_id)
     select poll_id, elector_id, delegate_id from poll_elector where poll_id = any($1)`,
    [ids],
  );
  const choice = `array[case when row_number() over (partition by e.poll_id) % 3 = 0 then 'NO' else 'YES' end]`;
  await db.query(
    `insert into named_ballot (poll_id, elector_id, choices)
     select e.poll_id, e.elector_id, ${choice} from poll_elector e where e.poll_id = any($1)`,
    [ids.filter((id) => !unlinked.includes(id))],
  );
  await db.query(
    `insert into unlinked_ballot (id, poll_id, choices)
     select gen_random_uuid(), e.poll_id, ${choice} from poll_elector e where e.poll_id = any($1)`,
    [unlinked],
  );
  return polls;
}

/** Each settled by a poll of its own as far as there are polls. */
async function proposals({ db, conference, bloc }: Hall, count: number): Promise<void> {
  await db.query(
    `insert into award_proposal (id, conference_id, award_id, member_id, year, ordinal, reason)
     select gen_random_uuid(), $1, (select id from award order by code limit 1), m.id, $3, m.ordinal,
       jsonb_build_object('vi', 'Đơn vị dẫn đầu phong trào thi đua', 'en', null)
     from member m where m.bloc_id = $2 order by m.ordinal limit $4`,
    [conference.id, bloc.id, conference.closesYear, count],
  );
  await db.query(
    `update poll set proposal_id = p.id from award_proposal p
     where p.conference_id = $1 and poll.conference_id = $1 and p.ordinal = poll.ordinal`,
    [conference.id],
  );
}

async function results({ db, conference, bloc }: Hall): Promise<void> {
  await db.query(
    `insert into indicator (id, bloc_id, code, ordinal, name)
     select gen_random_uuid(), $1, 'chi-tieu-' || n, n, jsonb_build_object('vi', 'Chỉ tiêu ' || n, 'en', null)
     from generate_series(1, 3) as n`,
    [bloc.id],
  );
  await db.query(
    `insert into result (id, bloc_id, indicator_id, member_id, conference_id, key, ordinal, year, kind, raw, value, unit)
     select gen_random_uuid(), $1, i.id, m.id, $2, m.code, row_number() over (), $3, 'FIGURE', '7,5', 7.5, '%'
     from indicator i join member m on m.bloc_id = i.bloc_id where i.bloc_id = $1`,
    [bloc.id, conference.id, conference.closesYear],
  );
}

/** An entry for each ballot of the closed polls, as if they had been cast one after the other. */
async function longLog({ db, conference, chair }: Hall, poll: Poll): Promise<void> {
  const elector = randomUUID();
  const domainEvent = ballotCast(poll, elector, elector, ['YES']);
  const parts = bodyParts(chair, domainEvent);
  await db.query(
    `insert into event (stream, sequence, at, kind, actor_id, body, topics)
     select $1, n, h.at, $2, $3, ${bodySql('parts', 'h.at', 'n')}, $4
     from log_head h, (select $5::text as before, $6::text as between, $7::text as after) as parts,
       generate_series(1, (select count(*) from poll_roll r join poll p on p.id = r.poll_id where p.conference_id = $1)) as n
     where h.stream = $1`,
    [conference.id, domainEvent.kind, chair.accountId, domainEvent.topics, parts.before, parts.between, parts.after],
  );
  await db.query('update log_head set sequence = (select count(*) from event where stream = $1) where stream = $1', [
    conference.id,
  ]);
}

async function aPact(hall: Hall): Promise<string> {
  const article = { heading: { vi: 'Điều 1', en: null }, text: { vi: 'Thực hiện các chỉ tiêu thi đua.', en: null } };
  const { subject: pactId } = await draftPact(hall.db, hall.secretary, {
    conferenceId: hall.conference.id,
    title: { vi: 'Giao ước thi đua', en: null },
    preamble: null,
    articles: Array.from({ length: 8 }, () => article),
    targets: [],
    year: null,
    idempotencyKey: null,
  });
  await openPact(hall.db, hall.chair, { pactId, idempotencyKey: null });
  await hall.db.query(
    `insert into signature (id, pact_id, member_id, delegate_id, method, signer_name, text_hash, signed_at)
     select gen_random_uuid(), p.id, d.member_id, d.id, 'SESSION', d.name, p.text_hash, clock_timestamp()
     from pact p join delegate d on d.conference_id = p.conference_id and d.may_sign and d.ordinal % 2 = 0
     where p.id = $1`,
    [pactId],
  );
  return pactId;
}

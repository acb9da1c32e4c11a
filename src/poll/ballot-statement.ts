import { paperHoldsSql } from '../conference/paper-holds';
import { advanceHead } from '../log/append';
import { bodySql } from '../log/body';
import { entitledSessions } from '../log/entitled';
import { type Poll, Secrecy } from './poll';
import { stateForBallots } from './poll-over';

/** Changes of one vote in one poll at most: enough for any second thought, and a short list. */
const mostChanges = 20;

/**
 * SQL for whether a value is among those of a query, looked up in a hash of them. As a plain condition it would be a join,
 * which the planner, who expects a single ballot, makes by comparing each with each: of 512, 650,000 times.
 */
const isAmong = (value: string, query: string): string => `(${value} in (${query})) is true`;

/** SQL for whether a given ballot is the first of its vote. */
const isMarked = isAmong('elector_id', 'select elector_id from marked');

/** What stands in the text of a change whose choices are told, until it is known what the ballot said before. */
export const unknownFormer = '"former":null';

/**
 * Roll, ballots, head of the log and entries by one statement. The poll is held first, and everything that a list was
 * believed in is asked once more: whether it is open, and of each ballot session, mandate, electorate and presence. Who holds
 * the mandate is held FOR SHARE too: a replacement waits for ballots under way, and a ballot that waits for it sees it. The roll's
 * key lets one ballot per elector through, from whatever node it came; electors are inserted in one order everywhere, so
 * that two groups that share some wait for each other instead of deadlocking. The head comes after the roll because it
 * counts it.
 */
const writeStatement = (written: Sort): string => `
  with held as (
    select case when openings = $7 then (${stateForBallots}) else 'DRAFT' end as state from poll where id = $2 for share
  ), asked as (
    select g.* from json_to_recordset($5::json) as g (n int, elector_id uuid, delegate_id uuid, choices json, sealed text,
      ballot_id uuid, kind text, actor_id uuid, session_id uuid, before text, between text, after text,
      idempotency_key text, fingerprint text)
  ), entitled as (${entitledSessions('array(select session_id from asked)', '$6::timestamptz')}), given as (
    select g.* from asked g
    where exists (select from held where state = 'OPEN')
      -- A vote is cast by somebody signed in, so there is no ballot without a session.
      and ${isAmong('g.session_id', 'select id from entitled')}
      -- Each by its own key, whatever the planner knows of a poll that was opened a moment ago.
      -- Held, so that a mandate that is just moving is read as it is once it has moved.
      and (select true from delegate d where d.id = g.delegate_id and d.may_vote
        and ${paperHoldsSql('clock_timestamp()')}
        and g.elector_id in (coalesce(d.mandate_id, d.id), d.member_id) for share)
      and (select true from poll_elector e where e.poll_id = $2 and e.elector_id = g.elector_id)
      and (select true from presence p where p.delegate_id = g.delegate_id and p.checked_out_at is null)
  ), marked as (
    insert into poll_roll (poll_id, elector_id, delegate_id)
    select $2::uuid, elector_id, delegate_id from given ${written.first} order by elector_id
    on conflict do nothing returning elector_id
  ), dropped as (${written.dropped}), ${written.changed} advanced as (${advanceHead(written.count, '0')}), taken as (
    ${written.taken}
  ), entered as (
    insert into event (stream, sequence, at, kind, actor_id, body, topics, idempotency_key, fingerprint)
    select $1::uuid, sequence + place, at, kind, actor_id, ${bodySql('taken', 'at', 'sequence + place')}, $3::text[],
      idempotency_key, decode(fingerprint, 'hex')
    from taken cross join advanced
  ) ${written.kept}
  select (select state from held) as state, sequence, at,
    array(select id from entitled) as "sessionIds",
    array(select elector_id from given) as "validIds",
    array(select elector_id from taken order by place) as "electorIds",
    ${written.formers} as formers,
    case when $4::boolean and exists (select from taken)
      then pg_notify('giaouoc_log', $1::text || ' ' || sequence) end
  from advanced
`;

/** What differs from one sort of poll to the other. */
interface Sort {
  /** Which of the given ballots are the first of their vote. */
  readonly first: string;
  /** What was voted. */
  readonly dropped: string;
  /** Ballots that were changed. */
  readonly changed: string;
  /** How many entries there are. */
  readonly count: string;
  /** Ballots that were taken, each with the place of its entry counted back from the last. */
  readonly taken: string;
  /** What ballots were before. */
  readonly kept: string;
  readonly formers: string;
}

const choices = 'array(select json_array_elements_text(choices))';

const named = `insert into named_ballot (poll_id, elector_id, choices)
  select $2::uuid, elector_id, ${choices} from given where ${isMarked}`;

const once: Omit<Sort, 'dropped'> = {
  first: '',
  changed: '',
  count: '(select count(*) from marked)',
  taken: `select given.*, row_number() over (order by n) - (select count(*) from marked) as place
    from given where ${isMarked}`,
  kept: '',
  formers: 'null::json',
};

/**
 * A ballot that is changed is held before it is read, so that of two changes the later one replaces what the earlier one
 * wrote. Ballots are held in one order everywhere, and after the roll.
 */
const changeable: Sort = {
  first: `where kind = 'ballotCast'`,
  dropped: named,
  changed: `former as (
    select b.elector_id, b.choices from named_ballot b join given g using (elector_id)
    where b.poll_id = $2 and g.kind = 'ballotChanged' and (select count(*) from marked) >= 0
      and (select count(*) from named_ballot_change c where c.poll_id = $2 and c.elector_id = b.elector_id) < ${mostChanges}
    order by b.elector_id for update of b
  ), changed as (
    update named_ballot b set choices = g.choices
    from former f join (select elector_id, ${choices} as choices from given) g using (elector_id)
    where b.poll_id = $2 and b.elector_id = f.elector_id and g.choices <> f.choices
    returning b.elector_id, f.choices as former
  ),`,
  count: '(select count(*) from marked) + (select count(*) from changed)',
  taken: `select n, given.elector_id, delegate_id, choices, kind, actor_id, before,
      case when former is null then between
        else replace(between, '${unknownFormer}', '"former":' || array_to_json(former)::text) end as between,
      after, idempotency_key, fingerprint, former,
      row_number() over (order by n) - (select count(*) from marked) - (select count(*) from changed) as place
    from given left join changed using (elector_id)
    where former is not null or given.elector_id in (select elector_id from marked)`,
  kept: `, kept as (
    insert into named_ballot_change (poll_id, elector_id, sequence, delegate_id, former, choices, at)
    select $2::uuid, elector_id, sequence + place, delegate_id, former, ${choices}, at
    from taken cross join advanced where former is not null
  )`,
  formers: '(select json_object_agg(elector_id, former) from changed)',
};

/** What was voted; with who and in clear only where the poll is a named one. */
const statements = {
  [Secrecy.NAMED]: writeStatement({ ...once, dropped: named }),
  [Secrecy.UNLINKED]: writeStatement({
    ...once,
    dropped: `insert into sealed_ballot (id, poll_id, sealed)
      select ballot_id, $2::uuid, decode(sealed, 'base64') from given where ${isMarked} order by ballot_id`,
  }),
  changeable: writeStatement(changeable),
};

/**
 * The statement that writes ballots of a poll, and the name it is prepared under: planned anew for each poll, because a
 * plan made for a small hall is slow in a large one.
 */
export function ballotStatement({
  id,
  secrecy,
  mayChange,
  openings,
}: Pick<Poll, 'id' | 'secrecy' | 'mayChange' | 'openings'>): {
  readonly name: string;
  readonly text: string;
} {
  if (mayChange) return { name: `cast or change ${id} ${openings}`, text: statements.changeable };
  return { name: `cast ${id} ${openings}`, text: statements[secrecy] };
}

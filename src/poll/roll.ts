import { Field, ObjectType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { ListSize } from '../graphql/loading/list-size';
import { type PagedList, pagedList, type RowsRequest } from '../graphql/loading/paging';
import { CastMethod } from './roll-entry';

/** Whose vote it is. The member and the delegate are read where a document asks for them (poll/roll-resolver). */
interface ElectorRow {
  readonly pollId: string;
  readonly electorId: string;
  readonly memberId: string | null;
  /** The delegate who holds the vote, in polls of delegates. */
  readonly delegateId: string | null;
  /** Place in the list of members, then in that of delegates; the last possible one where there is none. */
  readonly memberPlace: number;
  readonly delegatePlace: number;
}

@ObjectType({ description: 'One vote of the frozen electorate.' })
export class RollLine implements ElectorRow {
  pollId: string;
  electorId: string;
  memberId: string | null;
  delegateId: string | null;
  memberPlace: number;
  delegatePlace: number;

  @Field(() => Boolean, { description: 'Whether someone who can cast it was present at opening.' })
  present: boolean;

  @Field(() => Boolean, { description: 'Whether it has been cast.' })
  voted: boolean;

  @Field(() => CastMethod, { nullable: true, description: 'How it was cast; null before.' })
  method: CastMethod | null;
}

@ObjectType({ description: 'What one elector voted, in a NAMED poll.' })
export class BallotLine implements ElectorRow {
  pollId: string;
  electorId: string;
  memberId: string | null;
  delegateId: string | null;
  memberPlace: number;
  delegatePlace: number;

  @ListSize(1)
  @Field(() => [String], { description: 'Codes of the options chosen; empty for a blank ballot.' })
  choices: string[];

  @Field(() => CastMethod, { description: 'How it was cast.' })
  method: CastMethod;
}

/** The frozen electorate of each poll, and who of it has voted: in the order of members and delegates, never of voting. */
export const rollByPoll: PagedList<RollLine, null> = linesByPoll({
  name: 'roll',
  columns: 'e.present, r.elector_id is not null as voted, r.method',
  joins: 'left join poll_roll r using (poll_id, elector_id)',
  // Opening freezes how many there are.
  countUntouchedBy: ['ballotCast', 'ballotChanged'],
});

/** Those of the frozen electorate of each poll who have not voted, in the same order. */
export const notVotedByPoll: PagedList<RollLine, null> = linesByPoll({
  name: 'notVoted',
  columns: 'e.present, false as voted',
  joins: 'left join poll_roll r using (poll_id, elector_id)',
  only: 'r.elector_id is null',
});

/** Named ballots of each poll, in the order of the roll; nobody may be shown them before poll/rules `countsShown` says so. */
export const ballotsByPoll: PagedList<BallotLine, null> = linesByPoll({
  name: 'ballot',
  columns: 'b.choices, r.method',
  joins: 'join named_ballot b using (poll_id, elector_id) join poll_roll r using (poll_id, elector_id)',
});

interface Lines {
  readonly name: string;
  /** What a line has beside its elector. */
  readonly columns: string;
  readonly joins: string;
  /** Which lines; all unless given. */
  readonly only?: string;
  readonly countUntouchedBy?: readonly string[];
}

const lastPlace = 2_147_483_647;

/** Keys of the order; the last one makes them unique. */
const keys = [`coalesce(m.ordinal, ${lastPlace})`, `coalesce(d.ordinal, ${lastPlace})`, 'elector_id'];

function linesByPoll<Line extends ElectorRow>({
  name,
  columns,
  joins,
  only = 'true',
  countUntouchedBy,
}: Lines): PagedList<Line, null> {
  const statement = (direction: 'asc' | 'desc') => `
    select * from (
      select poll_id as "pollId", elector_id as "electorId", e.member_id as "memberId", e.delegate_id as "delegateId",
        coalesce(m.ordinal, ${lastPlace}) as "memberPlace", coalesce(d.ordinal, ${lastPlace}) as "delegatePlace",
        ${columns}, row_number() over (
          partition by poll_id order by ${keys.map((key) => `${key} ${direction}`).join(', ')}
        )::int as place
      from poll_elector e ${joins}
      left join member m on m.id = e.member_id left join delegate d on d.id = e.delegate_id
      where poll_id = any($1) and ${only}
        and ($3::int is null or (${keys.join(', ')}) > ($3::int, $4::int, $5::uuid))
        and ($6::int is null or (${keys.join(', ')}) < ($6::int, $7::int, $8::uuid))
    ) line where place <= $2 order by place`;
  const readRows = async (reader: EntityManager, { parents, after, before, fromEnd, limit }: RowsRequest<null>) => {
    const none = [null, null, null];
    const rows = await reader.query<Line[]>(statement(fromEnd ? 'desc' : 'asc'), [
      parents,
      limit,
      ...(after ?? none),
      ...(before ?? none),
    ]);
    const byPoll = new Map<string, Line[]>(parents.map((pollId) => [pollId, []]));
    for (const row of rows) byPoll.get(row.pollId)?.push(row);
    return byPoll;
  };
  return pagedList<Line, null>({
    name,
    keyCount: () => keys.length,
    valuesOf: ({ memberPlace, delegatePlace, electorId }) => [memberPlace, delegatePlace, electorId],
    ...(countUntouchedBy ? { countUntouchedBy } : {}),
    readRows,
    async countRows(reader, parents) {
      const rows = await reader.query<{ pollId: string; count: number }[]>(
        `select poll_id as "pollId", count(*)::int as count from poll_elector e ${joins}
         where poll_id = any($1) and ${only} group by poll_id`,
        [parents],
      );
      return new Map(rows.map(({ pollId, count }) => [pollId, count]));
    },
  });
}

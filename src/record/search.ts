import { createUnionType, registerEnumType } from 'type-graphql';
import { type EntityManager, In } from 'typeorm';
import { Bloc } from '../bloc/bloc';
import { Member } from '../bloc/member';
import { Conference } from '../conference/conference';
import type { VisibilityFilter } from '../conference/visibility';
import { pagedList, type RowsRequest } from '../graphql/loading/paging';

export enum SearchType {
  BLOC = 'BLOC',
  MEMBER = 'MEMBER',
  CONFERENCE = 'CONFERENCE',
}
registerEnumType(SearchType, {
  name: 'SearchType',
  description: 'What can be searched for.',
  valuesConfig: {
    BLOC: { description: 'Blocs, by name and short name.' },
    MEMBER: { description: 'Members, by their names, other spellings and code.' },
    CONFERENCE: { description: 'Conferences, by name and short name; no rehearsals.' },
  },
});

export const SearchHit = createUnionType({
  name: 'SearchHit',
  description: 'Something that was searched for. More kinds may come.',
  types: () => [Bloc, Member, Conference] as const,
});
export type SearchHit = Bloc | Member | Conference;

/** What is searched for, as plain JSON. */
export interface SearchFilter {
  /** Beginnings of words, all of which a name has, see `wordsOf`; at least one. */
  readonly words: readonly string[];
  readonly types: readonly SearchType[];
  readonly visibility: VisibilityFilter;
}

/** In which order kinds of things are listed. */
const ranks: readonly SearchType[] = [SearchType.BLOC, SearchType.MEMBER, SearchType.CONFERENCE];
const tables = [Bloc, Member, Conference] as const;

/** More words than this narrow nothing. */
const mostWords = 10;

/** Words of a text without marks and in lower case, as `search_words` in the database makes them of names. */
export function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase();
  return (plain.match(/[a-z0-9]+/g) ?? []).slice(0, mostWords);
}

/** Every hit with its rank and name. $1 the query, $2 ranks, $3 and $4 which conferences may be seen. The words are those that are indexed. */
const hits = `
  select * from (
    select 0 as rank, id, name->>'vi' as name from bloc
    where search_words(array[slug, name->>'vi', name->>'en']) @@ to_tsquery('simple', $1)
    union all
    select 1, id, official_name->>'vi' from member
    where search_words(
      aliases || array[code, official_name->>'vi', official_name->>'en', short_name->>'vi', short_name->>'en']
    ) @@ to_tsquery('simple', $1)
    union all
    select 2, id, name->>'vi' from conference
    where search_words(array[slug, name->>'vi', name->>'en']) @@ to_tsquery('simple', $1)
      and nature <> 'REHEARSAL' and (visibility = 'PUBLIC' or $3 or id = any($4::uuid[]))
  ) hit where rank = any($2)`;

const key = `rank, name collate "vi-x-icu", id`;

/** The words are letters and digits only, so that none of them is read as an operator. */
const given = ({ words, types, visibility }: SearchFilter): unknown[] => [
  words.map((word) => `${word}:*`).join(' & '),
  types.map((type) => ranks.indexOf(type)),
  visibility.all,
  visibility.own,
];

/** Hits by kind, in the order of their Vietnamese names. All are one list, whatever its parent. */
export const searchHits = pagedList<SearchHit, SearchFilter>({
  name: 'search',
  keyCount: () => 3,
  valuesOf: (hit) => [rankOf(hit), (hit instanceof Member ? hit.officialName : hit.name).vi, hit.id],
  async readRows(reader, request) {
    const rows = await readHits(reader, request);
    const read = tables.map((table, rank) => {
      const ids = rows.filter((row) => row.rank === rank).map(({ id }) => id);
      return ids.length ? reader.findBy<SearchHit>(table, { id: In(ids) }) : [];
    });
    const byId = new Map((await Promise.all(read)).flat().map((hit) => [hit.id, hit]));
    return new Map(request.parents.map((parent) => [parent, rows.flatMap(({ id }) => byId.get(id) ?? [])]));
  },
  async countRows(reader, parents, filter) {
    const [row] = await reader.query<{ count: number }[]>(
      `select count(*)::int as count from (${hits}) h`,
      given(filter),
    );
    return new Map(parents.map((parent) => [parent, row?.count ?? 0]));
  },
});

const rankOf = (hit: SearchHit): number => tables.findIndex((table) => hit instanceof table);

function readHits(
  reader: EntityManager,
  { filter, after, before, fromEnd, limit }: RowsRequest<SearchFilter>,
): Promise<readonly { readonly rank: number; readonly id: string }[]> {
  const direction = fromEnd ? 'desc' : 'asc';
  const none = [null, null, null];
  return reader.query(
    `${hits}
      and ($6::int is null or (${key}) > ($6::int, $7::text, $8::uuid))
      and ($9::int is null or (${key}) < ($9::int, $10::text, $11::uuid))
    order by ${key
      .split(', ')
      .map((part) => `${part} ${direction}`)
      .join(', ')} limit $5`,
    [...given(filter), limit, ...(after ?? none), ...(before ?? none)],
  );
}

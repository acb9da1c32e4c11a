import { MaxLength } from 'class-validator';
import { Args, ArgsType, type ClassType, Ctx, Field, Query, Resolver } from 'type-graphql';
import { visibilityFilterOf } from '../conference/visibility';
import { Allowed } from '../graphql/authorize/allowed';
import type { Context } from '../graphql/context';
import { type Connection, connectionOf, emptyConnection, PageArgs, pageLimit } from '../graphql/loading/connection';
import { MaxFirst } from '../graphql/loading/list-size';
import { connect } from '../graphql/loading/paging';
import { SearchHit, SearchType, searchHits, wordsOf } from './search';

const SearchHitConnection = connectionOf(SearchHit as unknown as ClassType<SearchHit>, 'SearchHit');

@ArgsType()
class SearchArgs extends PageArgs {
  @Field(() => String, {
    description:
      'Beginnings of words, up to 100 characters: a name is found that has all of them, in any order. Marks and case do not count: "da nang" finds Đà Nẵng.',
  })
  @MaxLength(100)
  text: string;

  @Field(() => [SearchType], { nullable: true, description: 'Only these kinds; all unless given.' })
  types?: SearchType[] | null;
}

@Resolver()
export class SearchResolver {
  @Allowed('Query.search')
  @Query(() => SearchHitConnection, {
    description:
      'Blocs, members and conferences the caller may see by their names: blocs first, then members, then conferences, each in the order of a Vietnamese dictionary.',
  })
  @MaxFirst(pageLimit)
  search(@Args(() => SearchArgs) { page, text, types }: SearchArgs, @Ctx() ctx: Context): Connection<SearchHit> {
    const words = wordsOf(text);
    if (words.length === 0) return emptyConnection();
    const kinds = Object.values(SearchType).filter((type) => types == null || types.includes(type));
    return connect(ctx, searchHits, '', page, { words, types: kinds, visibility: visibilityFilterOf(ctx.viewer) });
  }
}

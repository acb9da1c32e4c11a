import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { memberById, membersByBloc } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { requireReadsAtBloc } from '../bloc/read-held-roles';
import { Conference } from '../conference/conference';
import { conferenceOrder } from '../conference/conference-order';
import { Allowed, PrivateScope } from '../graphql/authorize/allowed';
import { type Context, found } from '../graphql/context';
import { type Connection, connectionOf, pageArgs } from '../graphql/loading/connection';
import { MaxFirst } from '../graphql/loading/list-size';
import { connect, pagesOf } from '../graphql/loading/paging';
import { pair } from './change-set';
import { ConferenceFileOfBloc, LeaderSuggestionOfYear, NextYearDraft } from './known-conference-file';
import { nextYear } from './next-year';
import { readConferenceFileOf } from './read-conference-file-of';

const ConferenceFileConnection = connectionOf(ConferenceFileOfBloc, 'ConferenceFileOfBloc');

/** Conferences of each bloc of which there are files, whoever may see them; newest first. */
const filesByBloc = pagesOf<Conference, { readonly slug: string | null }>({
  entity: Conference,
  alias: 'conference',
  parent: 'conference.blocId',
  ...conferenceOrder(null),
  narrow(query, { slug }) {
    query.andWhere(`conference.nature <> 'REHEARSAL'`);
    if (slug !== null) query.andWhere('conference.slug = :slug', { slug });
  },
});

/** Files are read one by one, some thirty statements each: few are asked for at once. */
const page = { usual: 5, most: 20 };

@ArgsType()
class ConferenceFilesArgs extends pageArgs(page.usual, page.most) {
  @Field(() => String, { nullable: true, description: 'Only that of the conference of this short name.' })
  slug?: string | null;
}

@Resolver(() => Bloc)
export class BlocConferenceFilesResolver {
  @Allowed('Bloc.conferenceFiles')
  @PrivateScope()
  @FieldResolver(() => ConferenceFileConnection, {
    nullable: true,
    description:
      "Its conferences as conference files, the latest first; for its leader's office and administrators, who prepare them.",
  })
  @MaxFirst(page.most, page.usual)
  async conferenceFiles(
    @Root() bloc: Bloc,
    @Args(() => ConferenceFilesArgs) { page: asked, slug = null }: ConferenceFilesArgs,
    @Ctx() ctx: Context,
  ): Promise<Connection<Conference>> {
    await requireReadsAtBloc(ctx, 'Bloc.conferenceFiles', bloc.id);
    return connect(ctx, filesByBloc, bloc.id, asked, { slug });
  }
}

@Resolver(() => ConferenceFileOfBloc)
export class ConferenceFileResolver {
  @FieldResolver(() => String, {
    description:
      'The conference file, JSON: imported again, it changes nothing. Members and awards are named by their codes; the emblem of the bloc is in it.',
  })
  async text(@Root() conference: Conference, @Ctx() ctx: Context): Promise<string> {
    return written((await readConferenceFileOf(ctx.read, conference)).file);
  }

  @FieldResolver(() => NextYearDraft, { description: 'A draft of the same conference a year later.' })
  async nextYear(@Root() conference: Conference, @Ctx() ctx: Context): Promise<NextYearDraft> {
    const { file, beside } = await readConferenceFileOf(ctx.read, conference);
    const draft = nextYear(file, beside);
    const members = await ctx.load(membersByBloc, conference.blocId);
    const member = members.find(({ code }) => code === draft.leader?.member);
    const leader =
      draft.leader && member
        ? { memberId: member.id, year: draft.leader.year, reason: pair(draft.leader.reason) }
        : null;
    return { text: written(draft.file), leader };
  }
}

/** As people read it, and as a problem names its line. */
const written = (file: object): string => `${JSON.stringify(file, null, 2)}\n`;

@Resolver(() => LeaderSuggestionOfYear)
export class LeaderSuggestionResolver {
  @FieldResolver(() => Member, { description: 'The member.' })
  async member(@Root() { memberId }: LeaderSuggestionOfYear, @Ctx() ctx: Context): Promise<Member> {
    return found(await ctx.load(memberById, memberId));
  }
}

import type { GraphQLObjectType } from 'graphql';
import { proposeAward } from '../../src/award/propose-award';
import { Visibility } from '../../src/conference/conference';
import { publicViewer, type Viewer } from '../../src/graphql/authorize/viewer';
import { makeSchema } from '../../src/schema';
import { freshDatabase, type TestDatabase } from '../support/database';
import { reportFacts } from '../support/facts';
import { aHall, at, type Hall } from '../support/hall';
import { argumentsOf, askRoot, type Place, placesOf } from '../support/places';
import { aPoll } from '../support/poll';

const schema = makeSchema();
const missing = '00000000-0000-4000-8000-00000000dead';

let test: TestDatabase;
let elsewhere: Hall;
/** By table, the id of one thing of a conference that only those at it may see; and the slug of that conference. */
let hidden: ReadonlyMap<string, string>;
let hiddenSlug: string;

beforeAll(async () => {
  test = await freshDatabase('shipped');
  elsewhere = await aHall(test.db);
  const hall = await aHall(test.db, { visibility: Visibility.PARTICIPANTS });
  await aPoll(test.db, { conferenceId: hall.conference.id });
  const input = { awardCode: 'CO_TD_CHINH_PHU', memberId: at(hall.members, 0).id };
  await proposeAward(test.db, hall.chair, { conferenceId: hall.conference.id, ...input });
  await reportFacts(test.db, hall, 1);
  // The shipped conferences bring what only files bring, such as directives.
  await test.db.query(`update conference set visibility = 'PARTICIPANTS' where id <> $1`, [elsewhere.conference.id]);
  hidden = await readHidden();
  hiddenSlug = hall.conference.slug;
});
afterAll(() => test.drop());

/** One id of each table whose rows belong to a hidden conference. */
async function readHidden(): Promise<ReadonlyMap<string, string>> {
  const tables = await test.db.query<{ name: string }[]>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'conference_id'
       and table_name in (select table_name from information_schema.columns where column_name = 'id')`,
  );
  const found = new Map<string, string>();
  const note = async (table: string, sql: string, parameters: readonly string[]) => {
    const [row] = await test.db.query<{ id: string }[]>(`select id from ${sql} limit 1`, [...parameters]);
    if (row) found.set(table, row.id);
  };
  for (const { name } of tables)
    await note(name, `${name} where conference_id <> $1 and conference_id is not null`, [elsewhere.conference.id]);
  await note('conference', `conference where id <> $1`, [elsewhere.conference.id]);
  await note('signature', 'signature', []);
  return found;
}

/** What names a thing of the viewer's own conference, so that only the one place asked about leads elsewhere. */
const own = ({ name }: { readonly name: string }): string =>
  name === 'conferenceId' ? elsewhere.conference.id : missing;

/** What one root field answers somebody, with `given` in one place; the id itself is written as `<id>`. */
async function answer(root: GraphQLObjectType, name: string, place: Place, given: string, viewer: Viewer) {
  const values = argumentsOf(root, name, { place, given, own });
  return JSON.stringify(await askRoot(schema, test.db, viewer, [root, name, values])).replaceAll(given, '<id>');
}

const asked = placesOf(schema);

describe('what belongs to a conference for participants only', () => {
  it('is there, of every kind that can be asked for', () => {
    expect([...hidden.keys()]).toEqual(
      expect.arrayContaining([
        ...[
          'account',
          'agenda_item',
          'award_proposal',
          'conference',
          'delegate',
          'delegation',
          'directive',
          'key_task',
        ],
        ...['leadership_term', 'movement', 'pact', 'poll', 'presence', 'resolution', 'result', 'signature'],
      ]),
    );
    expect(asked.length).toBeGreaterThan(40);
  });

  it.each(asked)('is to others, for %s, what does not exist', async (_, root, name, place) => {
    const isSlug = /slug$/i.test(place.at(-1)!);
    const things: readonly (readonly [string, string])[] = isSlug ? [['slug', hiddenSlug]] : [...hidden];
    const viewers: [string, Viewer][] = [
      ['the public', publicViewer],
      ['a delegate of another conference', at(elsewhere.delegates, 0)],
      ['the chair of another conference', elsewhere.chair],
    ];
    for (const [who, viewer] of viewers) {
      const nothing = await answer(root, name, place, isSlug ? 'khong-co' : missing, viewer);
      for (const [table, id] of things) {
        expect([who, table, await answer(root, name, place, id, viewer)]).toEqual([who, table, nothing]);
      }
    }
  });
});

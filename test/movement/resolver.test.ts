import type { GraphQLSchema } from 'graphql';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { makeRoomsSchema } from '../support/rooms-schema';

let test: TestDatabase;
let schema: GraphQLSchema;
beforeAll(async () => {
  test = await freshDatabase('shipped');
  schema = makeRoomsSchema();
});
afterAll(() => test.drop());

const ask = (document: string) => dataOf(schema, test.db, { document, viewer: publicViewer });

describe('movements', () => {
  it('hang off the bloc, by year, and off the conference that launched them', async () => {
    const document = `{
      bloc(slug: "cum-5-thanh-pho") {
        movements { totalCount }
        year: movements(year: 2022, first: 100) {
          nodes { code ordinal emphasised field { vi } member { code } bloc { slug } conference { slug } }
        }
        none: movements(year: 1999) { totalCount nodes { code } }
      }
      conference(slug: "cum-5-thanh-pho-2022") { movements(first: 100) { nodes { code } } }
    }`;
    const data = (await ask(document)) as {
      bloc: { movements: { totalCount: number }; year: { nodes: Movement[] }; none: unknown };
      conference: { movements: { nodes: Movement[] } };
    };
    const year = data.bloc.year.nodes;
    expect(year.length).toBeGreaterThan(5);
    expect(year.map((movement) => movement.code)).toEqual(
      data.conference.movements.nodes.map((movement) => movement.code),
    );
    expect(year[0]).toMatchObject({
      bloc: { slug: 'cum-5-thanh-pho' },
      conference: { slug: 'cum-5-thanh-pho-2022' },
    });
    expect(data.bloc.movements.totalCount).toBeGreaterThanOrEqual(year.length);
    expect(data.bloc.none).toEqual({ totalCount: 0, nodes: [] });
  });
});

interface Movement {
  readonly code: string;
}

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
        movements { code year }
        year: movements(year: 2022) { code ordinal emphasised field { vi } member { code } bloc { slug } conference { slug } }
        none: movements(year: 1999) { code }
      }
      conference(slug: "cum-5-thanh-pho-2022") { movements { code } }
    }`;
    const data = (await ask(document)) as {
      bloc: { movements: Movement[]; year: Movement[]; none: Movement[] };
      conference: { movements: Movement[] };
    };
    expect(data.bloc.year.length).toBeGreaterThan(5);
    expect(data.bloc.year.map((movement) => movement.code)).toEqual(
      data.conference.movements.map((movement) => movement.code),
    );
    expect(data.bloc.year[0]).toMatchObject({
      bloc: { slug: 'cum-5-thanh-pho' },
      conference: { slug: 'cum-5-thanh-pho-2022' },
    });
    expect(data.bloc.movements.length).toBeGreaterThanOrEqual(data.bloc.year.length);
    expect(data.bloc.none).toEqual([]);
  });
});

interface Movement {
  readonly code: string;
}

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

describe('results', () => {
  it('stand as printed, with the exact figure and the doubts about it', async () => {
    const document = `{
      bloc(slug: "cum-5-thanh-pho") {
        results(year: 2021, indicatorCode: "BUDGET_REVENUE") {
          totalCount nodes { raw value unit kind member { code } indicator { code } conference { slug } bloc { slug } flags { code } }
        }
        exports: results(indicatorCode: "EXPORTS") { nodes { raw value flags { code suggestion } } }
        none: results(indicatorCode: "NOTHING") { totalCount nodes { raw } }
      }
    }`;
    expect(await ask(document)).toMatchObject({
      bloc: {
        results: {
          totalCount: 1,
          nodes: [
            {
              raw: '834.875,801',
              value: '834875.801',
              kind: 'FIGURE',
              member: null,
              indicator: { code: 'BUDGET_REVENUE' },
              conference: { slug: 'cum-5-thanh-pho-2022' },
              bloc: { slug: 'cum-5-thanh-pho' },
            },
          ],
        },
        exports: { nodes: [{ raw: '1.896,410', value: '1896.410', flags: [{}] }] },
        none: { totalCount: 0, nodes: [] },
      },
    });
  });

  it('come page by page and by member, the same in all', async () => {
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: unknown = await ask(
        `{ bloc(slug: "cum-5-thanh-pho") { results(first: 3${after ? `, after: "${after}"` : ''}) {
          totalCount nodes { id year } pageInfo { hasNextPage endCursor } } } }`,
      );
      const { results } = (page as { bloc: { results: Results } }).bloc;
      seen.push(...results.nodes.map((node) => node.id));
      if (!results.pageInfo.hasNextPage) {
        expect(seen).toHaveLength(results.totalCount);
        break;
      }
      after = results.pageInfo.endCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    const data = (await ask(`{ bloc(slug: "cum-5-thanh-pho") {
      members { code results(year: 2023, first: 100) { nodes { id year member { code } } } }
      one: results(memberCode: "hai-phong", year: 2023, first: 100) { nodes { id } }
    } }`)) as { bloc: { members: MemberResults[]; one: { nodes: { id: string }[] } } };
    const haiPhong = data.bloc.members.find((member) => member.code === 'hai-phong');
    expect(haiPhong?.results.nodes.length).toBeGreaterThan(0);
    expect(haiPhong?.results.nodes.map(({ id }) => ({ id }))).toEqual(data.bloc.one.nodes);
    expect(haiPhong?.results.nodes.every(({ year, member }) => year === 2023 && member.code === 'hai-phong')).toBe(
      true,
    );
  });

  it('hang off their conference too', async () => {
    const data = (await ask(
      '{ conference(slug: "cum-5-thanh-pho-2022") { results { nodes { raw } } bloc { indicators(first: 100) { nodes { code bloc { slug } } } } } }',
    )) as {
      conference: { results: { nodes: { raw: string }[] }; bloc: { indicators: { nodes: { code: string }[] } } };
    };
    expect(data.conference.results.nodes.map((result) => result.raw)).toEqual(
      expect.arrayContaining(['834.875,801', '1.896,410']),
    );
    expect(data.conference.bloc.indicators.nodes.map((indicator) => indicator.code)).toContain('BUDGET_REVENUE');
  });
});

interface Results {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

interface MemberResults {
  readonly code: string;
  readonly results: {
    readonly nodes: readonly {
      readonly id: string;
      readonly year: number;
      readonly member: { readonly code: string };
    }[];
  };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphQLSchema, graphql } from 'graphql';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { makeSchema } from '../../src/schema';
import { aContext } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';

interface Fact {
  readonly title: string;
  readonly query: string;
  readonly answer: unknown;
}

interface Reported {
  readonly conference: {
    readonly results: { readonly nodes: readonly { readonly raw: string; readonly unit: string | null }[] };
  };
}

const facts = readFacts(readFileSync(join(__dirname, '..', '..', 'docs', 'facts-2022.md'), 'utf8'));

let database: TestDatabase;
let schema: GraphQLSchema;

beforeAll(async () => {
  database = await freshDatabase('shipped');
  schema = makeSchema();
});
afterAll(() => database.drop());

describe('the results of 2022', () => {
  it('are pieces of the report, letter for letter and in its order', async () => {
    const source = '{ conference(slug: "cum-5-thanh-pho-2022") { results { nodes { raw unit } } } }';
    const { data } = await graphql({ schema, source, contextValue: publicContext() });
    const results = (data as unknown as Reported).conference.results.nodes;
    const places = results.map(({ raw, unit }) => reported.indexOf(unit === null ? raw : `${raw} ${unit}`));
    expect(results).toHaveLength(10);
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});

describe('docs/facts-2022.md', () => {
  it('holds a query and an answer for each fact', () => {
    expect(facts.length).toBeGreaterThan(35);
    expect(new Set(facts.map((fact) => fact.title)).size).toBe(facts.length);
  });

  it.each(facts.map((fact) => [fact.title, fact] as const))('%s', async (_, { query, answer }) => {
    const { data, errors } = await graphql({ schema, source: query, contextValue: publicContext() });
    expect(errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(data))).toEqual(answer);
  });
});

describe('docs/words.md', () => {
  const text = readFileSync(join(__dirname, '..', '..', 'docs', 'words.md'), 'utf8');

  it.each(['TĐ-KT', 'KT-XH', 'QP-AN', 'MTTQVN', 'TTXVN', 'TP', 'CT/TW'])(
    'explains %s, as it stands in print',
    (short) => {
      expect(text).toMatch(new RegExp(`^\\| ${short} \\| [^|]+ \\| [^|]+ \\|$`, 'm'));
    },
  );
});

/** The paragraph of the report that tells what was reached in 2021. */
const reported =
  'Năm 2021, thực hiện các nội dung ký kết giao ước thi đua, kinh tế - xã hội (KT-XH) của Cụm 5 thành phố trực thuộc Trung ương đạt được nhiều kết quả quan trọng; phong trào thi đua yêu nước có nhiều đổi mới, sáng tạo, phù hợp với tình hình thực tế, góp phần hoàn thành thắng lợi các mục tiêu nghị quyết Đại hội Đảng bộ các thành phố đề ra trong cả nhiệm kỳ… Một số chỉ tiêu kế hoạch đạt cao như: tổng thu ngân sách của 5 thành phố trong năm 2021 đạt 834.875,801 tỉ đồng; xuất khẩu đạt 1.896,410 tỉ USD; giá cả thị trường ổn định, lạm phát được kiểm soát; công tác xây dựng nông thôn mới đạt kết quả tích cực; đảm bảo tốt an ninh chính trị và trật tự, an toàn xã hội trên địa bàn.';

/** Sections with a query and an answer, in order; a section with only one of them fails here. */
function readFacts(text: string): readonly Fact[] {
  return text
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const title = section.split('\n', 1)[0] ?? '';
      const query = /^```graphql\n(.*?)^```$/ms.exec(section)?.[1];
      const answer = /^```json\n(.*?)^```$/ms.exec(section)?.[1];
      if (query === undefined || answer === undefined) throw new Error(`${title}: no query or no answer`);
      return { title, query, answer: JSON.parse(answer) as unknown };
    });
}

function publicContext() {
  return aContext(database.db, publicViewer);
}

import { parse, validate } from 'graphql';
import { attackDocuments, liveDocuments, nestings, pageDocuments } from './service/documents';
import type { LargeHall } from './service/large-hall';
import { schema, shaped } from './service/shape';

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
const large = {
  slug: 'a-hall',
  conferenceId: 'c',
  blocSlug: 'a-bloc',
  pollId: 'p',
  pactId: 'q',
  hall: { bloc: { id: 'b' }, members: Array.from({ length: 500 }) },
} as unknown as LargeHall;

describe('shaped', () => {
  it('asks a connection for a page of its nodes, and a plain list for its items', () => {
    expect(oneLine(shaped('{ conference(slug: "a") { delegates { id } agenda { id } } }'))).toBe(
      '{ conference(slug: "a") { delegates(first: 100) { nodes { id } } agenda { id } } }',
    );
  });

  it('goes into connections within connections, fragments and types of an interface', () => {
    const text = `{ node(id: "a") { ... on Bloc { ...b } } }
      fragment b on Bloc { conferences { delegates { member { code } } } }`;
    expect(oneLine(shaped(text, { delegates: 7 }))).toBe(
      '{ node(id: "a") { ... on Bloc { ...b } } } fragment b on Bloc { conferences(first: 20) { nodes { ' +
        'delegates(first: 7) { nodes { member { code } } } } } }',
    );
  });

  it('leaves a page size and a selection of the connection itself alone', () => {
    const text = '{ blocs(first: 3) { totalCount nodes { conferences(first: 2) { nodes { id } } } } }';
    expect(oneLine(shaped(text))).toBe(text);
  });

  it('refuses what is not in the schema', () => {
    expect(() => shaped('{ conference(slug: "a") { halls { id } } }')).toThrow('Conference.halls');
    expect(() => shaped('{ conference(slug: "a") { slugs } }')).toThrow('slugs');
  });
});

describe('the documents of the service part', () => {
  const sound = (query: string) => validate(schema, parse(query)).map(({ message }) => message);

  it('fit the schema, save those that are meant not to', () => {
    const documents = [...attackDocuments(large), ...nestings(large)].filter(({ name }) => !/repetition/.test(name));
    expect(documents.flatMap(({ query }) => sound(query))).toEqual([]);
    expect(pageDocuments(large).flatMap(({ query }) => sound(query))).toEqual([]);
  });

  it('nest rolls in rolls, and come from every page that reads', () => {
    const names = nestings(large).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => / (roll|ballots)$/.test(name))).not.toEqual([]);
    expect(pageDocuments(large).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['page: PollNow', 'page: GraphConference', 'page: MyVote', 'page: Desk']),
    );
  });

  it('are all different where each is to be a group of its own', () => {
    const documents = liveDocuments(large, 200);
    expect(new Set(documents).size).toBe(200);
  });
});

import { randomUUID } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import { membersOfYear } from '../../src/bloc/read-members';
import { Electorate, RuleBase } from '../../src/bloc/rule';
import { VotingRule } from '../../src/bloc/voting-rule';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, closesYear, type Hall, opensYear } from '../support/hall';
import { makeRoomsSchema } from '../support/rooms-schema';

let test: TestDatabase;
let schema: GraphQLSchema;
let hall: Hall;
beforeAll(async () => {
  test = await freshDatabase();
  schema = makeRoomsSchema();
  hall = await aHall(test.db, { members: 3, newcomers: 1 });
});
afterAll(() => test.drop());

const ask = (document: string) =>
  dataOf(schema, test.db, { document, variables: { slug: hall.bloc.slug }, viewer: publicViewer });

describe('a bloc', () => {
  it('lists the members of a year, or all that ever belonged, in its own order', async () => {
    const codes = hall.members.map(({ code }) => ({ code }));
    const document = `query ($slug: String!) {
      bloc(slug: $slug) {
        all: members { code } old: members(year: ${closesYear}) { code }
        new: members(year: ${opensYear}) { code } none: members(year: 1900) { code }
      }
    }`;
    expect(await ask(document)).toEqual({ bloc: { all: codes, old: codes.slice(0, 3), new: codes, none: [] } });
  });

  it('shows the rules it settled, newest year first', async () => {
    for (const year of [2023, 2025]) {
      await test.db.manager.insert(VotingRule, {
        id: randomUUID(),
        blocId: hall.bloc.id,
        year,
        subject: 'RESOLUTION',
        rule: {
          electorate: Electorate.MEMBERS,
          quorumNumerator: 2,
          quorumDenominator: 3,
          passNumerator: 1,
          passDenominator: 2,
          passStrict: true,
          base: RuleBase.ALL,
          seats: null,
        },
      });
    }
    const document = `query ($slug: String!) {
      bloc(slug: $slug) {
        rules { totalCount nodes { year } }
        one: rules(year: 2023) { nodes { year subject rule { quorumNumerator base } } }
      }
    }`;
    expect(await ask(document)).toEqual({
      bloc: {
        rules: { totalCount: 2, nodes: [{ year: 2025 }, { year: 2023 }] },
        one: { nodes: [{ year: 2023, subject: 'RESOLUTION', rule: { quorumNumerator: 2, base: 'ALL' } }] },
      },
    });
  });

  it('is null under an unknown name, and listed under its own', async () => {
    const other = await aHall(test.db);
    const slugs = [hall.bloc.slug, other.bloc.slug].sort();
    expect(await ask('{ bloc(slug: "nobody") { id } blocs { totalCount nodes { slug } } }')).toEqual({
      bloc: null,
      blocs: { totalCount: 2, nodes: slugs.map((slug) => ({ slug })) },
    });
  });
});

describe('membersOfYear', () => {
  it('reads for acts what the graph shows', async () => {
    const codes = async (year: number) =>
      (await membersOfYear(test.db.manager, hall.bloc.id, year)).map((member) => member.code);
    expect(await codes(closesYear)).toEqual(hall.members.slice(0, 3).map((member) => member.code));
    expect(await codes(opensYear)).toEqual(hall.members.map((member) => member.code));
    expect(await codes(1900)).toEqual([]);
  });
});

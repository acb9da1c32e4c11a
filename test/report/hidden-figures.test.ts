import type { ExecutionResult } from 'graphql';
import { BlocRole, publicViewer, Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { returnResults } from '../../src/report/settle-report';
import { makeSchema } from '../../src/schema';
import { execute } from '../support/graph';
import { aHall, at, aViewer, type Hall } from '../support/hall';
import { anOffice, anOfficer, confirmReport, type Office, report } from '../support/reports';
import { aServer, type TestServer } from '../support/server';
import { aStaff } from '../support/staff';
import { everythingBelow } from '../support/whole-graph';

const schema = makeSchema();
/** Nothing else in the database reads like these. */
const figures = {
  waiting: '987.654,321',
  returned: '876.543,219',
  superseded: '765.432,198',
  confirmed: '654.321,987',
};

let server: TestServer;
let hall: Hall;
let office: Office;
let reportIds: readonly string[];
beforeAll(async () => {
  server = await aServer({ ADDRESS_UNITS_PER_SECOND: '1000000', SESSION_UNITS_PER_SECOND: '1000000' });
  hall = await aHall(server.database.db);
  office = await anOffice(hall);
  const confirmed = await report(office, [figures.confirmed]);
  await confirmReport(office, confirmed);
  const returned = await report(office, [figures.returned]);
  const settled = { reportId: returned.subject, reason: `Số ${figures.returned} không khớp` };
  await returnResults(hall.db, office.leader, settled);
  const superseded = await report(office, [figures.superseded]);
  const waiting = await report(office, [figures.waiting]);
  reportIds = [confirmed, returned, superseded, waiting].map(({ subject }) => subject);
});
afterAll(() => server.close());

/** Which of the figures an answer has, as printed or as its exact value. */
const namesIn = (answer: unknown): readonly string[] => {
  const text = JSON.stringify(answer);
  const exact = (raw: string) => raw.replace('.', '').replace(',', '.');
  return Object.entries(figures).flatMap(([name, raw]) =>
    text.includes(raw) || text.includes(exact(raw)) ? [name] : [],
  );
};

const own = `reports { totalCount nodes { state reason figures { raw value indicator { code } } } }`;

/** Everything that a viewer can ask for of the bloc, its members, their results, the logs, and things by their ids. */
async function walk(viewer: Viewer): Promise<readonly ExecutionResult[]> {
  const { slug } = hall.bloc;
  const documents = [
    `{ bloc(slug: "${slug}") ${everythingBelow(schema, 'Bloc', viewer, 2)} }`,
    `{ bloc(slug: "${slug}") { members { ${own} results { nodes { raw value history { raw value } indicator { code } } } } } }`,
    `{ bloc(slug: "${slug}") { events(first: 100) { nodes { kind body about { __typename } } } } }`,
    `{ bloc(slug: "${slug}") { results(first: 100) { nodes { raw value version { raw } } } } }`,
    `{ conference(slug: "${hall.conference.slug}") ${everythingBelow(schema, 'Conference', viewer, 1)} }`,
    `{ member(id: "${at(hall.members, 1).id}") ${everythingBelow(schema, 'Member', viewer, 2)} }`,
    `{ search(text: "${figures.waiting}") { nodes { __typename } } }`,
    `{ nodes(ids: ${JSON.stringify(reportIds)}) { __typename id } }`,
  ];
  return Promise.all(documents.map((document) => execute(schema, hall.db, { document, viewer })));
}

const others: readonly (readonly [string, () => Promise<Viewer> | Viewer])[] = [
  ['the public', () => publicViewer],
  ['a delegate of the member', () => at(hall.delegates, 1)],
  ['the chair of a conference', () => hall.chair],
  ['an observer', () => hall.observer],
  ['an app with every scope', () => aViewer(hall.db, Role.APP, null, null, ['read', 'write', 'import'])],
  ['staff without a role', () => aStaff(hall)],
  ['the officer of another member', () => anOfficer(hall, 2)],
  ['an office of another bloc', async () => aStaff(await aHall(hall.db), BlocRole.LEADER_OFFICE)],
];

const insiders: readonly (readonly [string, () => Promise<Viewer> | Viewer])[] = [
  ['the officer of the member', () => office.officer],
  ['the leader’s office', () => office.leader],
  ['the council’s office', () => aStaff(hall, BlocRole.COUNCIL_OFFICE)],
  ['an administrator', () => hall.administrator],
];

describe('figures of a member that are not confirmed', () => {
  it.each(others)('are not shown to %s, wherever they look', async (_, viewerOf) => {
    const answers = await walk(await viewerOf());
    expect(answers.map(({ data }) => data)).not.toContain(undefined);
    expect(namesIn(answers)).toEqual(['confirmed']);
    expect(answers[1]?.errors?.map(({ path }) => path)).toContainEqual(['bloc', 'members', 1, 'reports']);
  });

  it.each(insiders)('are shown to %s', async (_, viewerOf) => {
    expect(namesIn(await walk(await viewerOf()))).toEqual(['waiting', 'returned', 'superseded', 'confirmed']);
  });

  it('are asked for by every way that leads to them', () => {
    const leading = Object.values(schema.getTypeMap()).flatMap((type) =>
      'getFields' in type && !type.name.startsWith('__')
        ? Object.values(type.getFields()).flatMap((field) =>
            /^\[?(ResultReport|ReportedFigure|ResultReportConnection)\b/.test(String(field.type))
              ? [`${type.name}.${field.name}`]
              : [],
          )
        : [],
    );
    expect(leading.sort()).toEqual([
      'ConfirmResultsPayload.report',
      'Member.reports',
      'ReportResultsPayload.report',
      'ResultReport.figures',
      'ResultReportConnection.nodes',
      'ResultReportEdge.node',
      'ReturnResultsPayload.report',
    ]);
  });

  it('are not given to one from what was kept of another, by HTTP', async () => {
    const query = `{ member(id: "${at(hall.members, 1).id}") { ${own} results { nodes { raw } } } }`;
    const ask = async (viewer?: Viewer) => namesIn(await server.ask(query, {}, viewer));
    const all = ['waiting', 'returned', 'superseded', 'confirmed'];
    expect(await ask(office.officer)).toEqual(all);
    expect([await ask(), await ask(await anOfficer(hall, 2)), await ask(hall.chair)]).toEqual([
      ['confirmed'],
      ['confirmed'],
      ['confirmed'],
    ]);
    expect([await ask(office.leader), await ask(office.officer)]).toEqual([all, all]);
  });

  it('are not in the snapshot of a conference, nor in the answers of two alike that come at once', async () => {
    const snapshot = await fetch(`${server.app.url}/conferences/${hall.conference.slug}/snapshot.json`);
    expect([snapshot.status, namesIn(await snapshot.text())]).toEqual([200, []]);
    const query = `{ bloc(slug: "${hall.bloc.slug}") { members { ${own} } } }`;
    const viewers = [office.officer, await anOfficer(hall, 2), hall.chair, undefined];
    const answers = await Promise.all(viewers.map((viewer) => server.ask(query, {}, viewer)));
    expect(answers.map(namesIn)).toEqual([['waiting', 'returned', 'superseded', 'confirmed'], [], [], []]);
  });
});

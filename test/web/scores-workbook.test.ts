import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { print } from 'graphql';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { linesOf } from '../../src/score/criterion';
import { enterScores, submitScores } from '../../src/score/enter-scores';
import type { ScoreEntryInput } from '../../src/score/entry-input';
import { importScores } from '../../src/score/import-scores';
import { criteriaOf } from '../../src/score/read-tables';
import { reviewScores } from '../../src/score/review-scores';
import { scoreSheetReport } from '../../src/score/sheet-report';
import type { Workbook } from '../../src/spreadsheet/sheet';
import { Spreadsheets } from '../../src/spreadsheet/spreadsheets';
import { askedText, type SayScores } from '../../web/src/office/scores/entry-text';
import { MemberLeavesDocument } from '../../web/src/office/scores/scores.documents';
import { scoreSheet } from '../../web/src/office/scores/sheet-of-scores';
import { type Summed, scoresWorkbook } from '../../web/src/office/scores/summary-of-scores';
import { type Line, type ScoreTree, treeOf } from '../../web/src/office/scores/table-tree';
import type { Leaf } from '../../web/src/office/scores/use-member-leaves';
import { scoreWords } from '../../web/src/office/scores/words';
import type { MemberNow } from '../../web/src/office/scores/year-now';
import { formatIn } from '../../web/src/words/use-format';
import { entriesOf, seven } from '../score/seven-members';
import { servicesOf } from '../support/context';
import { aHall, at, closesYear, type Hall } from '../support/hall';
import { aFrozenTable, type Scorers, sevenTable, smallTable, theScorers, whose } from '../support/scores';
import { aServer, type TestServer } from '../support/server';
import { describeWithSoffice, savedBySoffice } from './support/soffice';

let server: TestServer;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server.close());

const reader = new Spreadsheets();
const bytesOf = async (file: Blob): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());
const card = 'points max leaves scored surplus bonus penalty total rate disqualifiedFor';

/** Titles as long as offices have them. */
const title = 'Tổ chức triển khai, thực hiện các phong trào thi đua yêu nước theo kế hoạch đã được phê duyệt; '
  .repeat(3)
  .slice(0, 200);
const titled = sevenTable.replaceAll(
  /\{ code: "(\w+)", max/g,
  (_, code) => `{ code: "${code}", title: "${title}", max`,
);

interface Bloc {
  readonly hall: Hall;
  readonly by: Scorers;
  readonly tree: ScoreTree;
}

async function aBloc(text: string, members: number): Promise<Bloc> {
  const hall = await aHall(server.database.db, { members });
  const by = await theScorers(hall);
  const table = await aFrozenTable(hall, text);
  const lines = JSON.parse(JSON.stringify(linesOf(criteriaOf(table)))) as Line[];
  return { hall, by, tree: treeOf(lines) };
}

/** What the pages read of every member. */
async function membersOf({ hall }: Bloc, viewer: Viewer): Promise<readonly Summed[]> {
  const { slug } = hall.bloc;
  const { data } = await server.ask(
    `query ($slug: String!) { bloc(slug: $slug) { scores(year: ${closesYear}) { members {
      member { id code shortName { vi en } officialName { vi en } } stage total rank
      work { round missing self { ${card} } review { ${card} } } } } } }`,
    { slug },
    viewer,
  );
  const summed: Summed[] = [];
  for (const member of data.bloc.scores.members as MemberNow[]) {
    const leaves = new Map<string, Leaf>();
    for (let after: string | null = null; ; ) {
      const variables = { slug, year: closesYear, code: member.member.code, after };
      const page: any = await server.ask(print(MemberLeavesDocument), variables, viewer);
      const { nodes, pageInfo } = page.data.bloc.scores.member.work.leaves;
      for (const leaf of nodes) leaves.set(leaf.criterion.key, leaf);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    summed.push({ member, leaves });
  }
  return summed;
}

const summary = async (bloc: Bloc, members: readonly Summed[], cap: string | null = null) =>
  bytesOf(scoresWorkbook({ year: closesYear, bloc: 'Cụm thi đua', tree: bloc.tree, cap, members }));

/** The last row of a sheet: totals by member, as numbers. */
function totalsIn(workbook: Workbook, sheet: string): readonly number[] {
  const rows = workbook.sheets.find(({ name }) => name === sheet)?.rows ?? [];
  return (rows.at(-1)?.cells ?? []).slice(2).map((cell) => Number(cell?.text));
}

/** Total of the self-score, of the review, and place, by member. */
const rankingIn = ({ sheets: [ranking] }: Workbook): readonly (readonly number[])[] =>
  (ranking?.rows ?? []).slice(2).map(({ cells }) => [2, 3, 5].map((column) => round(Number(cells[column]?.text))));

const round = (value: number): number => Math.round(value * 1e6) / 1e6;

/** The same workbook without what its formulas came to, and with a text of one sheet replaced. */
function uncomputed(bytes: Uint8Array, change: (xml: string, name: string) => string = (xml) => xml): Uint8Array {
  const files = unzipSync(bytes);
  for (const [name, file] of Object.entries(files))
    if (name.startsWith('xl/worksheets/'))
      files[name] = strToU8(change(strFromU8(file).replaceAll(/<\/f><v>[^<]*<\/v>/g, '</f>'), name));
  return zipSync(files);
}

/** The real table with what the seven typed, all of it accepted but for the largest leaf of each. */
async function sevenReviewed(text = sevenTable): Promise<Bloc> {
  const bloc = await aBloc(text, 7);
  const { db } = server.database;
  for (const [n, member] of seven.members.entries()) {
    const entries = entriesOf(member).map(([key, entry]) => ({ key, ...entry }) as ScoreEntryInput);
    await enterScores(db, at(bloc.by.officers, n), { ...whose(bloc.hall, n), entries });
    await submitScores(db, at(bloc.by.officers, n), whose(bloc.hall, n));
    const largest = entries.reduce((a, b) => (Number(b.points ?? 0) > Number(a.points ?? 0) ? b : a));
    const cut = { key: largest.key, points: (Number(largest.points) / 4).toFixed(2) };
    await reviewScores(db, bloc.by.leader, { ...whose(bloc.hall, n), entries: [cut], acceptSelf: ['I.', 'II.'] });
  }
  return bloc;
}

describe('the summary of all members as a workbook', () => {
  let bloc: Bloc;
  let members: readonly Summed[];
  let bytes: Uint8Array;
  beforeAll(async () => {
    bloc = await sevenReviewed();
    members = await membersOf(bloc, bloc.by.leader);
    bytes = await summary(bloc, members);
  });

  it('holds the totals and places of the server, and a formula for every sum', async () => {
    const workbook = await reader.read(bytes);
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['Xếp hạng', 'Tự chấm', 'Thẩm định']);
    const read = (part: 'self' | 'review') => members.map(({ member }) => Number(member.work?.[part].total));
    expect(totalsIn(workbook, 'Tự chấm')).toEqual(read('self'));
    expect(totalsIn(workbook, 'Thẩm định')).toEqual(read('review'));
    const places = read('review').map((total) => 1 + read('review').filter((other) => other > total).length);
    expect(rankingIn(workbook)).toEqual(read('self').map((self, n) => [self, read('review')[n], places[n]]));
    const groups = bloc.tree.lines.filter(({ kind }) => kind === 'GROUP').length;
    const [, sheet] = workbook.sheets;
    const formulas = (sheet?.rows ?? []).flatMap(({ cells }) => cells.filter((cell) => cell?.formula));
    // Of each member: its groups, criteria, bonuses, penalties and total.
    expect(formulas).toHaveLength(7 * (groups + 4));
  });

  it('has 30 members beside 176 criteria', async () => {
    const many = Array.from({ length: 30 }, (_, n) => members[n % 7] as Summed);
    const workbook = await reader.read(await summary(bloc, many));
    expect(totalsIn(workbook, 'Tự chấm')).toHaveLength(30);
  });

  describeWithSoffice('in LibreOffice', () => {
    it('comes to the totals and places of the server, computed anew', async () => {
      const workbook = await reader.read(await savedBySoffice(uncomputed(bytes)));
      const totals = members.map(({ member }) => [Number(member.work?.self.total), Number(member.work?.review.total)]);
      const places = totals.map(([, own = 0]) => 1 + totals.filter(([, other = 0]) => other > own).length);
      expect(rankingIn(workbook)).toEqual(totals.map((each, n) => [...each, places[n]]));
    });

    it('goes on by its formulas when a leaf is changed', async () => {
      const first = bloc.tree.entered.find(({ kind }) => kind === 'ENTERED') as Line;
      const row = 3 + bloc.tree.lines.findIndex(({ key }) => key === first.key);
      const cell = new RegExp(`(<c r="C${row}" s="\\d+"><v>)[^<]*`);
      const changed = uncomputed(bytes, (xml, name) =>
        name.endsWith('sheet2.xml') ? xml.replace(cell, '$1123') : xml,
      );
      const [before] = members;
      const was = Number(before?.leaves.get(first.key)?.selfPoints);
      const [own] = rankingIn(await reader.read(await savedBySoffice(changed)));
      expect(own?.[0]).toBe(round(Number(before?.member.work?.self.total) - was + 123));
    });

    it('counts bonuses, penalties, what was not assigned, and no more than the scale where the table says so', async () => {
      const text = smallTable.replace('rounding: HALF_UP', 'rounding: HALF_UP\ncapAtScale: true');
      const small = await aBloc(text, 2);
      const { db } = server.database;
      const given: readonly (readonly ScoreEntryInput[])[] = [
        [
          { key: 'I/1', actual: '100', target: '90' },
          { key: 'I/2', points: '9.75' },
          { key: 'II/1', passed: true },
          { key: 'bonus:sang-kien', times: 1 },
        ],
        [
          { key: 'I/1', notAssigned: true },
          { key: 'I/2', points: '2.5' },
          { key: 'II/1', passed: false },
          { key: 'penalty:bao-cao-cham', times: 3 },
        ],
      ];
      for (const [n, entries] of given.entries())
        await enterScores(db, at(small.by.officers, n), { ...whose(small.hall, n), entries: [...entries] });
      const all = await membersOf(small, small.by.leader);
      expect(all.map(({ member }) => member.work?.self.total)).toEqual(['30', '-0.5']);
      const computed = await reader.read(await savedBySoffice(uncomputed(await summary(small, all, '30'))));
      expect(totalsIn(computed, 'Tự chấm').map(round)).toEqual([30, -0.5]);
    });
  });
});

describe('the score sheet of a member', () => {
  const format = formatIn('vi', 'Asia/Ho_Chi_Minh');
  const say: SayScores = (key, ...[values]) =>
    scoreWords.vi[key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String((values as any)?.[name] ?? whole));

  it('of 176 criteria with titles of 200 characters fits into a request, and brought back changes nothing', async () => {
    const bloc = await sevenEntered();
    const [own] = await membersOf(bloc, at(bloc.by.officers, 0));
    const { tree } = bloc;
    const asked = (line: Line) => askedText(say, format, line);
    const file = scoreSheet({ year: closesYear, member: 'Đơn vị 1', tree, leaves: own?.leaves ?? new Map(), asked });
    const bytes = await bytesOf(file);
    const base64 = Buffer.from(bytes).toString('base64');
    expect(base64.length).toBeLessThan(60_000);
    const bring = async (given: string) =>
      scoreSheetReport(
        await importScores(
          server.database.db,
          at(bloc.by.officers, 0),
          { ...whose(bloc.hall, 0), file: given, dryRun: true },
          servicesOf(server.database.db),
        ),
      );
    const filled = entriesOf(at(seven.members, 0)).length;
    expect(await bring(base64)).toMatchObject({ added: 0, corrected: 0, unchanged: filled, refused: 0, notes: [] });

    // Only what is entered may be changed.
    const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] as Uint8Array);
    expect(xml).toContain('<sheetProtection sheet="1"');
    const open = [...xml.matchAll(/<c r="([A-Z]+)\d+" s="4"/g)].map(([, column]) => column);
    expect([...new Set(open)].sort()).toEqual(['E', 'F', 'G', 'H']);
    expect(open.filter((column) => column === 'F')).toHaveLength(tree.entered.length);
    expect(open.filter((column) => column === 'E')).toHaveLength(
      tree.entered.filter(({ kind }) => kind === 'PLAN_AND_LEAD').length,
    );
  });

  async function sevenEntered(): Promise<Bloc> {
    const bloc = await aBloc(titled, 2);
    const entries = entriesOf(at(seven.members, 0)).map(([key, entry]) => ({ key, ...entry }) as ScoreEntryInput);
    await enterScores(server.database.db, at(bloc.by.officers, 0), { ...whose(bloc.hall, 0), entries });
    return bloc;
  }
});

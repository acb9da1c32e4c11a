import type { Client } from '@urql/core';
import { Packer } from 'docx';
import { strFromU8, unzipSync } from 'fflate';
import { print } from 'graphql';
import { releaseRanks } from '../../src/score/release-ranks';
import { contentOf, readContent } from '../../web/src/paper/adopted';
import { compareLines } from '../../web/src/paper/compare-lines';
import { documentOf } from '../../web/src/paper/docx-file';
import { dots, type Paper, type PaperKind, paperKinds } from '../../web/src/paper/paper';
import { makePaper } from '../../web/src/paper/papers/all';
import { type ConferenceRecord, readRecord } from '../../web/src/paper/read-record';
import { checkAddress, codeOf, digestOf, readSeal, shortDigest } from '../../web/src/paper/seal';
import { longDate, share } from '../../web/src/paper/vietnamese';
import { aHall, closesYear } from '../support/hall';
import { finalScores, theScorers } from '../support/scores';
import { aServer, type TestServer } from '../support/server';
import { type Assembly, anAssembly } from './support/assembly';

let server: TestServer;
beforeAll(async () => {
  server = await aServer({}, 'shipped');
});
afterAll(() => server.close());

/** What a page asks with, as the public. */
const reader = (): Client =>
  ({
    query: (document: Parameters<typeof print>[0], variables: Record<string, unknown>) => ({
      toPromise: async () => {
        const { data, errors } = await server.ask(print(document), variables);
        return { data, error: errors && new Error(JSON.stringify(errors)) };
      },
    }),
  }) as unknown as Client;

async function recordOf(slug: string): Promise<ConferenceRecord> {
  return (await readRecord(reader(), slug)) as ConferenceRecord;
}

/** Those that every conference has something for. */
const kinds = paperKinds.filter((kind) => kind !== 'scores');
const paperOf = (record: ConferenceRecord, kind: PaperKind) => makePaper[kind](record) as Paper;

/** Every word of a paper, a row of a table in one line. */
const linesOf = ({ blocks }: Paper): readonly string[] =>
  blocks.flatMap((block) => {
    if (block.is === 'list') return block.items;
    if (block.is === 'table') return block.rows.map((cells) => cells.join(' | '));
    return [block.text];
  });

describe('papers of a conference that was reported on', () => {
  it('say what is known, by consensus where it was, and count nothing that nobody counted', async () => {
    const record = await recordOf('cum-5-thanh-pho-2022');
    const minutes = paperOf(record, 'minutes');
    expect(minutes.mark).toBe('LẬP LẠI THEO NGUỒN ĐÃ CÔNG BỐ');
    expect(minutes.placeAndDate).toBe('TP Hồ Chí Minh, ngày 19 tháng 3 năm 2022');
    const awards = linesOf(minutes).filter((line) => line.includes('(năm 2021)'));
    expect(awards).toHaveLength(5);
    for (const line of awards)
      expect(line).toMatch(/ \| – \| – \| Đề nghị khen thưởng \(nhất trí, không kiểm phiếu\)$/);
    expect(linesOf(paperOf(record, 'counting'))).toContain('Không có cuộc biểu quyết nào được ghi lại bằng số phiếu.');
    expect(linesOf(paperOf(record, 'submission'))[0]).toBe('Kính gửi: Hội đồng TĐ-KT Trung ương');
    expect(linesOf(paperOf(record, 'nominees'))).toHaveLength(5);
  });
});

describe('the summary of scores', () => {
  it('is a paper once ranks are released, with totals and places as everybody sees them, and none before', async () => {
    const { db } = server.database;
    const hall = await aHall(db, { members: 4 });
    const by = await theScorers(hall);
    await finalScores(hall, by, ['16', '18.25', '16', '17.5']);
    expect(makePaper.scores(await recordOf(hall.conference.slug))).toBeNull();
    await releaseRanks(db, hall.chair, { blocId: hall.bloc.id, year: closesYear });
    const paper = paperOf(await recordOf(hall.conference.slug), 'scores');
    expect([paper.title, paper.number, paper.signers.length]).toEqual(['BẢNG TỔNG HỢP ĐIỂM THI ĐUA', null, 1]);
    expect(paper.subject).toContain(`Năm ${closesYear}`);
    const [terms, ...rows] = linesOf(paper);
    expect(terms).toMatch(/bản 1\), thang 30 điểm; (cụm|khối) có 4 đơn vị\.$/);
    expect(rows.map((row) => row.split(' | ').slice(2))).toEqual([
      ['18,25', '1', ''],
      ['17,5', '2', ''],
      ['16', '3', 'Bằng điểm'],
      ['16', '3', 'Bằng điểm'],
    ]);
  });
});

describe('papers of a conference that is held', () => {
  let assembly: Assembly;
  let record: ConferenceRecord;
  beforeAll(async () => {
    assembly = await anAssembly(server);
    const { data } = await server.ask(
      `{ conference(slug: "${assembly.slug}") { proposals(first: 1) { nodes { id } } } }`,
    );
    const proposalId = data.conference.proposals.nodes[0].id;
    for (const changes of [{ proposalId }, { secrecy: 'UNLINKED' }]) {
      const pollId = await assembly.openPoll(changes);
      await assembly.vote(pollId, ['YES'], ['NO'], ['YES'], ['ABSTAIN'], ['YES']);
      await assembly.act('closePoll', { pollId });
    }
    const voided = await assembly.openPoll();
    await assembly.actByTwo('voidPoll', { pollId: voided, reason: 'Câu hỏi ghi nhầm năm' });
    record = await recordOf(assembly.slug);
  });

  it('have the counts that the recount finds, with their shares', async () => {
    const lines = linesOf(paperOf(record, 'counting'));
    const { data } = await server.ask(
      `{ conference(slug: "${assembly.slug}") { polls(first: 3) { nodes { tally { cast options { votes } } } } } }`,
    );
    for (const { tally } of data.conference.polls.nodes.slice(0, 2)) {
      const [yes, no, abstain] = tally.options.map(({ votes }: { votes: number }) => votes);
      expect([yes, no, abstain]).toEqual([3, 1, 1]);
      expect(lines).toContain(`1 | Tán thành | ${yes} | 60,00% | `);
      expect(lines).toContain(`2 | Không tán thành | ${no} | 20,00% | `);
    }
    expect(lines).toContain('Hình thức: biểu quyết ghi danh, biểu quyết điện tử.');
    expect(lines).toContain('Hình thức: bỏ phiếu kín, biểu quyết điện tử.');
    expect(lines).toContain('Kết quả: đã hủy, lý do: Câu hỏi ghi nhầm năm.');
  });

  it('have the votes for each proposal beside it', () => {
    const [first] = linesOf(paperOf(record, 'minutes')).filter((line) => line.startsWith('1 | '));
    expect(first).toContain(' | 3 | 60,00% | ');
  });

  it('say on every page that a rehearsal is none of it real', async () => {
    for (const kind of kinds) {
      const paper = paperOf(record, kind);
      expect(paper.mark).toBe('DIỄN TẬP – KHÔNG CÓ GIÁ TRỊ');
      const files = unzipSync(new Uint8Array(await Packer.toBuffer(documentOf(paper, null))));
      const headers = Object.keys(files).filter((name) => /^word\/header\d+\.xml$/.test(name));
      expect(headers).toHaveLength(2);
      for (const name of headers) expect(strFromU8(files[name] as Uint8Array)).toContain(paper.mark);
    }
  });

  it('are the same for Word as on the page, and repeat the heads of tables', async () => {
    for (const kind of kinds) {
      const paper = paperOf(record, kind);
      const files = unzipSync(new Uint8Array(await Packer.toBuffer(documentOf(paper, null))));
      const body = strFromU8(files['word/document.xml'] as Uint8Array);
      const words = [...body.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, word = '']) =>
        word.replaceAll('&amp;', '&'),
      );
      const said = linesOf(paper)
        .flatMap((line) => line.split(' | '))
        .filter(Boolean);
      for (const part of said) expect(words.some((word) => word.includes(part))).toBe(true);
      const tables = paper.blocks.filter(({ is }) => is === 'table').length;
      expect(body.match(/<w:tblHeader\/?/g) ?? []).toHaveLength(tables);
    }
  });
});

describe('the seal of a paper', () => {
  // What browsers say of a page on https; Node has the same WebCrypto.
  beforeAll(() => Object.assign(globalThis, { isSecureContext: true }));

  it('is of what it says: the same for the same record, another for one figure', async () => {
    const record = await recordOf('cum-5-thanh-pho-2022');
    for (const kind of kinds) {
      const paper = paperOf(record, kind);
      const digest = await digestOf(paper);
      expect(digest).toMatch(/^[0-9a-f]{64}$/);
      expect(await digestOf(paperOf(await recordOf(record.slug), kind))).toBe(digest);
      const office = { number: 'Số: 7/BB-CTĐ', placeAndDate: 'Đà Nẵng', mark: null, foot: '' };
      expect(await digestOf({ ...paper, ...office })).toBe(digest);
      const others = [{ title: 'KHÁC' }, { subject: 'Khác' }, { issuer: 'KHÁC' }, { blocks: paper.blocks.slice(1) }];
      for (const changes of others) expect(await digestOf({ ...paper, ...changes })).not.toBe(digest);
    }
    const nominees = paperOf(record, 'nominees');
    const blocks = JSON.parse(JSON.stringify(nominees.blocks).replace('Hải Phòng', 'Hải Dương'));
    expect(await digestOf({ ...nominees, blocks })).not.toBe(await digestOf(nominees));
  });

  it('is read from its code and from an address that ends with it, and from nothing else', () => {
    const seal = { kind: 'minutes' as const, slug: 'cum-1', sequence: 41, digest: '0f'.repeat(32) };
    expect(readSeal(codeOf(seal))).toEqual(seal);
    expect(readSeal(` ${checkAddress('https://td.example.vn', seal)}\n`)).toEqual(seal);
    expect(shortDigest(seal)).toBe('0f0f 0f0f 0f0f 0f0f');
    const code = codeOf(seal);
    for (const other of ['', '#', 'minutes', code.replace('minutes', 'letter'), code.slice(0, -1), `${code}0`])
      expect([other, readSeal(other)]).toEqual([other, null]);
  });
});

describe('the content of an adopted paper', () => {
  it('is read as the paper it was, and nothing else is', async () => {
    const record = await recordOf('cum-5-thanh-pho-2022');
    for (const kind of ['minutes', 'counting', 'submission', 'nominees'] as const) {
      const paper = paperOf(record, kind);
      expect(readContent(contentOf(paper), kind)).toEqual(paper);
      expect(readContent(contentOf(paper), kind === 'minutes' ? 'counting' : 'minutes')).toBeNull();
      const broken = [
        { blocks: null },
        { blocks: [null] },
        { blocks: [{ is: 'text', text: 1 }] },
        { blocks: [{ is: 'list', items: [1] }] },
        { blocks: [{ is: 'table', columns: [{}], rows: [] }] },
        { blocks: [{ is: 'table', columns: [], rows: [[{}]] }] },
        { blocks: [{ is: 'script' }] },
        { signers: [{}] },
        { title: null },
        { mark: 1 },
      ];
      for (const changes of broken) expect(readContent(JSON.stringify({ ...paper, ...changes }), kind)).toBeNull();
    }
    for (const text of ['', 'null', '[]', '{']) expect(readContent(text, 'minutes')).toBeNull();
  });
});

describe('compareLines', () => {
  it('finds what the paper lacks and what it adds, each as often as it comes', () => {
    expect(compareLines(['a', 'b', 'b'], ['b', 'a', 'b'])).toEqual({ missing: [], added: [] });
    expect(compareLines(['1 | Tán thành | 18'], ['1 | Tán thành | 19'])).toEqual({
      missing: ['1 | Tán thành | 18'],
      added: ['1 | Tán thành | 19'],
    });
    expect(compareLines(['a', 'a'], ['a'])).toEqual({ missing: ['a'], added: [] });
    expect(compareLines(['a'], ['a', 'a'])).toEqual({ missing: [], added: ['a'] });
  });

  it('lets dots be filled in, in their place only', () => {
    const line = `Chủ trì: Ông (bà) ${dots}, Cụm trưởng.`;
    const filled = 'Chủ trì: Ông (bà) Lê An, Cụm trưởng.';
    expect(compareLines([line], [filled])).toEqual({ missing: [], added: [] });
    expect(compareLines([line], [line])).toEqual({ missing: [], added: [] });
    expect(compareLines([line], [filled.replace('Cụm', 'Khối')]).missing).toEqual([line]);
    expect(compareLines([dots, 'a'], ['a', 'gì đó'])).toEqual({ missing: [], added: [] });
  });
});

describe('readRecord', () => {
  const page = (sequence: number, names: readonly string[], endCursor: string | null, hasNextPage: boolean) => {
    const empty = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
    const delegates = { nodes: names.map((id) => ({ id })), pageInfo: { hasNextPage, endCursor } };
    return { data: { conference: { sequence, polls: empty, proposals: empty, delegates } } };
  };
  const from = (answers: readonly object[]) => {
    const asked: unknown[] = [];
    const left = [...answers];
    const query = (_document: unknown, variables: unknown) => {
      asked.push(variables);
      return { toPromise: async () => left.shift() };
    };
    return { client: { query } as unknown as Client, asked };
  };

  it('reads every page of a long list', async () => {
    const { client, asked } = from([page(7, ['a', 'b'], 'B', true), page(7, ['c'], 'C', false)]);
    const record = await readRecord(client, 'x');
    expect(record?.delegates.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual([{ slug: 'x' }, { slug: 'x', delegates: 'B' }]);
  });

  it('begins again where the conference went on between two pages', async () => {
    const { client } = from([
      page(7, ['a'], 'A', true),
      page(8, ['b'], 'B', false),
      page(8, ['c'], 'C', true),
      page(8, ['d'], 'D', false),
    ]);
    const record = await readRecord(client, 'x');
    expect([record?.sequence, record?.delegates.map(({ id }) => id)]).toEqual([8, ['c', 'd']]);
  });

  it('says nothing of what is not to be seen', async () => {
    const { client } = from([{ data: { conference: null } }]);
    expect(await readRecord(client, 'x')).toBeNull();
  });
});

describe('numbers and days of papers', () => {
  it.each([
    [2, 3, '66,67%'],
    [1, 3, '33,33%'],
    [1, 8, '12,50%'],
    [5, 5, '100,00%'],
    [1, 200_000, '0,00%'],
    [0, 0, '–'],
  ])('%i of %i is %s', (part, of, text) => {
    expect(share(part, of)).toBe(text);
  });

  it.each([
    ['2022-02-05', 'ngày 05 tháng 02 năm 2022'],
    ['2022-03-19', 'ngày 19 tháng 3 năm 2022'],
    ['2026-12-31T17:30:00Z', 'ngày 01 tháng 01 năm 2027'],
    [null, 'ngày …… tháng …… năm ……'],
  ])('%s is %s', (value, text) => {
    expect(longDate(value, 'Asia/Ho_Chi_Minh')).toBe(text);
  });
});

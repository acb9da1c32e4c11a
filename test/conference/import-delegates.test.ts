import { addDelegate } from '../../src/conference/add-delegate';
import { ConferenceState } from '../../src/conference/conference';
import { Delegate } from '../../src/conference/delegate';
import { delegateSheetReport } from '../../src/conference/delegate-sheet-report';
import { type ImportDelegatesInput, importDelegates } from '../../src/conference/import-delegates';
import { replaceDelegate } from '../../src/conference/replace-delegate';
import { publicViewer, type Viewer } from '../../src/graphql/authorize/viewer';
import { aWorkbook, type Given } from '../spreadsheet/a-workbook';
import { anOpenPoll, vote } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { servicesOf } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { happenedAt, untilBlocked } from '../support/log';
import { aServer } from '../support/server';
import { whileLogHeld } from '../support/while-log-held';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

const headings = ['Họ và tên', 'Chức vụ', 'Đơn vị', 'Biểu quyết', 'Ký giao ước', 'Mã đại biểu'];
const aFile = (...rows: (readonly Given[])[]) => aWorkbook({ rows: [headings, ...rows] }).toString('base64');
const reason = 'Theo danh sách mới của đơn vị';
const bring = async (hall: Hall, given: Partial<ImportDelegatesInput>, viewer: Viewer = hall.secretary) => {
  const input = { conferenceId: hall.conference.id, dryRun: false, ...given };
  const imported = await importDelegates(test.db, viewer, input, servicesOf(test.db));
  return { receipt: imported.receipt, ...delegateSheetReport(imported) };
};
const listOf = (hall: Hall) =>
  test.db.manager.find(Delegate, { where: { conferenceId: hall.conference.id }, order: { ordinal: 'ASC' } });
const headOf = async (hall: Hall) => (await happenedAt(test.db, hall.conference.id)).length;
/** Cell, value and Vietnamese problem of each. */
const problemsOf = async (bringing: Promise<unknown>) => {
  const { code, facts } = await refusalOf(bringing);
  expect(code).toBe('FILE_INVALID');
  const { problems } = facts as { problems: { path: string; value: string | null; problem: { vi: string } }[] };
  return problems.map(({ path, value, problem }) => [path, value, problem.vi]);
};

describe('importDelegates', () => {
  it('adds and corrects in one act, with the entries of both, and the same file again changes nothing', async () => {
    const hall = await aHall(test.db, { state: ConferenceState.PLANNED });
    const file = aFile(
      ['Lê Thị Mới', 'Phó Chủ tịch; Ủy viên', 'Đơn vị 2', 'Không', 'x', ''],
      ['Đại biểu 1', 'Chủ tịch', 'don-vi-1'],
      ['ĐẠI BIỂU 2', null, 'ĐV 2', 'Không', 'Có', 'dai-bieu-2'],
      ['Khách Quý', 'Vụ trưởng', 'Khách mời'],
    );
    const dry = await bring(hall, { file, dryRun: true });
    expect(dry).toMatchObject({
      receipt: null,
      added: 2,
      corrected: 2,
      unchanged: 0,
      refused: 0,
      unlisted: 4,
      needsReason: true,
    });
    expect(dry.rows.map(({ row, name, effect }) => [row, name, effect])).toEqual([
      [2, 'Lê Thị Mới', 'ADDED'],
      [3, 'Đại biểu 1', 'CORRECTED'],
      [4, 'ĐẠI BIỂU 2', 'CORRECTED'],
      [5, 'Khách Quý', 'ADDED'],
    ]);
    expect(dry.rows[0]?.changes.map(({ column, before, after }) => [column, before, after])).toEqual([
      ['NAME', null, 'Lê Thị Mới'],
      ['POSTS', null, 'Phó Chủ tịch; Ủy viên'],
      ['MEMBER', null, 'ĐV 2'],
      ['MAY_SIGN', null, 'true'],
      ['CODE', null, 'le-thi-moi'],
    ]);
    expect(dry.rows[2]?.changes.map(({ column, before, after }) => [column, before, after])).toEqual([
      ['NAME', 'Đại biểu 2', 'ĐẠI BIỂU 2'],
      ['MAY_VOTE', 'true', 'false'],
    ]);
    expect([await headOf(hall), (await listOf(hall)).length]).toEqual([0, 6]);

    const done = await bring(hall, { file, reason });
    expect([done.receipt?.sequence, done.rows]).toEqual([1, dry.rows]);
    const entries = await happenedAt(test.db, hall.conference.id);
    expect(entries.map(({ kind, subject }) => [kind, subject])).toEqual([
      ['delegateAdded', (await listOf(hall))[6]?.id],
      ['delegateCorrected', at(hall.people, 0).id],
      ['delegateCorrected', at(hall.people, 1).id],
      ['delegateAdded', (await listOf(hall))[7]?.id],
    ]);
    expect(entries.map(({ data }) => data)).toMatchObject([
      {
        after: {
          code: 'le-thi-moi',
          member: { code: 'don-vi-2' },
          posts: [{ vi: 'Phó Chủ tịch' }, { vi: 'Ủy viên' }],
          maySign: true,
        },
      },
      { before: { posts: [] }, after: { posts: [{ vi: 'Chủ tịch' }], mayVote: true }, reason: null },
      { before: { mayVote: true }, after: { mayVote: false, name: { vi: 'ĐẠI BIỂU 2' } }, reason },
      { after: { name: { vi: 'Khách Quý' }, member: null } },
    ]);
    expect((await listOf(hall)).slice(6)).toMatchObject([
      { ordinal: 7, mayVote: false, maySign: true, memberId: at(hall.members, 1).id },
      { ordinal: 8, mayVote: false, maySign: false, memberId: null },
    ]);

    expect(await bring(hall, { file })).toMatchObject({ receipt: null, added: 0, corrected: 0, unchanged: 4 });
    expect(await headOf(hall)).toBe(4);
  });

  it('reads a list of an office: titles, capitals, semicolons, pasted text', async () => {
    const hall = await aHall(test.db);
    const csv = `\ufeffDANH SÁCH ĐẠI BIỂU;;;\r\n;;;\r\nTT;HỌ VÀ TÊN;CHỨC VỤ;ĐƠN VỊ\r\n1;Trần Văn Bút;Giám đốc;DON VI 3\r\n;;;\r\n`;
    expect(await bring(hall, { file: Buffer.from(csv).toString('base64') })).toMatchObject({
      added: 1,
      notes: [{ vi: 'Cột không dùng đến: TT.' }],
      rows: [{ row: 4, name: 'Trần Văn Bút' }],
    });
    const text = 'Name\tMember\tSign\n"Lý Thị ""Ba"""\tdon-vi-3\tyes';
    expect(await bring(hall, { text })).toMatchObject({ added: 1, rows: [{ row: 2, name: 'Lý Thị "Ba"' }] });
    expect((await listOf(hall)).slice(6).map(({ name, memberId, maySign }) => [name.vi, memberId, maySign])).toEqual([
      ['Trần Văn Bút', at(hall.members, 2).id, false],
      ['Lý Thị "Ba"', at(hall.members, 2).id, true],
    ]);
  });

  it('tells every problem at once, with cell and value, and then writes nothing', async () => {
    const hall = await aHall(test.db);
    const file = aFile(
      ['Lê Thị Mới', null, 'Đơn vị 2'],
      ['Ví dụ: Nguyễn Văn A', 'Chủ tịch', 'Đơn vị 1'],
      [null, 'Chủ tịch', 'Không có ai'],
      ['Trần Văn B', 'a;b;c;d;e;f;g;h;i;k;l', null, 'có thể', 'x', 'mã số'],
      ['Lê Thị Mới', null, 'ĐV 2'],
      ['Ai Đó', { formula: 'B1' }, { xml: '<c r="AT" t="e"><v>#REF!</v></c>' }],
      ['Đại biểu 1', null, null, null, null, 'dai-bieu-9'],
      ['Hỏng Há»™i', null, null],
      ['Một Khách', null, null, 'Có'],
    );
    const dry = await bring(hall, { file, dryRun: true });
    expect(dry).toMatchObject({ added: 1, refused: 8 });
    expect(dry.rows.flatMap(({ row, problems }) => problems.map(({ cell }) => [row, cell]))).toEqual([
      [3, 'A3'],
      [4, 'A4'],
      [4, 'C4'],
      [5, 'B5'],
      [5, 'D5'],
      [5, 'F5'],
      [6, 'A6'],
      [7, 'B7'],
      [7, 'C7'],
      [8, 'F8'],
      [9, 'A9'],
      [10, 'D10'],
    ]);
    expect(await problemsOf(bring(hall, { file, reason }))).toEqual([
      ['A3', 'Ví dụ: Nguyễn Văn A', 'Đây là dòng ví dụ của tệp mẫu.'],
      ['A4', null, 'Thiếu họ và tên.'],
      ['C4', 'Không có ai', 'Cụm, khối không có đơn vị nào tên như vậy.'],
      ['B5', 'a;b;c;d;e;f;g;h;i;k;l', 'Có hơn 10 chức vụ.'],
      ['D5', 'có thể', 'Không rõ là có hay không.'],
      ['F5', 'mã số', 'Mã có dấu, dấu cách hoặc ký tự khác.'],
      ['A6', 'Lê Thị Mới', 'Người này đã có ở dòng 2.'],
      ['B7', '=', 'Ô có công thức nhưng tệp không lưu kết quả.'],
      ['C7', '#REF!', 'Công thức trong ô báo lỗi.'],
      ['F8', 'dai-bieu-9', 'Danh sách đã có người này với mã dai-bieu-1.'],
      ['A9', 'Hỏng Há»™i', 'Nội dung có ký tự hỏng hoặc chữ sai bảng mã.'],
      ['D10', 'Có', 'Khách mời không biểu quyết, không ký.'],
    ]);
    expect([await headOf(hall), (await listOf(hall)).length]).toEqual([0, 6]);
  });

  it('tells two of one name apart by member and by code, and asks where it cannot', async () => {
    const hall = await aHall(test.db);
    await bring(hall, {
      file: aFile(
        ['Lê An', null, 'ĐV 1'],
        ['Lê An', null, 'ĐV 2'],
        ['Lê An', 'Khách', null, null, null, 'le-an-khach'],
      ),
    });
    const [one, two, three] = (await listOf(hall)).slice(6);
    expect([one?.code, two?.code, three?.code]).toEqual(['le-an', 'le-an-2', 'le-an-khach']);
    expect(await problemsOf(bring(hall, { file: aFile(['Lê An', 'Trưởng phòng']) }))).toEqual([
      ['A2', 'Lê An', 'Danh sách đã có nhiều người tên này: le-an, le-an-2, le-an-khach.'],
    ]);
    const file = aFile(['lê  an', 'Trưởng phòng', 'ĐV 2'], ['Lê Văn An', null, null, null, null, 'le-an']);
    expect(await bring(hall, { file })).toMatchObject({ corrected: 2 });
    expect((await listOf(hall)).slice(6, 8).map(({ name, posts }) => [name.vi, posts.length])).toEqual([
      ['Lê Văn An', 0],
      ['Lê An', 1],
    ]);
  });

  it('keeps mandates that are used or held by a stand-in, and asks for a reason where they change', async () => {
    const hall = await aHall(test.db);
    const pollId = await anOpenPoll(hall);
    await vote(hall, pollId, 0, ['YES']);
    const used =
      'Quyền biểu quyết hoặc quyền ký của đại biểu này đã dùng, hoặc một cuộc biểu quyết đang mở đang tính đến.';
    expect(await problemsOf(bring(hall, { file: aFile(['Đại biểu 1', null, null, 'Không']), reason }))).toEqual([
      ['D2', 'Không', used],
    ]);
    expect(
      await problemsOf(bring(hall, { text: `${headings.join('\t')}\nĐổi Tên\t\tĐV 3\t\t\tdai-bieu-1`, reason })),
    ).toEqual([['C2', 'ĐV 3', used]]);
    const standIn = await addDelegate(test.db, hall.secretary, {
      ...{ conferenceId: hall.conference.id, name: { vi: 'Phó đoàn', en: null }, memberId: at(hall.members, 1).id },
    });
    const giverId = at(hall.people, 1).id;
    await replaceDelegate(test.db, hall.chair, { delegateId: giverId, standInId: standIn.subject, paper: 'Giấy số 1' });
    expect(await problemsOf(bring(hall, { file: aFile(['Đại biểu 2', null, null, 'Có']), reason }))).toEqual([
      ['D2', 'Có', 'Người khác đang giữ quyền biểu quyết này theo ủy quyền.'],
    ]);
    const signs = aFile(['Đại biểu 3', null, null, null, 'Không']);
    expect(await refusalOf(bring(hall, { file: signs }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument: 'reason' },
    });
    expect(await bring(hall, { file: signs, reason })).toMatchObject({ corrected: 1, needsReason: true });
  });

  it('of two equal files at once the second finds everything there', async () => {
    const hall = await aHall(test.db);
    const file = aFile(['Lê Thị Mới', null, 'ĐV 2'], ['Trần Văn Mới', null, 'ĐV 3']);
    const both = await whileLogHeld(hall, () =>
      Promise.all([bring(hall, { file }), bring(hall, { file }, hall.chair)]),
    );
    expect(both.map(({ added, unchanged }) => [added, unchanged]).sort()).toEqual([
      [0, 2],
      [2, 0],
    ]);
    expect([await headOf(hall), (await listOf(hall)).length]).toEqual([2, 8]);
  });

  it('waits for what is under way with those whom it corrects, and then looks again', async () => {
    const hall = await aHall(test.db);
    const file = aFile(['Đại biểu 1', null, null, 'Không']);
    const holder = test.db.createQueryRunner();
    await holder.startTransaction();
    await holder.query('update delegate set may_vote = false where id = $1', [at(hall.people, 0).id]);
    const bringing = bring(hall, { file, reason });
    await untilBlocked(test.db);
    await holder.commitTransaction();
    await holder.release();
    expect(await bringing).toMatchObject({ receipt: null, unchanged: 1 });
    expect(await headOf(hall)).toBe(0);
  });

  it('gives a retry the receipt of its first try', async () => {
    const hall = await aHall(test.db);
    const idempotencyKey = 'danh-sach-lan-1';
    const file = aFile(['Lê Thị Mới', null, 'ĐV 2']);
    const first = await bring(hall, { file, idempotencyKey });
    // Null is as good as left out.
    const second = await bring(hall, { file, text: null, reason: null, idempotencyKey });
    expect([second.receipt, second.unchanged]).toEqual([first.receipt, 1]);
    const other = bring(hall, { file: aFile(['Ai Khác']), idempotencyKey });
    expect((await refusalOf(other)).code).toBe('IDEMPOTENCY_MISMATCH');
  });

  it('is for the desk, until the conference is over; and nobody else has a file read', async () => {
    const hall = await aHall(test.db);
    const other = await aHall(test.db);
    const file = Buffer.from('d0cf11e0a1b11ae1', 'hex').toString('base64');
    for (const dryRun of [true, false]) {
      for (const viewer of [hall.observer, at(hall.delegates, 0), other.secretary])
        expect((await refusalOf(bring(hall, { file, dryRun }, viewer))).code).toBe('FORBIDDEN');
      expect((await refusalOf(bring(hall, { file, dryRun }, publicViewer))).code).toBe('UNAUTHENTICATED');
    }
    const over = await aHall(test.db, { state: ConferenceState.CLOSED });
    expect((await refusalOf(bring(over, { file: aFile(['Ai Đó']) }))).code).toBe('CONFERENCE_STATE');
    expect(await bring(hall, { file: aFile(['Ai Đó']) }, hall.administrator)).toMatchObject({ added: 1 });
  });

  it('refuses a file that is none, both file and text, an empty list and one of more than 1,000', async () => {
    const hall = await aHall(test.db);
    const argument = async (given: Partial<ImportDelegatesInput>) =>
      (await refusalOf(bring(hall, given))).facts?.argument;
    expect(await argument({ file: '~~~' })).toBe('file');
    expect((await refusalOf(bring(hall, { file: 'YQ==', text: 'a' }))).code).toBe('BAD_USER_INPUT');
    expect((await refusalOf(bring(hall, {}))).code).toBe('BAD_USER_INPUT');
    expect(await problemsOf(bring(hall, { text: 'Tên gọi\tĐơn vị\nLê An\tĐV 1' }))).toEqual([
      ['', null, 'Không tìm thấy dòng tiêu đề có cột “Họ và tên”.'],
    ]);
    expect(await problemsOf(bring(hall, { file: aFile() }))).toEqual([
      ['', null, 'Dưới dòng tiêu đề không có đại biểu nào.'],
    ]);
    const text = `Họ và tên\n${Array.from({ length: 1_001 }, (_, n) => `Người ${n}`).join('\n')}`;
    expect(await problemsOf(bring(hall, { text }))).toEqual([['', null, 'Danh sách có hơn 1000 đại biểu.']]);
    const most = text.slice(0, text.lastIndexOf('\n'));
    expect(await bring(hall, { text: most })).toMatchObject({ added: 1_000 });
  });
});

describe('Mutation.importDelegates', () => {
  it('tells what each of 1,000 rows does within the budget of an answer, and brings them in', async () => {
    const server = await aServer();
    try {
      const hall = await aHall(server.database.db, { state: ConferenceState.PLANNED });
      const rows = Array.from({ length: 1_000 }, (_, n) => `Người ${n}\tGiám đốc\tĐV ${1 + (n % 5)}`);
      const text = `Họ và tên\tChức vụ\tĐơn vị\n${rows.join('\n')}`;
      const document = `mutation ($input: ImportDelegatesInput!) { importDelegates(input: $input) {
        receipt { sequence } report { added rows { row name effect changes { column before after } problems { cell } } }
      } }`;
      for (const dryRun of [true, false]) {
        const input = { conferenceId: hall.conference.id, text, dryRun };
        const { data, errors } = await server.ask(document, { input }, hall.secretary);
        expect(errors).toBeUndefined();
        const { receipt, report } = (data as any).importDelegates;
        expect([receipt?.sequence ?? null, report.added, report.rows.length]).toEqual([
          dryRun ? null : 1,
          1_000,
          1_000,
        ]);
      }
      const input = { conferenceId: hall.conference.id, text };
      const { errors } = await server.ask(document, { input }, at(hall.delegates, 0));
      expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    } finally {
      await server.close();
    }
  });
});

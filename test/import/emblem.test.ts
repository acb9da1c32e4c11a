import { createHash } from 'node:crypto';
import { Bloc } from '../../src/bloc/bloc';
import { Role, type Viewer } from '../../src/graphql/authorize/viewer';
import { emblemOf } from '../../src/import/emblem';
import { aViewer } from '../support/hall';
import { aServer, type TestServer } from '../support/server';

/** A picture of one pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
const padded = (bytes: Buffer, length: number) => Buffer.concat([bytes, Buffer.alloc(length - bytes.length)]);

describe('emblemOf', () => {
  it.each([
    ['a PNG', png, 'image/png'],
    ['a JPEG', padded(Buffer.from('ffd8ffe0', 'hex'), 20), 'image/jpeg'],
    ['a WebP', Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1'), 'image/webp'],
    ['the largest', padded(png, 131_072), 'image/png'],
    ['one that is larger', padded(png, 131_073), null],
    ['an SVG', svg, null],
    ['a RIFF that is no picture', Buffer.from('RIFF\0\0\0\0WAVEfmt ', 'latin1'), null],
    ['a page', Buffer.from('<!doctype html>'), null],
  ])('knows %s by its bytes', (_what, bytes, type) => {
    const emblem = emblemOf(`data:image/png;base64,${bytes.toString('base64')}`);
    expect(emblem?.type ?? null).toBe(type);
    if (type) expect(emblem?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('takes nothing that is no Base64', () => {
    for (const text of ['', 'khong phai anh!', 'data:image/png,%89PNG']) expect(emblemOf(text)).toBeNull();
  });
});

describe('the emblem of a bloc', () => {
  let server: TestServer;
  let administrator: Viewer;
  beforeAll(async () => {
    server = await aServer();
    administrator = await aViewer(server.database.db, Role.ADMINISTRATOR);
  });
  afterAll(() => server?.close());

  const file = (emblem: string) => `
format: giaouoc/conference-file@1
bloc:
  slug: cum-thu
  kind: CUM
  name: { vi: Cụm thi đua thử }
  emblem: ${emblem}
  members:
    - { code: ha-noi, officialName: { vi: Thành phố Hà Nội } }
    - { code: hai-phong, officialName: { vi: Thành phố Hải Phòng } }
conference:
  slug: cum-thu-2026
  kind: ANNUAL
  nature: LIVE
  name: { vi: Hội nghị tổng kết năm 2026 }
  closes: 2026
`;

  const load = (text: string) =>
    server.ask(
      'mutation ($text: String!) { importConference(input: { text: $text }) { receipt { sequence } } }',
      { text },
      administrator,
    );

  it('comes with its file, and is served as a picture and nothing else', async () => {
    const content = file(png.toString('base64'));
    const { errors } = await load(content);
    expect(errors).toBeUndefined();
    const asked = await server.ask('{ conference(slug: "cum-thu-2026") { bloc { emblem } } }', {}, administrator);
    const address = asked.data.conference.bloc.emblem as string;
    expect(address).toBe(`/emblems/${createHash('sha256').update(png).digest('hex')}`);
    const answer = await fetch(`${server.app.url}${address}`);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('x-content-type-options')]).toEqual([
      200,
      'image/png',
      'nosniff',
    ]);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);
    for (const other of ['f'.repeat(64), 'x', 'F'.repeat(64)])
      expect((await fetch(`${server.app.url}/emblems/${other}`)).status).toBe(404);
  });

  it('is refused where it is no picture, and the bloc keeps the one it has', async () => {
    const before = await server.database.db.manager.findOneByOrFail(Bloc, { slug: 'cum-thu' });
    const { errors } = await load(file(svg.toString('base64')));
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'FILE_INVALID' } });
    expect(JSON.stringify(errors?.[0])).toContain('/bloc/emblem');
    const without = file('x').replace(/ {2}emblem: x\n/, '');
    expect((await load(without)).errors).toBeUndefined();
    expect(await server.database.db.manager.findOneByOrFail(Bloc, { slug: 'cum-thu' })).toEqual(before);
  });
});

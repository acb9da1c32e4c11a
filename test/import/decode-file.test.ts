import { decodeFile } from '../../src/import/decode-file';

const told = (bytes: Uint8Array) => {
  const read = decodeFile(bytes);
  return 'problems' in read ? read.problems.map(({ line, problem }) => [line, problem.en]) : read.text;
};

describe('decodeFile', () => {
  it('gives the text of UTF-8, with a byte order mark or without', () => {
    expect(told(Buffer.from('tên: Khối\r\n'))).toBe('tên: Khối\r\n');
    expect(told(Buffer.from('\ufefftên: Khối'))).toBe('\ufefftên: Khối');
    expect(told(Buffer.alloc(0))).toBe('');
  });

  it('names each line that is no UTF-8, and puts nothing in its place', () => {
    const bytes = Buffer.concat([
      Buffer.from('a: 1\n'),
      Buffer.from('b: Kh\u00f4i\n', 'latin1'),
      Buffer.from('c: Khối\n'),
      Buffer.from('d: S\u00ea', 'latin1'),
    ]);
    expect(told(bytes)).toEqual([
      [2, 'The line is not UTF-8.'],
      [4, 'The line is not UTF-8.'],
    ]);
  });

  it('knows UTF-16 by its byte order mark', () => {
    expect(told(Buffer.from('\ufefftên: Khối', 'utf16le'))).toEqual([[undefined, 'The file is in UTF-16.']]);
  });
});

import { isToken, newCode, newToken, readCode } from '../../src/auth/secret';

describe('newCode', () => {
  it('prints three groups of four letters without I, L, O and U', () => {
    for (let n = 0; n < 500; n += 1) expect(newCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
  });

  it('uses every letter', () => {
    const letters = new Set(Array.from({ length: 500 }, newCode).join('').replaceAll('-', ''));
    expect(letters.size).toBe(32);
  });
});

describe('readCode', () => {
  it.each([
    ['as printed', '7KD0-P1QW-ABCZ'],
    ['without hyphens', '7KD0P1QWABCZ'],
    ['in small letters', '7kd0-p1qw-abcz'],
    ['with spaces around and between', '  7KD0 P1QW\tABCZ\n'],
    ['with long dashes', '7KD0–P1QW—ABCZ'],
    ['with O for 0 and I for 1', '7KDO-PIQW-ABCZ'],
    ['with o for 0 and l for 1', '7kdo-plqw-abcz'],
    ['in full width', '７ＫＤ０－Ｐ１ＱＷ－ＡＢＣＺ'],
  ])('reads a code typed %s', (_how, typed) => {
    expect(readCode(typed)).toBe('7KD0P1QWABCZ');
  });

  it.each([
    ['nothing', ''],
    ['too little', '7KD0-P1QW-ABC'],
    ['too much', '7KD0-P1QW-ABCZ-0'],
    ['a letter no code has', '7KD0-P1QW-ABCU'],
    ['marks', '7KD0-P1QW-ABCĐ'],
    ['a sign', '7KD0-P1QW-ABC*'],
    ['a flood of spaces', `${' '.repeat(100_000)}7KD0-P1QW-ABCZ`],
  ])('cannot read %s', (_what, typed) => {
    expect(readCode(typed)).toBeNull();
  });

  it('reads back each code it made', () => {
    for (let n = 0; n < 200; n += 1) {
      const code = newCode();
      expect(readCode(code)).toBe(code.replaceAll('-', ''));
    }
  });
});

describe('newToken', () => {
  it('is 43 characters of base64url, another one each time', () => {
    const tokens = Array.from({ length: 100 }, newToken);
    expect(tokens.every(isToken)).toBe(true);
    expect(new Set(tokens).size).toBe(100);
  });
});

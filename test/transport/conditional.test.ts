import { knows, takesGzip } from '../../src/transport/http/conditional';

describe('Accept-Encoding', () => {
  it.each([
    ['gzip', true],
    ['deflate, gzip;q=0.5, br', true],
    ['GZIP ; q=1', true],
    ['gzip;q=0', false],
    ['gzip;q=0.0', false],
    ['x-gzip-like', false],
    ['br', false],
    ['', false],
    [undefined, false],
  ])('%s takes gzip: %s', (header, taken) => {
    expect(takesGzip(header)).toBe(taken);
  });
});

describe('If-None-Match', () => {
  it.each([
    ['"1-a"', true],
    ['W/"1-a"', true],
    ['"0-b", W/"1-a"', true],
    ['*', true],
    ['"1-ab"', false],
    ['1-a', false],
    [undefined, false],
  ])('%s knows the tag: %s', (header, known) => {
    expect(knows(header, '"1-a"')).toBe(known);
  });
});

import { kindsOfLogs } from '../../src/log/kinds';
import { choiceFault, urlFault } from '../../src/webhooks/rules';

describe('an address', () => {
  it('is http or https, and in production https alone', () => {
    expect(urlFault('https://example.vn/a?b=c', true)).toBeNull();
    expect(urlFault('http://10.0.0.1:8080/', false)).toBeNull();
    for (const wrong of ['example.vn', 'x:y', 'ftp://example.vn/', 'xhttp://example.vn/', 'https+x://example.vn/', ''])
      expect([wrong, urlFault(wrong, false)]).toEqual([
        wrong,
        { argument: 'url', cure: 'Send an address such as https://example.vn/hooks.' },
      ]);
    expect(urlFault('http://example.vn/', true)?.cure).toMatch(/^Send an https address/);
  });

  it.each([
    ['a name', 'https://u@example.vn/', /^Leave name and password out/],
    ['a password', 'https://:p@example.vn/', /^Leave name and password out/],
    ['a fragment', 'https://example.vn/#x', /^Leave out what follows #/],
  ])('has not %s', (_, url, cure) => {
    expect(urlFault(url, true)).toEqual({ argument: 'url', cure: expect.stringMatching(cure) });
  });
});

describe('what a receiver is sent', () => {
  it('is of a conference or a bloc', () => {
    expect(choiceFault({ kinds: [], conferenceIds: ['x'], blocIds: [] })).toBeNull();
    expect(choiceFault({ conferenceIds: [], blocIds: ['x'] })).toBeNull();
    const missing = { argument: 'conferenceIds', cure: 'Name a conference or a bloc at least.' };
    expect(choiceFault({ kinds: ['pollClosed'], conferenceIds: [], blocIds: [] })).toEqual(missing);
    expect(choiceFault({})).toEqual(missing);
  });

  it('is of kinds that logs have, and it is told of those that are none', () => {
    expect(choiceFault({ kinds: ['pollClosed', 'ballotCast'], blocIds: ['x'] })).toBeNull();
    expect(choiceFault({ kinds: ['pollClosed', 'pollShut'], blocIds: ['x'] })).toEqual({
      argument: 'kinds',
      cure: expect.stringContaining('`known`'),
      unknown: ['pollShut'],
      known: kindsOfLogs,
    });
  });
});

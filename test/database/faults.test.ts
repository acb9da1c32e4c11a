import { QueryRunnerAlreadyReleasedError } from 'typeorm';
import { faultKind } from '../../src/database/faults';

describe('faultKind', () => {
  it.each([
    ['a connection lost between two statements of a transaction', new QueryRunnerAlreadyReleasedError(), 'away'],
    ['a connection that ended', new Error('Connection terminated unexpectedly'), 'away'],
    ['a session ended by its administrator', { code: '57P01' }, 'away'],
    ['a full disk', { code: '53100' }, 'readOnly'],
    ['a lock that was waited for too long', { code: '55P03' }, 'busy'],
    ['a pool that was waited for too long', new Error('timeout exceeded when trying to connect'), 'busy'],
    ['a mistake in a statement', { code: '42601' }, undefined],
    ['no error at all', null, undefined],
  ])('knows %s', (_name, error, kind) => {
    expect(faultKind(error)).toBe(kind);
  });
});

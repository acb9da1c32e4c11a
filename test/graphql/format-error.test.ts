import { GraphQLError } from 'graphql';
import { Refusal } from '../../src/errors/refusal';
import { Role } from '../../src/graphql/authorize/viewer';
import { formatError } from '../../src/graphql/format-error';
import { problemsOf } from '../support/problems';

describe('formatError', () => {
  it('names the path of each argument that is of the wrong form', async () => {
    const problems = await problemsOf(
      Role.ADMINISTRATOR,
      `draftPact(input: {
        conferenceId: "1", title: { vi: "" }, year: 1,
        articles: [{ heading: { vi: "Điều 1" }, text: { vi: "" } }]
      }) { receipt { sequence } }`,
    );
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^title\.vi: .*1/),
        expect.stringMatching(/^year: .*1945/),
        expect.stringMatching(/^articles\.0\.text\.vi: .*1/),
      ]),
    );
  });

  it('reports a fault whole, once, and shows nothing of it', () => {
    const told: unknown[][] = [];
    const report = (...args: unknown[]) => void told.push(args);
    const fault = new Error('relation "secret" does not exist');
    for (const error of [fault, new GraphQLError(fault.message, { originalError: fault })])
      expect(JSON.stringify(formatError(error, 'request-1', report))).not.toContain('secret');
    expect(told).toEqual([
      [fault, 'request-1'],
      [fault, 'request-1'],
    ]);
  });

  it('reports nothing that was the caller’s doing', () => {
    const told: unknown[] = [];
    const report = (error: unknown) => void told.push(error);
    const refused = formatError(new Refusal('NOT_FOUND', { id: '1' }), 'request-1', report);
    expect(refused.extensions).toMatchObject({ code: 'NOT_FOUND', facts: { id: '1' }, requestId: 'request-1' });
    expect(formatError(new GraphQLError('Syntax Error'), 'request-1', report).extensions?.code).toBe('BAD_USER_INPUT');
    expect(told).toEqual([]);
  });
});

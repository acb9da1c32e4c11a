import { Role } from '../../src/graphql/authorize/viewer';
import { problemsOf } from '../support/problems';

describe('formatError', () => {
  it('names the path of each argument that is of the wrong form', async () => {
    const problems = await problemsOf(
      Role.ADMINISTRATOR,
      `draftPact(input: {
        conferenceId: "1", title: { vi: "" }, year: 1,
        articles: [{ heading: { vi: "Điều 1" }, text: { vi: "" } }]
      }) { sequence }`,
    );
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^title\.vi: .*1/),
        expect.stringMatching(/^year: .*1945/),
        expect.stringMatching(/^articles\.0\.text\.vi: .*1/),
      ]),
    );
  });
});

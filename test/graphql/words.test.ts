import { Role } from '../../src/graphql/authorize/viewer';
import { words } from '../../src/graphql/types/words';
import { problemsOf } from '../support/problems';

const id = '"00000000-0000-4000-8000-00000000dead"';

describe('words of people', () => {
  it.each([
    [Role.CHAIR, 'reason', `voidPoll(input: { pollId: ${id}, reason: "   " }) { sequence }`],
    [Role.DELEGATE, 'reason', `withdrawSignature(input: { pactId: ${id}, reason: " a\\u00a0\\n " }) { sequence }`],
    [
      Role.CHAIR,
      'note',
      `recordPollResult(input: { pollId: ${id}, method: PAPER, cast: 1, votes: [], note: "    " }) { sequence }`,
    ],
    [Role.CHAIR, 'number', `recordDecision(input: { proposalId: ${id}, step: AGREED, number: " " }) { sequence }`],
    [Role.CHAIR, 'question.vi', `createPoll(input: { conferenceId: ${id}, question: { vi: " \\t" } }) { sequence }`],
    [Role.CHAIR, 'name', `issueBadge(input: { role: OBSERVER, name: "  " }) { code }`],
    [Role.ADMINISTRATOR, 'name', `issueApiKey(input: { name: "  ", scopes: [READ] }) { token }`],
  ])('of %s as `%s` are refused when they are white space alone: %s', async (role, path, act) => {
    expect(await problemsOf(role, act)).toEqual([
      expect.stringMatching(new RegExp(`^${path}: .* characters, without white space around them$`)),
    ]);
  });

  it('are stored without white space around, in NFC', () => {
    expect(words(`\n\u00a0${'Ký nhầm bản'.normalize('NFD')}  `)).toBe('Ký nhầm bản');
  });
});

import { Role } from '../../src/graphql/authorize/viewer';
import { words } from '../../src/graphql/types/words';
import { problemsOf } from '../support/problems';

const id = '"00000000-0000-4000-8000-00000000dead"';

describe('words of people', () => {
  it.each([
    [Role.CHAIR, 'reason', `voidPoll(input: { pollId: ${id}, reason: "   " }) { receipt { sequence } }`],
    [
      Role.DELEGATE,
      'reason',
      `withdrawSignature(input: { pactId: ${id}, reason: " a\\u00a0\\n " }) { receipt { sequence } }`,
    ],
    [
      Role.CHAIR,
      'note',
      `recordPollResult(input: { pollId: ${id}, method: PAPER, cast: 1, votes: [], note: "    " }) { receipt { sequence } }`,
    ],
    [
      Role.CHAIR,
      'number',
      `recordDecision(input: { proposalId: ${id}, step: AGREED, number: " " }) { receipt { sequence } }`,
    ],
    [
      Role.CHAIR,
      'question.vi',
      `createPoll(input: { conferenceId: ${id}, question: { vi: " \\t" } }) { receipt { sequence } }`,
    ],
    [Role.CHAIR, 'name', `issueBadge(input: { role: OBSERVER, name: "  " }) { code }`],
    [Role.ADMINISTRATOR, 'name', `issueApiKey(input: { name: "  ", scopes: [READ] }) { token }`],
  ])('of %s as `%s` are refused when they are white space alone: %s', async (role, path, act) => {
    expect(await problemsOf(role, act)).toEqual([
      expect.stringMatching(new RegExp(`^${path}: .* characters, without white space around them$`)),
    ]);
  });

  it.each(['\u200b', '\u2060\ufeff', '\u00ad \u200e'])('are refused when nobody can see them: %j', async (text) => {
    const act = `voidPoll(input: { pollId: ${id}, reason: ${JSON.stringify(text.repeat(4))} }) { sequence }`;
    expect(await problemsOf(Role.CHAIR, act)).toEqual([expect.stringMatching(/^reason: .* without white space/)]);
  });

  it.each(['Kh\ufffdi', 'a\u0007b', 'a\u0085b'])('are refused when they are damaged: %j', async (text) => {
    const act = `voidPoll(input: { pollId: ${id}, reason: ${JSON.stringify(text)} }) { sequence }`;
    expect(await problemsOf(Role.CHAIR, act)).toEqual([expect.stringMatching(/^reason: .* type the text again$/)]);
  });

  it('are stored as they look: invisible characters left out, every space a plain one', () => {
    expect(words('S\u00adở\u00a0Nội\u202fv\u200bụ\ufeff')).toBe('Sở Nội vụ');
  });

  it('are stored without white space around, in NFC', () => {
    expect(words(`\n\u00a0${'Ký nhầm bản'.normalize('NFD')}  `)).toBe('Ký nhầm bản');
  });
});

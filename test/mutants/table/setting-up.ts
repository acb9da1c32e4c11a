import { mutantsOf } from '../mutant';

/** Setting a conference up by a file, for the next year too, and who may; handing the office over. */
export const settingUp = [
  ...mutantsOf('src/import/conference-file-of.ts', 'import/conference-file-of', [
    [
      'A conference file that was exported changes nothing when it is imported',
      'agreed: isRecord && agreed ? how : undefined,',
      'agreed: isRecord && agreed ? DecisionMethod.CONSENSUS : undefined,',
      'every key: imported again, it changes nothing',
    ],
    [
      'A conference file that was exported changes nothing when it is imported',
      "key: unless(key, member ?? 'bloc'),",
      '',
      'every key: imported again, it changes nothing',
    ],
    [
      'A conference file that was exported makes the same conference elsewhere',
      'selfVote: rule.selfVote,',
      '',
      'every key: makes the same conference elsewhere',
    ],
    [
      'A conference file that was exported tells doubts once',
      'flags: filled(ownFlags(result).map(flagOf)),',
      'flags: filled(result.flags.map(flagOf)),',
      'tells doubts once, however often it goes round',
    ],
  ]),
  ...mutantsOf('src/import/next-year.ts', 'import/next-year', [
    [
      'A draft of the next year tells nothing that happened',
      '({ attended: _, proxyFor: __, posts, ...delegate })',
      '({ posts, ...delegate })',
      'keeps members, delegates with posts that last, and the text of the pact',
    ],
    ['A draft of the next year moves no number of a document', '(?<![\\d/.,-])\\d{4}', '\\d{4}', '12/2024'],
    [
      'A member that has led is suggested after those that have not',
      'if (fresh) return { member: fresh.code, year: opens, reason: neverLed };',
      '',
      'is the first of the list of which nobody knows that it led',
    ],
    [
      'A suggested leader belongs to the bloc in that year',
      '.filter((member) => belongs(member, opens))',
      '',
      'belongs to the bloc in that year',
    ],
  ]),
  ...mutantsOf('src/import/office-bounds.ts', 'import/office-bounds', [
    [
      'importConference FORBIDDEN: no role at the bloc',
      "if (!by) throw new Refusal('FORBIDDEN', { field, blocId: bloc?.id ?? null });",
      'if (!bloc) return;',
      'is closed to a role of another bloc',
    ],
    [
      'importConference FILE_INVALID: the slug of another bloc',
      "throw new Refusal('FILE_INVALID', { problems: [problem] });",
      'void problem;',
      'hears of a conference of another bloc that its slug is taken, and no more',
    ],
    [
      'importConference CONFERENCE_STATE',
      "throw new Refusal('CONFERENCE_STATE', { state: conference.state });",
      'return;',
      'changes no conference that has begun',
    ],
    [
      'importConference FORBIDDEN: beyond what an office may',
      "throw new Refusal('FORBIDDEN', { field, beyond, cure: 'Leave it out, or let an administrator import the file.' });",
      'return;',
      'does nothing that is an administrator’s: leadership',
    ],
    [
      'A leader’s office gives no visibility',
      "['visibility', after !== undefined && after.visibility !== (before?.visibility ?? Visibility.PARTICIPANTS)],",
      "['visibility', false],",
      'does nothing that is an administrator’s: visibility',
    ],
    [
      'A leader’s office does not say who belongs',
      "touches(Membership) || touches(Member, ['INSERT', 'DELETE'])",
      "touches(Member, ['INSERT', 'DELETE'])",
      'does nothing that is an administrator’s: members',
    ],
  ]),
  ...mutantsOf('src/import/import-conference.ts', 'import/office-bounds', [
    [
      'A role that ends meanwhile plans nothing',
      "plan = await weigh(tx, 'for share');",
      'plan = await weigh(tx);',
      'waits for a role that is being ended, and then does nothing',
    ],
  ]),
  ...mutantsOf('src/auth/hand-over.ts', 'auth/hand-over', [
    [
      'handOver NO_LEADER',
      "if (!term) throw new Refusal('NO_LEADER', { year });",
      "if (!term) throw new Refusal('NOT_FOUND');",
      'needs a leader of that year',
    ],
    [
      'handOver NOT_FOUND',
      "if ((await tx.countBy(Account, where)) < accountIds.length) throw new Refusal('NOT_FOUND');",
      'void where;',
      'finds no account but one of staff that may sign in',
    ],
    [
      'handOver FORBIDDEN: accounts of another member',
      "if (others.length > 0) throw new Refusal('FORBIDDEN', { field, accountIds: others });",
      'void others;',
      'goes from the office that leaves to officers of the member that takes over alone',
    ],
    [
      'handOver ROLE_HELD',
      "if (ended.length === 0 && granted.length === 0) throw new Refusal('ROLE_HELD', { year });",
      '',
      'refuses what changes nothing',
    ],
    [
      'A role that has not begun ends before it does',
      'set valid_until = greatest(valid_from, $2)',
      'set valid_until = $2',
      'keeps a role to come from beginning, and leaves other roles',
    ],
  ]),
];

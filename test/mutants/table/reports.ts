import { mutantsOf } from '../mutant';

/** What members report of their own results, who sees it, and who confirms it. */
export const reports = [
  ...mutantsOf('src/bloc/hold-role.ts', 'report/report-results', [
    [
      'reportResults FORBIDDEN',
      "if (held.length === 0) throw new Refusal('FORBIDDEN', { field, blocId, memberId });",
      '',
      'is done by the officer of that member alone',
    ],
    [
      'reportResults FORBIDDEN',
      "and r.role = 'OFFICER' and r.member_id = $3",
      "and r.role = 'OFFICER' and $3::uuid is not null",
      'is done by the officer of that member alone',
    ],
  ]),
  ...mutantsOf('src/bloc/read-held-roles.ts', 'report/hidden-figures', [
    [
      'Member.reports FORBIDDEN',
      "throw new Refusal('FORBIDDEN', { field, blocId, memberId });",
      '',
      'are not shown to the officer of another member',
    ],
    [
      'Figures that are not confirmed are seen by the officer of their member, both offices and administrators only.',
      'role !== BlocRole.OFFICER || of === memberId',
      'role === BlocRole.OFFICER || of === memberId',
      'are shown to the council’s office',
    ],
  ]),
  ...mutantsOf('src/report/resolver.ts', 'report/hidden-figures', [
    [
      'Figures that are not confirmed are seen by the officer of their member, both offices and administrators only.',
      "  @Allowed('Member.reports')\n  @PrivateScope()\n",
      "  @Allowed('Member.reports')\n",
      'are not given to one from what was kept of another',
    ],
    [
      'Figures that are not confirmed are seen by the officer of their member, both offices and administrators only.',
      "    await requireReadsForMember(ctx, 'Member.reports', { blocId: member.blocId, memberId: member.id });\n",
      "    if (ctx.viewer.accountId === '') await requireReadsForMember(ctx, 'Member.reports', { blocId: member.blocId, memberId: member.id });\n",
      'are not shown to staff without a role',
    ],
  ]),
  ...mutantsOf('src/report/events.ts', 'report/report-results', [
    [
      'The log of a bloc tells no figure before it is confirmed.',
      'supersedes },',
      'supersedes, raw: figures.map(({ raw }) => raw) },',
      'tells the log of the bloc how many figures there are',
    ],
  ]),
  ...mutantsOf('src/report/sealed.ts', 'report/report-results', [
    [
      'The log of a bloc tells no figure before it is confirmed.',
      'canonicalText({ salt, figures: told })',
      'canonicalText({ salt: salt.slice(0, 0), figures: told })',
      'tells the log of the bloc how many figures there are',
    ],
  ]),
  ...mutantsOf('src/report/report-results.ts', 'report/report-results', [
    [
      'reportResults NOT_FOUND',
      "new Refusal(isMissing ? 'NOT_FOUND' : 'BAD_USER_INPUT', { argument, cure, faults })",
      "new Refusal('BAD_USER_INPUT', { argument, cure, faults, isMissing })",
      'says every fault of a request at once',
    ],
    [
      'reportResults BAD_USER_INPUT',
      'if (faults.length > 0 || !belongs) throw',
      'if (faults.length > 0) throw',
      'is of a year in which the member belongs',
    ],
    [
      'A later report of a member takes the place of the one that waits.',
      '  if (!waiting) return null;\n',
      '  if (!waiting || waiting.number > 0) return null;\n',
      'takes the place of the report that waits',
    ],
    [
      'Two reports of one figure at once come one after the other.',
      'idempotencyKey, first: holdBloc(blocId) }',
      'idempotencyKey, first: async () => void holdBloc }',
      'comes one after the other where two report',
    ],
  ]),
  ...mutantsOf('src/report/rules.ts', 'report/report-results', [
    [
      'reportResults BAD_USER_INPUT',
      "return indicatorIds.indexOf(indicatorId) < index ? [{ ...at, fault: 'TWICE' }] : [];",
      'return [];',
      'says every fault of a request at once',
    ],
    [
      'confirmResults REPORT_SETTLED',
      "return state === ReportState.REPORTED ? null : 'REPORT_SETTLED';",
      "return state === ReportState.CONFIRMED ? 'REPORT_SETTLED' : null;",
      'is refused once the report waits no more',
    ],
  ]),
  ...mutantsOf('src/report/settle-report.ts', 'report/report-results', [
    [
      'confirmResults REPORT_SETTLED',
      'if (refusal) throw new Refusal(refusal, { reportId, state: report.state });',
      '',
      'is refused once the report waits no more',
    ],
    [
      'confirmResults FORBIDDEN',
      'await requireAtBloc(tx, viewer, field, blocId);',
      '',
      'is done by the leader’s office alone, at its bloc',
    ],
    [
      'What was confirmed before stays as a version.',
      'id: byIndicator.get(indicatorId) ?? randomUUID()',
      'id: randomUUID()',
      'leaves what was confirmed as it is',
    ],
  ]),
  ...mutantsOf('src/indicator/correct-result.ts', 'report/report-results', [
    [
      'correctResult FORBIDDEN',
      "    await requireAtBloc(tx, viewer, 'Mutation.correctResult', blocId);\n",
      '',
      'is refused to the desk of a conference',
    ],
  ]),
  ...mutantsOf('src/record/check-reports.ts', 'report/report-results', [
    [
      'A recount finds a figure of a report that was changed.',
      'sealOf(row.salt, row.figures) === data.digest',
      'row.salt !== data.digest',
      'finds a figure that was changed',
    ],
    [
      'A recount finds a confirmation that was taken back.',
      'const isSettled = row?.state',
      'const isSettled = true || row?.state',
      'finds a confirmation taken back',
    ],
  ]),
];

// Holds the printed schema to the Relay server specification and to rules about ids: a part of npm run check. Code is Biome's.
import { readFileSync } from 'node:fs';
import graphql from '@graphql-eslint/eslint-plugin';

/**
 * Types without an id, by the reason why. Whatever an id can find has one; the rest is a value, which a normalised cache keeps
 * as a part of the thing it hangs on.
 */
const withoutId = {
  'a text, figure, mark, paper or place within a thing': ['AdoptedPaper', 'Authorisation', 'LatenessBand', 'EnteredCountsOfAct', 'HandVoteOfAct', 'CorrectionOfAct', 'PaperSignatureOfAct', 'ResultCorrectionOfAct', 'Flag', 'Post', 'ScoreCard', 'Source', 'TextPair', 'VotingRule', 'PactRule', 'MemberWeight'],
  'a line or step of the one thing it is listed in, known by its place there': [
    ...['BallotChange', 'OpeningRefusal', 'BallotLine', 'Confirmation', 'EnteredVotes', 'Membership', 'OptionTally', 'PactArticle', 'PactChange', 'PactTarget', 'PactVersion'],
    ...['PollOption', 'DueItem', 'Presence', 'ReportedFigure', 'RollLine', 'MemberScore', 'ScoreCriterion', 'ScoreGrade', 'ScoreLeaf', 'SignatureSlot', 'WebhookStream', 'YearRule'],
  ],
  'how one thing stood at a position of the log, beside the thing as it is now': [
    ...['AgendaItemAsOf', 'AwardProposalAsOf', 'ConferenceAsOf', 'DelegateAsOf', 'PactAsOf', 'PollAsOf', 'ResultAsOf', 'SignatureAsOf', 'SignatureSlotAsOf'],
  ],
  'what a fact said for a time, known by its number': ['FactText', 'FactValue', 'FactVersion', 'RenamedMember'],
  'a part of how a poll stands': ['TallyMembers', 'TallyWeights', 'Tie', 'TieDecision'],
  'how one thing stands at this moment': ['Attendance', 'Hall', 'Handover', 'LeadershipOfYear', 'MyVote', 'ScoreWork', 'Screens', 'SignatureBoard', 'Tally', 'YearScores'],
  'a state of a thing and the position of the log it is true at, as subscriptions send it': [
    ...['BlocChange', 'ConferenceChange', 'PactSignatures', 'PollTally', 'ScoresChange'],
  ],
  'known by its log and its position there': ['LogActor', 'LogEntry', 'Receipt'],
  'the caller, who may have no account': ['Me'],
  'an account of what was measured or done once': ['DelegateSheetChange', 'DelegateSheetReport', 'DelegateSheetRow', 'ScoreSheetChange', 'ScoreSheetReport', 'ScoreSheetRow', 'SheetProblem', 'ImportEntry', 'ImportReport', 'IssuedBadge', 'LatencyBucket', 'LatencyReport'],
  'a conference as a file that is made when it is asked for, and what is drafted from it': ['ConferenceFileOfBloc', 'LeaderSuggestionOfYear', 'NextYearDraft'],
  'a part of the Relay specification': ['PageInfo'],
};
const types = Object.values(withoutId).flat();

const file = 'schema/api.graphql';
const schema = readFileSync(new URL(file, import.meta.url), 'utf8');
const gone = types.filter((name) => !schema.includes(`\ntype ${name} `));
if (gone.length > 0) throw new Error(`eslint.config.mjs excepts types that are not in ${file}: ${gone.join(', ')}`);
const found = types.filter((name) => /^  id: ID!$/m.test(schema.split(`\ntype ${name} `)[1].split('\n}')[0]));
if (found.length > 0) throw new Error(`eslint.config.mjs excepts types that have an id: ${found.join(', ')}`);

export default [
  {
    files: [file],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: file } } },
    rules: {
      // Every list is read from both ends.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: true }],
      '@graphql-eslint/relay-connection-types': 'error',
      '@graphql-eslint/relay-edge-types': [
        'error',
        {
          // A line of a roll has no id (above), and an account has one that only its conference's desk may find it by.
          shouldImplementNode: false,
          // Lists that stay short are no connections (test/contract/lists), and `nodes` of a connection is GitHub's short cut.
          listTypeCanWrapOnlyEdgeType: false,
        },
      ],
      '@graphql-eslint/relay-page-info': 'error',
      '@graphql-eslint/strict-id-in-types': [
        'error',
        {
          acceptedIdNames: ['id'],
          acceptedIdTypes: ['ID'],
          exceptions: { types, suffixes: ['Connection', 'Edge', 'Payload'] },
        },
      ],
      '@graphql-eslint/no-unreachable-types': 'error',
      '@graphql-eslint/require-deprecation-reason': 'error',
      '@graphql-eslint/unique-enum-value-names': 'error',
    },
  },
];

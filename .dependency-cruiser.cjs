/**
 * Import floors: a file imports from its own folder and from lower floors only; rooms import each other only
 * along the arrows below, and only things, reads and loaders, never acts, rules, events or resolvers.
 */
const floors = [
  ['config', 'errors', 'clock.ts', 'decimal.ts', 'limits', 'spreadsheet'],
  ['database'],
  ['log'],
  ['graphql'],
  ['subscriptions'],
  [
    'auth',
    'bloc',
    'indicator',
    'movement',
    'conference',
    'confirmation',
    'pact',
    'poll',
    'award',
    'score',
    'hall',
    'report',
    'deadline',
    'webhooks',
  ],
  ['import', 'record', 'rehearsal'],
  ['observability'],
  ['transport'],
  ['schema.ts', 'entities.ts'],
  ['app', 'cli'],
];

const rooms = {
  bloc: [],
  conference: ['bloc'],
  indicator: ['bloc', 'conference', 'confirmation'],
  movement: ['bloc', 'conference'],
  confirmation: ['auth', 'bloc', 'conference'],
  pact: ['bloc', 'conference', 'confirmation', 'indicator'],
  poll: ['bloc', 'conference', 'confirmation'],
  report: ['bloc', 'indicator'],
  deadline: ['bloc', 'indicator', 'report'],
  score: ['auth', 'bloc', 'conference', 'poll'],
  award: ['bloc', 'conference', 'confirmation', 'poll', 'score'],
  hall: ['bloc', 'conference', 'pact', 'poll'],
  auth: ['bloc', 'conference'],
  webhooks: ['auth', 'bloc', 'conference'],
};

const path = (names) => `^src/(${names.map((name) => name.replace('.', '\\.')).join('|')})(/|$)`;

const floorRules = floors.slice(0, -1).map((names, index) => ({
  name: `floor-${index}`,
  comment: `${names.join(', ')} may import from its own and lower floors only`,
  severity: 'error',
  from: { path: path(names) },
  to: { path: path(floors.slice(index + 1).flat()) },
}));

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `room-${room}`,
  comment: `${room} may use ${allowed.join(', ') || 'no other room'}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: path(Object.keys(rooms).filter((other) => other !== room && !allowed.includes(other))) },
}));

/** The floors of `web/src`: shared parts below, pages on top, which import no other page. */
const webFloors = [
  ['look', 'words', 'bytes'],
  ['connection'],
  ['page'],
  ['act'],
  ['sign-in', 'conference', 'poll', 'pact', 'screen'],
  ['chair', 'office', 'live', 'hall', 'graph', 'api', 'graphiql', 'guide', 'paper', 'setup'],
];

const webPath = (names) => `^web/src/(${names.join('|')})/`;

const webFloorRules = webFloors.slice(0, -1).map((names, index) => ({
  name: `web-floor-${index}`,
  comment: `${names.join(', ')} may import from their own and lower floors only`,
  severity: 'error',
  from: { path: webPath(names) },
  to: { path: webPath(webFloors.slice(index + 1).flat()) },
}));

// dependency-cruiser 17 reads every file as .ts; 18 knows .tsx and needs Node 22.
const swc = require('@swc/core');
const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });

module.exports = {
  forbidden: [
    ...floorRules,
    ...webFloorRules,
    {
      name: 'web-pages',
      comment: 'a page imports from no other page',
      severity: 'error',
      from: { path: `^web/src/(${webFloors.at(-1).join('|')})/` },
      to: { path: webPath(webFloors.at(-1)), pathNot: '^web/src/$1/' },
    },
    {
      name: 'web-and-server',
      comment: 'the pages know the server by schema/api.graphql only',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(src|test|migrations)/' },
    },
    {
      name: 'server-and-web',
      comment: 'the server serves what was built of the pages and knows nothing of their source',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^web/' },
    },
    ...roomRules,
    {
      name: 'packages',
      comment: 'a package of its own knows nothing of the server that uses it',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(src|test|migrations|web)/' },
    },
    {
      name: 'embedded-launcher',
      comment: 'database/embedded gives the launcher our names and turns its errors into ours',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/database/embedded\\.ts$' },
      to: { path: 'embedded-postgres-server' },
    },
    {
      name: 'transports-are-adapters',
      comment:
        'a transport reads no document, asks for nobody, and formats nothing: the pipeline and the broker do, and are handed to it',
      severity: 'error',
      from: { path: '^src/transport/' },
      to: {
        path: '^src/(auth|bloc|indicator|movement|conference|confirmation|pact|poll|award|score|hall|report|deadline|webhooks|import|record|rehearsal|graphql/(documents|document-limits|complexity|operation|execute|budget|metering|lanes|pacer|cache/result-cache|format-error))',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'observability-and-rooms',
      comment: 'what is measured is handed to observability',
      severity: 'error',
      from: { path: '^src/observability/' },
      to: {
        path: '^src/(auth|bloc|indicator|movement|conference|confirmation|pact|poll|award|score|hall|report|deadline|webhooks|import|record|rehearsal)',
      },
    },
    {
      name: 'no-circle',
      severity: 'error',
      comment: 'two files that need each other are one, or a third is missing',
      from: {},
      to: { circular: true },
    },
    {
      name: 'room-internals',
      severity: 'error',
      comment: 'rules, events and resolvers belong to their room',
      from: { path: '^src/([^/]+)/', pathNot: '^src/(schema|cli)' },
      to: {
        path: '^src/(bloc|indicator|movement|conference|confirmation|pact|poll|award|score|hall|auth|webhooks)/(rules|events|.*resolver)\\.ts$',
        pathNot: '^src/$1/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'] },
  },
};

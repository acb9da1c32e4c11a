/**
 * The floors of the house: a file imports from its own folder and from lower floors only; rooms import each other only
 * along the arrows below, and only things, reads and loaders, never acts, rules, events or resolvers.
 */
const floors = [
  ['config', 'errors', 'clock.ts'],
  ['database'],
  ['log'],
  ['request'],
  ['live'],
  ['auth', 'bloc', 'indicator', 'movement', 'conference', 'pact', 'poll', 'award'],
  ['import', 'record', 'rehearsal'],
  ['http'],
  ['schema.ts', 'entities.ts'],
  ['app.ts', 'prepare.ts', 'cli'],
];

const rooms = {
  bloc: [],
  conference: ['bloc'],
  indicator: ['bloc', 'conference'],
  movement: ['bloc', 'conference'],
  pact: ['bloc', 'conference', 'indicator'],
  poll: ['bloc', 'conference'],
  award: ['bloc', 'conference', 'poll'],
  auth: ['bloc', 'conference'],
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

module.exports = {
  forbidden: [
    ...floorRules,
    ...roomRules,
    {
      name: 'packages',
      comment: 'a package of its own knows nothing of the server that uses it',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(src|test|migrations|web)/' },
    },
    {
      name: 'embedded-door',
      comment: 'database/embedded gives the launcher our names and turns its errors into ours',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/database/embedded\\.ts$' },
      to: { path: 'embedded-postgres-server' },
    },
    {
      name: 'http-and-auth',
      comment: 'http knows of the rooms only how to tell who asks',
      severity: 'error',
      from: { path: '^src/http/' },
      to: {
        path: '^src/(bloc|indicator|movement|conference|pact|poll|award|import|record|rehearsal|auth/(?!authenticate))',
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
      name: 'doors',
      severity: 'error',
      comment: 'rules, events and resolvers belong to their room',
      from: { path: '^src/([^/]+)/', pathNot: '^src/(schema|cli)' },
      to: {
        path: '^src/(bloc|indicator|movement|conference|pact|poll|award|auth)/(rules|events|.*resolver)\\.ts$',
        pathNot: '^src/$1/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
};

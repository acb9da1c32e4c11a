import { registerEnumType } from 'type-graphql';

export enum Scope {
  READ = 'read',
  WRITE = 'write',
  IMPORT = 'import',
}
registerEnumType(Scope, {
  name: 'Scope',
  description: 'What an API key opens to a client app.',
  valuesConfig: {
    READ: { description: 'What only those signed in may read.' },
    WRITE: { description: "The desk's work: check-in, drafts, badges of observers." },
    IMPORT: { description: 'Loading conference files.' },
  },
});

/** The log of what belongs to no conference and no bloc, such as a revoked session: every node follows it. */
export const systemStream = '00000000-0000-4000-8000-000000000000';

import type { GraphBlocQuery } from './bloc.documents';

/** All that the public pages show of one bloc. */
export type GraphBloc = NonNullable<GraphBlocQuery['bloc']>;

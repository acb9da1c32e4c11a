import type { GraphBlocQuery, MovementOfBlocFragment, TermOfBlocFragment } from './bloc.documents';

type Asked = NonNullable<GraphBlocQuery['bloc']>;

/** A bloc with the leadership and the movements of all years. */
export type GraphBloc = Omit<Asked, 'leadership' | 'movements'> & {
  readonly leadership: readonly TermOfBlocFragment[];
  readonly movements: readonly MovementOfBlocFragment[];
};

import type { CombinedError } from '@urql/core';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { useWhole } from '../../connection/use-whole';
import {
  GraphBlocDocument,
  GraphMoreLeadershipDocument,
  type GraphMoreLeadershipQuery,
  GraphMoreMovementsDocument,
  type GraphMoreMovementsQuery,
} from './bloc.documents';
import type { GraphBloc } from './graph-bloc';

const leadershipOf = (data: GraphMoreLeadershipQuery) => data.bloc?.leadership;
const movementsOf = (data: GraphMoreMovementsQuery) => data.bloc?.movements;

interface BlocNow {
  /** Undefined before the answer, null when there is none of that name. */
  readonly bloc: GraphBloc | null | undefined;
  readonly error: CombinedError | undefined;
}

export function useBloc(slug: string): BlocNow {
  const [{ data, error }] = useQuery({ query: GraphBlocDocument, variables: { slug } });
  const asked = data?.bloc;
  const leadership = useWhole(asked?.leadership, GraphMoreLeadershipDocument, { slug }, leadershipOf);
  const movements = useWhole(asked?.movements, GraphMoreMovementsDocument, { slug }, movementsOf);
  const bloc = useMemo(() => asked && { ...asked, leadership, movements }, [asked, leadership, movements]);
  return { bloc, error };
}

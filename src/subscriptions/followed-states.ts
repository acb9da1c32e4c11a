import type { Topic } from '../log/topics';
import type { SharedQuery } from './shared-query';

declare module '../graphql/context' {
  interface ContextServices {
    readonly followedStates: FollowedStates;
  }
}

/** How far the connections that follow something have been sent what happened. */
export interface Convergence {
  /** Connections with at least one subscription to it. */
  readonly following: number;
  /** Of these, those whose network has taken every state of it that is known here. */
  readonly current: number;
  /** Those that something waits for, because their network takes it slowly. */
  readonly behind: number;
  /** Position of the last entry that is known here to have changed it; 0 before the first. */
  readonly sequence: number;
}

/** The states this process serves, by what they are about. */
export class FollowedStates {
  private readonly groups = new Map<Topic, Set<SharedQuery>>();

  come(topics: readonly Topic[], group: SharedQuery): void {
    for (const topic of topics) {
      const known = this.groups.get(topic) ?? new Set();
      this.groups.set(topic, known.add(group));
    }
  }

  leave(topics: readonly Topic[], group: SharedQuery): void {
    for (const topic of topics) {
      const known = this.groups.get(topic);
      known?.delete(group);
      if (known?.size === 0) this.groups.delete(topic);
    }
  }

  /** How far those who follow a topic are. A connection with several subscriptions is as far as the last of them. */
  convergence(topic: Topic): Convergence {
    const groups = [...(this.groups.get(topic) ?? [])];
    const lines = new Map<object, { current: boolean; behind: boolean }>();
    for (const group of groups) {
      for (const member of group.followers()) {
        const known = lines.get(member.line) ?? { current: true, behind: false };
        lines.set(member.line, {
          current: known.current && group.isCurrent && !member.isBehind,
          behind: known.behind || member.isBehind,
        });
      }
    }
    const each = [...lines.values()];
    return {
      following: each.length,
      current: each.filter(({ current }) => current).length,
      behind: each.filter(({ behind }) => behind).length,
      sequence: Math.max(0, ...groups.map(({ position }) => position)),
    };
  }
}

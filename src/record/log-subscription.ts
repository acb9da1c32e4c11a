import { Arg, Int, Subscription } from 'type-graphql';
import { Allowed } from '../graphql/authorize/allowed';
import type { Field } from '../graphql/authorize/authority';
import type { Context } from '../graphql/context';
import { requireReached } from '../log/read-since';
import { logSource } from '../subscriptions/source';
import { LogEntry } from './log-entry';

/**
 * A subscription to the entries of one log, after the position in its argument `after`.
 * @param streamOf the log for the arguments given. @throws Refusal for who may not read it
 */
export function LogSubscription<A extends object>(
  field: Field,
  description: string,
  streamOf: (ctx: Context, args: A) => Promise<string>,
): MethodDecorator {
  const rule = Allowed(field);
  const subscription = Subscription(() => LogEntry, {
    description: `${description}: resume after the last one you have. A reader too slow to keep up is cut with close code 4508 and told where to resume.`,
    subscribe: async ({ args, context }) => {
      const stream = await streamOf(context as Context, args as A);
      const after = args.after as number;
      await requireReached((context as Context).read, stream, after);
      return logSource(stream, after);
    },
  });
  return (target, key, descriptor) => {
    subscription(target, key, descriptor);
    rule(target, key, descriptor);
  };
}

/** The position a log subscription goes on after. */
export const After = () =>
  Arg('after', () => Int, {
    nullable: true,
    defaultValue: 0,
    description: 'Position to go on after; 0 for the beginning.',
  });

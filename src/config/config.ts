import { OperatorError } from '../errors/operator-error';
import { type Setting, settings } from './settings';

type Settings = typeof settings;
type Value<S> = S extends Setting<infer T> ? T : never;

/** The settings as given: null where `settings` says that the value follows from elsewhere. */
type Given = { readonly [K in keyof Settings]: Value<Settings[K]> };

/** What the server runs by; nothing else is read from the environment. */
export interface Config extends Omit<Given, 'secureCookie' | 'demo'> {
  readonly secureCookie: boolean;
  readonly demo: boolean;
}

/**
 * The settings in an environment, all checked, frozen. A variable that is empty counts as not set.
 * @throws OperatorError naming each wrong variable, its value and the cure, all at once
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const values = Object.entries(settings).map(([key, setting]: [string, Setting<unknown>]) => {
    const text = env[setting.name]?.trim();
    if (!text) return [key, setting.default.value];
    const result = setting.read(text);
    if ('value' in result) return [key, result.value];
    problems.push(`${setting.name} is ${setting.secret ? 'not shown' : JSON.stringify(text)}: ${result.cure}.`);
    return [key, setting.default.value];
  });
  if (problems.length) throw new OperatorError(['The settings cannot be used.', ...problems].join('\n'));
  const given = Object.fromEntries(values) as Given;
  return Object.freeze({
    ...given,
    secureCookie: given.secureCookie ?? given.publicUrl?.startsWith('https:') ?? false,
    demo: given.demo ?? given.databaseUrl === null,
  });
}

import { relative } from 'node:path';
import { OperatorError } from '../errors/operator-error';
import { isLoopback, unsafeSettings } from './production';
import { type Given, type Setting, settings } from './settings';

/** What the server runs by; nothing else is read from the environment. */
export interface Config extends Omit<Given, 'secureCookie' | 'demo' | 'production' | 'ballotKeys'> {
  readonly secureCookie: boolean;
  readonly ballotKeys: string;
  readonly demo: boolean;
  /** True: unsafe settings were looked for, and there are none. */
  readonly production: boolean;
}

/**
 * The settings in an environment, all checked, frozen. A variable that is empty counts as not set.
 * @throws OperatorError naming each wrong variable, its value and the cure, all at once
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const values = Object.entries(settings).map(
    ([key, setting]: [string, Setting<unknown>]): readonly [string, unknown] => {
      const text = env[setting.name]?.trim();
      if (!text) return [key, setting.default.value];
      const result = setting.read(text);
      if ('value' in result) return [key, result.value];
      problems.push(`${setting.name} is ${setting.secret ? 'not shown' : JSON.stringify(text)}: ${result.cure}.`);
      return [key, setting.default.value];
    },
  );
  problems.push(...incomplete(env), ...exposed(values));
  if (problems.length) throw new OperatorError(['The settings cannot be used.', ...problems].join('\n'));
  const given = Object.fromEntries(values) as Given;
  const production = given.production ?? (!isLoopback(given.host) || given.publicUrl !== null);
  const unsafe = production ? unsafeSettings(given) : [];
  if (unsafe.length) {
    throw new OperatorError(
      [
        'The settings are not safe where other machines reach the server.',
        ...unsafe,
        'For a rehearsal in an office, with nothing in it that must stay secret: PRODUCTION=off.',
      ].join('\n'),
    );
  }
  return Object.freeze({
    ...given,
    production,
    ballotKeys: given.ballotKeys ?? `${given.dataDir}-ballot-keys`,
    secureCookie: given.secureCookie ?? given.publicUrl?.startsWith('https:') ?? false,
    demo: given.demo ?? (given.databaseUrl === null && !production),
  });
}

/** Whoever copies the data folder must not have the keys with it. */
function exposed(values: readonly (readonly [string, unknown])[]): readonly string[] {
  const { dataDir, ballotKeys } = Object.fromEntries(values) as Given;
  const isWithin = ballotKeys !== null && !/^\.\.(\/|$)/.test(relative(dataDir, ballotKeys));
  return isWithin ? [`BALLOT_KEYS is ${JSON.stringify(ballotKeys)}: name a folder outside DATA_DIR.`] : [];
}

/** Sign-in by OpenID wants all of its settings, or none. */
function incomplete(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const isSet = (name: string) => Boolean(env[name]?.trim());
  const own = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
  if (!own.some(isSet)) return [];
  const missing = [...own, 'PUBLIC_URL'].filter((name) => !isSet(name));
  return missing.map((name) => `${name} is not set: sign-in by OpenID wants it; or leave out all of OIDC_*.`);
}

/** Whether a text is the address of an OpenID provider, as one names itself (`iss`): http or https, no query, no fragment. */
export function isIssuer(text: string): boolean {
  if (/\s/.test(text) || !URL.canParse(text)) return false;
  const { protocol, search, hash, username } = new URL(text);
  return /^https?:$/.test(protocol) && !search && !hash && !username;
}

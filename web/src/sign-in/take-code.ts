/** The badge code after `#c=`, taken out of the address so that no history keeps it; null where there is none. */
export function takeCode(): string | null {
  const code = new URLSearchParams(location.hash.slice(1)).get('c');
  if (code !== null) history.replaceState(null, '', location.pathname + location.search);
  return code;
}

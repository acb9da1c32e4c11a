/**
 * Where a phone opens these pages: PUBLIC_URL, which the server writes into the page, else the address of this page;
 * null where only this machine can open that.
 */
export function publicAddress(): string | null {
  const given = document.querySelector<HTMLMetaElement>('meta[name=public-address]')?.content;
  if (given) return given;
  return /^(localhost|.*\.localhost|127\.[\d.]+|\[::1\])$/.test(location.hostname) ? null : location.origin;
}

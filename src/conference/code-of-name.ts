/** A code from a Vietnamese name, `Nguyễn Văn Đức` → `nguyen-van-duc`, with a number where it is taken. */
export function codeOfName(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const code = plain.slice(0, 80).replace(/-$/, '') || 'dai-bieu';
  for (let number = 1; ; number += 1) {
    const next = number === 1 ? code : `${code}-${number}`;
    if (!taken.has(next)) return next;
  }
}

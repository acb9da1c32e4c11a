/** Fewer letters are not worth leaving out. */
const least = 15;

/**
 * The words with which all of these names begin, with the space after them, where leaving them out loses nothing but
 * length: `Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh `. Empty for two names or fewer, and where one has no more words.
 */
export function sharedStart(names: readonly string[]): string {
  const [first = '', ...others] = names;
  if (others.length < 2) return '';
  const words = first.split(' ');
  for (let count = words.length - 1; count > 0; count -= 1) {
    const start = `${words.slice(0, count).join(' ')} `;
    if (start.length < least) return '';
    if (others.every((name) => name.startsWith(start))) return start;
  }
  return '';
}

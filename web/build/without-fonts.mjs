/**
 * Vite plugin: leaves the fonts out of the styles of a package. Those of GraphiQL are data of 370 KB that the page's
 * policy refuses, and they lack Vietnamese letters.
 */
export function withoutFonts(styles) {
  return {
    name: 'without-fonts',
    enforce: 'pre',
    transform(text, id) {
      return styles.test(id) ? { code: text.replaceAll(/@font-face\s*\{[^}]*\}/g, ''), map: null } : null;
    },
  };
}

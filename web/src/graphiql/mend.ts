/**
 * Says for those who hear the page or use no mouse what GraphiQL leaves out: what each editor is, how to scroll it by
 * keyboard, which query an entry of the history is, and that its tabs are a list of buttons. Returns what ends it.
 */
export function mendGraphiql(): () => void {
  const observer = new MutationObserver(mend);
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['class'] });
  return () => observer.disconnect();
}

function mend(): void {
  for (const area of document.querySelectorAll('.CodeMirror textarea:not([aria-label])'))
    area.ariaLabel = area.closest('section[aria-label]')?.ariaLabel ?? 'Result';
  for (const scroll of document.querySelectorAll<HTMLElement>('.CodeMirror-scroll[tabindex="-1"]')) scroll.tabIndex = 0;
  for (const entry of document.querySelectorAll('.graphiql-history-item-label[aria-label]')) entry.ariaLabel = null;
  mendTabs();
}

/** A tab (role) has no buttons in it, and each of these has one to choose it and one to close it. */
function mendTabs(): void {
  for (const list of document.querySelectorAll('.graphiql-tabs[role=tablist]')) list.role = 'list';
  for (const tab of document.querySelectorAll('.graphiql-tab[aria-selected]')) {
    tab.role = 'listitem';
    tab.ariaSelected = null;
    const button = tab.querySelector('.graphiql-tab-button');
    if (button) button.ariaCurrent = String(tab.classList.contains('graphiql-tab-active'));
  }
}

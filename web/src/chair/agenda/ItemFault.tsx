import { Notice } from '../../look/Notice';

/** What the server refused of an act on an item. */
export function ItemFault({ fault }: { readonly fault: string | null }) {
  return (
    fault && (
      <Notice kind="bad" alert>
        {fault}
      </Notice>
    )
  );
}

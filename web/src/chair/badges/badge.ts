/** A badge as it is printed. Its code is known here only, until the page is left. */
export interface Badge {
  readonly key: string;
  readonly name: string;
  /** The member, or what the holder is. */
  readonly from: string;
  readonly code: string;
}

/** Whom a badge is for. */
export interface Holder {
  readonly key: string;
  readonly role: 'DELEGATE' | 'CHAIR' | 'SECRETARY' | 'OBSERVER';
  readonly delegateId: string | null;
  readonly name: string;
  readonly from: string;
}

/** Where the QR code of a badge leads; the code stands after `#`, so no server sees it in an address. */
export function linkOf(code: string): string {
  return `${location.origin}/live#c=${code}`;
}

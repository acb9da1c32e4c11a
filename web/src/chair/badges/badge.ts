import { publicAddress } from '../../page/public-address';

/** A badge as it is printed. Its code is known here only, until the page is left. */
export interface Badge {
  readonly key: string;
  readonly name: string;
  /** The member, or what the holder is. */
  readonly from: string;
  readonly role: Holder['role'];
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

/** The page a badge is for: those who run the desk go there. */
export function pageOf({ role }: Pick<Badge, 'role'>): string {
  return role === 'CHAIR' || role === 'SECRETARY' ? '/chair' : '/live';
}

/** Where the QR code of a badge leads; the code stands after `#`, so no server sees it in an address. */
export function linkOf(badge: Pick<Badge, 'role' | 'code'>): string {
  return `${publicAddress() ?? location.origin}${pageOf(badge)}#c=${badge.code}`;
}

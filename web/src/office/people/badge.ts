import { publicAddress } from '../../page/public-address';

/** How long the code of an officer's badge may be used: seven days, in minutes. */
export const goodForMinutes = 7 * 24 * 60;

/** Where the QR code of an officer's badge leads; the code stands after `#`, so no server sees it in an address. */
export const linkOf = (code: string): string => `${publicAddress() ?? location.origin}/office#c=${code}`;

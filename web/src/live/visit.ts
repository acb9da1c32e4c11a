/** Who was signed in on this browser last and did not sign out. */
export interface Visit {
  readonly name: string;
  readonly delegateId: string | null;
}

const place = 'giaouoc.visit';

export function rememberVisit(visit: Visit): void {
  try {
    localStorage.setItem(place, JSON.stringify(visit));
  } catch {
    // Without a store the page asks for a code and gives no reason.
  }
}

export function forgetVisit(): void {
  try {
    localStorage.removeItem(place);
  } catch {
    // Nothing was remembered.
  }
}

export function visitBefore(): Visit | null {
  try {
    return JSON.parse(localStorage.getItem(place) ?? 'null') as Visit | null;
  } catch {
    return null;
  }
}

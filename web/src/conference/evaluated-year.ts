/** The emulation year whose members a conference judges; null for one of no year. */
export function evaluatedYear(conference: {
  readonly closesYear?: number | null;
  readonly reviewsYear?: number | null;
  readonly opensYear?: number | null;
}): number | null {
  return conference.closesYear ?? conference.reviewsYear ?? conference.opensYear ?? null;
}

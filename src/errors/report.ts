/** Where a fault's whole story goes; the caller sees only its id. */
export type Report = (error: unknown, requestId?: string) => void;

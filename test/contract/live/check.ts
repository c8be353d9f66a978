/** What was seen of a behaviour, in values that are safe to print: numbers, booleans, codes, names of fields. */
export type Facts = Readonly<Record<string, unknown>>;

export type Observe<Subject> = (subject: Subject) => Promise<Facts>;

/** Something the vendor's documents state, and what is seen where it holds. */
export interface Documented<Subject> {
  readonly id: string;
  readonly what: string;
  readonly observe: Observe<Subject>;
  readonly expected: Facts | ((subject: Subject) => Facts);
}

/** How an assumption of the emulator is tried; it holds where the platform shows what the emulator shows. */
export interface Tried<Subject> {
  readonly observe: Observe<Subject>;
  /** which part of its sentence is not tried, and why */
  readonly except?: string;
}

/** By the assumption's id; a text says why it is not tried at all. */
export type Assumed<Subject> = Readonly<Record<string, Tried<Subject> | string>>;

/** Thrown by what cannot be tried on this platform, with these products. */
export class NotTried extends Error {}

export interface Result {
  readonly id: string;
  readonly kind: "documented" | "assumed";
  readonly what: string;
  readonly state: "held" | "not held" | "not tried";
  readonly expected?: Facts;
  readonly found?: Facts;
  /** why it was not tried, or not all of it */
  readonly why?: string;
}

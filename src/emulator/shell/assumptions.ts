/** A behaviour that no document states and an emulator assumes. */
export interface Assumption {
  readonly id: string;
  readonly what: string;
  readonly why: string;
}

/** Assumptions, written by id. */
export const assumptionsOf = (byId: Readonly<Record<string, Omit<Assumption, "id">>>): readonly Assumption[] =>
  Object.entries(byId).map(([id, { what, why }]) => ({ id, what, why }));

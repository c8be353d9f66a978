import { variableName } from "../platforms/configuration";

/** A remedy that names settings of the connection, with the variables that set them. */
export const withVariables = (remedy: string, settings: readonly string[]): string =>
  settings.length === 0
    ? remedy
    : `${remedy} In the environment: ${settings.map((name) => variableName(null, name)).join(", ")}.`;

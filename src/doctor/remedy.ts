import { variableName } from "../platforms/configuration";
import { connectionAttributes } from "../platforms/connection";
import { snakeCase } from "../schema/name";

/** A remedy that speaks of arguments of the connection, with the variables that stand for them here. */
export function withVariables(remedy: string): string {
  const variables = Object.keys(connectionAttributes)
    .filter((name) => new RegExp(`\\b${snakeCase(name)}\\b`).test(remedy))
    .map((name) => variableName(null, name));
  return variables.length === 0 ? remedy : `${remedy} In the environment: ${variables.join(", ")}.`;
}

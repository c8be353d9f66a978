import { snakeCase } from "../../schema/name";
import type { Platform } from "../platform";

/** How one face of the package is configured, in the terms of its error messages. */
export interface Face {
  /** where a configuration is written; null: only the environment counts */
  readonly written: {
    /** "in the provider block" */
    readonly where: string;
    /** a platform's part of it */
    readonly part: (platform: Platform) => string;
    readonly argument: (platform: Platform, setting: string) => string;
    /** what to do where several platforms are to be read */
    readonly each: string;
  } | null;
  /** how to say which of several platforms */
  readonly choice: (platforms: readonly Platform[]) => string;
}

export const terraform: Face = {
  written: {
    where: "in the provider block",
    part: ({ name }) => `${name} = { … }`,
    argument: ({ name }, setting) => `${name}.${snakeCase(setting)}`,
    each: "write one provider block, with an alias, for each",
  },
  choice: (platforms) => `Name one in the provider block: ${either(platforms.map(({ name }) => `${name} = {}`))}`,
};

export const synthesis: Face = {
  written: {
    where: "in the ConnectProvider construct",
    part: ({ name }) => `${name}: { … }`,
    argument: ({ name }, setting) => `${name}.${setting}`,
    each: "write one ConnectProvider construct, with an alias, for each",
  },
  choice: (platforms) =>
    `Name one in a ConnectProvider construct: ${either(platforms.map(({ name }) => `{ ${name}: {} }`))}`,
};

export const commandLine: Face = {
  written: null,
  choice: (platforms) => `Choose one with ${either(platforms.map(({ name }) => `--platform ${name}`))}`,
};

const either = (ways: readonly string[]): string => ways.join(" or ");

/** CDKTF, or the fork whose build renames this word together with the imports. */
export const library: string = "cdktf";

/** What stacks of a library import from. */
export const entryPointOf = (name: string): string => (name === "cdktn" ? "cdktf-connect/cdktn" : "cdktf-connect");

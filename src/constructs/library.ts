/** CDKTF; the build for the fork replaces this word and the imports. */
export const library: string = "cdktf";

/** The entry point of this package for stacks of a library. */
export const entryPointOf = (name: string): string => (name === "cdktn" ? "cdktf-connect/cdktn" : "cdktf-connect");

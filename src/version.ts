// Generated from package.json by `npm run generate`.

/** Version of the package and of the provider in it. */
export const version = "0.1.0";

/** The oldest version of Node that runs it. */
export const leastNode = "20.18.1";
